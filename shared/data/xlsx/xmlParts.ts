/*
 * The XML of a sheet or of the strings of a workbook may be 100 MB and more: as one string it would be copied at once.
 * It is kept in parts that are each whole rows, or whole strings, so that whatever reads them can stop between two.
 */

/** UTF-16 code units from which a part ends as soon as it can. */
const PART = 1 << 20;
/** What ends where a part can end: a row of a sheet, a string. */
const ENDS = ['row>', 'si>'];
/** The longest that such a tag can be, with its prefix. */
const TAG = 32;

/**
 * Decodes XML that comes in pieces.
 * @returns `end`: the parts, which come to the whole of it. Each but the last ends after a row or a string.
 */
export function collectXml(): { add(piece: Uint8Array): void; end(): string[] } {
  const parts: string[] = [];
  let open: string[] = [];
  let length = 0;
  let decoder: ReturnType<typeof decoderFor> | null = null;
  let first = new Uint8Array(0);

  const append = (text: string) => {
    const before = (open.at(-1) ?? '').slice(-TAG);
    const end = length + text.length >= PART ? lastEnd(before + text) - before.length : 0;
    if (end <= 0) {
      open.push(text);
      length += text.length;
      return;
    }
    parts.push(open.join('') + text.slice(0, end));
    open = [text.slice(end)];
    length = text.length - end;
  };
  return {
    add(piece) {
      if (decoder !== null) return append(decoder.decode(piece, { stream: true }));
      // The first two bytes decide the encoding.
      const joined = new Uint8Array(first.length + piece.length);
      joined.set(first);
      joined.set(piece, first.length);
      first = joined;
      if (first.length < 2) return;
      decoder = decoderFor(first);
      append(decoder.decode(first, { stream: true }));
    },
    end() {
      append(decoder === null ? new TextDecoder().decode(first) : decoder.decode());
      return [...parts, open.join('')];
    },
  };
}

function decoderFor(bytes: Uint8Array) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le');
  if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be');
  return new TextDecoder();
}

/** The offset after the last closing tag of a row or a string; 0 without one. Text holds no `<`. */
function lastEnd(xml: string): number {
  let last = 0;
  for (const end of ENDS) {
    for (let at = xml.lastIndexOf(end); at > last; at = xml.lastIndexOf(end, at - 1)) {
      if (!/<\/(?:\w+:)?$/.test(xml.slice(Math.max(0, at - TAG), at))) continue;
      last = Math.max(last, at + end.length);
      break;
    }
  }
  return last;
}
