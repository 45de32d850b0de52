/*
 * Finds what is quoted and what is denied in a text, by punctuation and common words.
 */

/** Pairs of quotation marks. Straight single ones are apostrophes more often, and count only around whole words. */
const QUOTATIONS = [
  /«[^«»]*»/g,
  /“[^“”]*”/g,
  /„[^„“”]*[“”]/g,
  /"[^"\n]*"/g,
  /(?<![\p{L}\p{N}])['‘][^'’\n]*['’](?![\p{L}\p{N}])/gu,
];

/** The stretches of `text` between quotation marks, marks included: UTF-16 offsets, in order, none inside another. */
export function quotationsIn(text: string): { readonly begin: number; readonly end: number }[] {
  const all = QUOTATIONS.flatMap((marks) =>
    [...text.matchAll(marks)].map((match) => ({ begin: match.index, end: match.index + match[0].length })),
  ).sort((a, b) => a.begin - b.begin || b.end - a.end);
  let covered = 0;
  return all.filter(({ begin, end }) => {
    if (begin < covered) return false;
    covered = end;
    return true;
  });
}

const NEGATIONS = new Set(
  (
    'not no never nobody none neither nor without cannot dont doesnt didnt isnt arent ' +
    'не ни нет никто никогда никакой никакая никакие нисколько отнюдь вовсе без'
  ).split(' '),
);
const CONTRACTED = /n['’]t$/u;
/** Words that may be between a negation and what it denies: "not such a bad", «не такой уж плохой». */
const BETWEEN = 3;

/** The negation among the last words of `before`, within its clause; null if there is none. As written. */
export function negationIn(before: string): string | null {
  const clause = before.split(/[.!?…;:,\n]/u).at(-1) ?? '';
  const words = clause.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  for (const word of words.slice(-BETWEEN - 1).reverse()) {
    const lower = word.toLowerCase();
    if (CONTRACTED.test(lower) || NEGATIONS.has(lower)) return word;
  }
  return null;
}

/** "I am such a", «какая же я»: what ends so speaks of whoever writes. */
const OF_ONESELF =
  /(?<![\p{L}\p{N}])(?:i\s*['’]?\s*a?m|i was|i feel(?: like)?|я|мы)(?:\s+(?:a|an|the|so|such|just|really|very|too|kind|of|also|always|such|total|complete|же|и|такой|такая|просто|совсем|полный|полная|старый|старая|сам|сама|опять|тоже|—|-|–))*\s*$/iu;

/** Whether what follows `before` is said by the writer of himself or herself. */
export function isOfOneself(before: string): boolean {
  return OF_ONESELF.test(before.slice(-80));
}
