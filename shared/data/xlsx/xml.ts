import { FaultError } from '../../base/faults';

/** What an XML reader calls back with; names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attribute: (name: string) => string | null): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Asked after each element that closes: true ends the reading there. */
  isDone?(): boolean;
}

/**
 * Reads the elements and texts of an XML document, from `from` on. It knows what workbooks hold: elements, attributes
 * in either quotes, CDATA, comments, instructions and numeric references; no entities are declared, so none can grow.
 *
 * @returns where it stopped: the length of `xml`, or after the element at which the handler was done.
 * @throws FaultError `xml-unclosed`.
 */
export function readXml(xml: string, handler: XmlHandler, from = 0): number {
  let at = from;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) break;
    if (open > at && handler.text !== undefined) handler.text(decoded(xml.slice(at, open)));
    if (xml.startsWith('<![CDATA[', open)) {
      const end = endOf(xml, ']]>', open + 9);
      handler.text?.(xml.slice(open + 9, end));
      at = end + 3;
    } else if (xml.startsWith('<!--', open)) {
      at = endOf(xml, '-->', open + 4) + 3;
    } else if (xml[open + 1] === '?' || xml[open + 1] === '!') {
      at = endOf(xml, '>', open) + 1;
    } else {
      const end = tagEnd(xml, open);
      at = end + 1;
      if (xml[open + 1] === '/') handler.close?.(localName(xml, open + 2, end));
      else {
        const name = localName(xml, open + 1, end);
        handler.open?.(name, (wanted) => attributeOf(xml.slice(open, end), wanted));
        if (xml[end - 1] === '/') handler.close?.(name);
      }
      if (handler.isDone?.() === true) return at;
    }
  }
  return xml.length;
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  if (end < 0) throw new FaultError('xml-unclosed');
  return end;
}

/** The offset of the `>` that ends the tag at `open`; in a quoted attribute it ends nothing. */
function tagEnd(xml: string, open: number): number {
  let end = endOf(xml, '>', open);
  for (;;) {
    const tag = xml.slice(open, end);
    const quotes = tag.replace(/"[^"]*"|'[^']*'/g, '');
    if (!quotes.includes('"') && !quotes.includes("'")) return end;
    end = endOf(xml, '>', end + 1);
    if (end - open > LONGEST_TAG) throw new FaultError('xml-unclosed');
  }
}

const LONGEST_TAG = 64 * 1024;

function localName(xml: string, start: number, end: number): string {
  let stop = start;
  let from = start;
  for (; stop < end; stop++) {
    const unit = xml.charCodeAt(stop);
    if (unit === 0x3a) from = stop + 1;
    else if (unit <= 0x20 || unit === 0x2f) break;
  }
  return xml.slice(from, stop);
}

function attributeOf(tag: string, wanted: string): string | null {
  const pattern = /\s(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (let found = pattern.exec(tag); found !== null; found = pattern.exec(tag)) {
    if (found[1] === wanted) return decoded(found[2] ?? found[3] ?? '');
  }
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** `text` with its references replaced; two references that are the halves of a surrogate pair make one character. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0x10ffff) return '\ufffd';
    return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
  });
}
