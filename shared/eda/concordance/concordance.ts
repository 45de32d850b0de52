import { createTermSearch } from '../filters/termSearch';
import type { EdaSettings } from '../section/settings';

/** An occurrence of a term. */
export interface KeywordInContext {
  /** Its place in the text; UTF-16 offsets. */
  readonly begin: number;
  readonly end: number;
  /** The text before it, the term as it is written, the text after it. */
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** UTF-16 units of context on each side. */
const CONTEXT = 80;

/** Finds the occurrences of one term in a text; they may overlap, and there are as many as a report counts. */
export type Concordance = (text: string) => KeywordInContext[];

const encoder = new TextEncoder();

/**
 * Makes the concordance of `term`, as a report's settings see it: "you are" is found in "YOU, are", and where stems are
 * taken "insult" in "insulting".
 *
 * @param context how much of the text is shown on each side, at most; never through a character.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian.
 */
export async function createConcordance(term: string, settings: EdaSettings, context = CONTEXT): Promise<Concordance> {
  const search = await createTermSearch(term, settings);
  return (text) => {
    const spans = search.spans(encoder.encode(text));
    const unitAt = unitsOf(
      text,
      spans.flatMap(({ begin, end }) => [begin, end]),
    );
    return spans.map((span) => {
      const begin = unitAt.get(span.begin) ?? 0;
      const end = unitAt.get(span.end) ?? text.length;
      return {
        begin,
        end,
        before: text.slice(wholeFrom(text, Math.max(0, begin - context)), begin),
        match: text.slice(begin, end),
        after: text.slice(end, wholeTo(text, Math.min(text.length, end + context))),
      };
    });
  };
}

/** The UTF-16 offset of each of `places`, offsets into the UTF-8 bytes of `text`. */
function unitsOf(text: string, places: readonly number[]): ReadonlyMap<number, number> {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const unitAt = new Map<number, number>();
  let byte = 0;
  let unit = 0;
  for (const place of sorted) {
    while (byte < place) {
      const code = text.codePointAt(unit) ?? 0;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; // a lone surrogate becomes U+FFFD: 3 too
      unit += code < 0x10000 ? 1 : 2;
    }
    unitAt.set(place, unit);
  }
  return unitAt;
}

const isLowSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** `at`, or the next index if that would cut a character. */
function wholeFrom(text: string, at: number): number {
  return at > 0 && at < text.length && isLowSurrogate(text, at) && isHighSurrogate(text, at - 1) ? at + 1 : at;
}

/** `at`, or the index before it if that would cut a character. */
function wholeTo(text: string, at: number): number {
  return at > 0 && at < text.length && isLowSurrogate(text, at) && isHighSurrogate(text, at - 1) ? at - 1 : at;
}
