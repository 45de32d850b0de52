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

/** The negation among the last words of `before`, within its sentence; null if there is none. As written. */
export function negationIn(before: string): string | null {
  const sentence = before.split(/[.!?…;\n]/u).at(-1) ?? '';
  const words = sentence.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  for (const word of words.slice(-BETWEEN - 1).reverse()) {
    const lower = word.toLowerCase();
    if (CONTRACTED.test(lower) || NEGATIONS.has(lower)) return word;
  }
  return null;
}
