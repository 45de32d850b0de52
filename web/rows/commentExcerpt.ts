const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes `begin` to `end` of a text. */
export interface ByteSpan {
  readonly begin: number;
  readonly end: number;
}

/** A comment, or the part of a long one around what was searched for. */
export interface Excerpt {
  readonly text: string;
  /** The matches in `text`, in UTF-16 code units; in order, not overlapping. */
  readonly marks: readonly (readonly [begin: number, end: number])[];
  /** True if the comment begins before, or goes on after, `text`. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** Bytes before the first mark that a long comment keeps. */
const LEAD = 120;

/**
 * A comment of UTF-8 `bytes` of which at most `limit` are shown: from the beginning, or from a little before the first
 * span if that is further on. Never cuts within a character.
 *
 * @param spans in order of their beginnings; they may overlap, and are then marked as one.
 */
export function excerptOf(bytes: Uint8Array, spans: readonly ByteSpan[], limit: number): Excerpt {
  const first = spans.length > 0 ? spans[0] : null;
  let from = 0;
  if (bytes.length > limit && first !== null && first.end > limit) from = boundary(bytes, first.begin - LEAD);
  const to = boundary(bytes, Math.min(bytes.length, from + limit));
  const unitsTo = (end: number) => decoder.decode(bytes.subarray(from, end)).length;
  const marks: [number, number][] = [];
  for (const { begin, end } of spans) {
    if (begin < from || end > to) continue;
    const mark: [number, number] = [unitsTo(begin), unitsTo(end)];
    const last = marks[marks.length - 1];
    if (last && mark[0] < last[1]) last[1] = Math.max(last[1], mark[1]);
    else marks.push(mark);
  }
  return {
    text: decoder.decode(bytes.subarray(from, to)),
    marks,
    cutBefore: from > 0,
    cutAfter: to < bytes.length,
  };
}

/** The beginning of the character that byte `at` belongs to. */
function boundary(bytes: Uint8Array, at: number): number {
  let start = Math.max(0, at);
  while (start > 0 && start < bytes.length && (bytes[start] & 0xc0) === 0x80) start--;
  return start;
}
