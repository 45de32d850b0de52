import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import type { LengthStatistics } from '#shared/eda/lengths/measures';
import type { EdaReport } from '#shared/eda/sections';
import type { Share } from '#shared/eda/share/wilson';
import type { StyleMark } from '#shared/eda/style/marks';
import type { WordClass } from '#shared/text/tagging/wordClasses';

/*
 * The findings of a report. Every statement has passed a test: what may be chance is described so or left out.
 */

/** Standard errors apart that two values must be to be called different. */
const CLEAR = 3;
/** A ratio of lengths below this is small, however sure. */
const SMALL_RATIO = 1.2;
/** Comments of a class below which differences are not reported. */
const FEWEST = 30;
/** A difference of shares worth a sentence. */
const MIN_DIFFERENCE = 0.01;
/** Cohen's d worth a sentence. */
const MIN_EFFECT = 0.1;
/** z of a word that surely marks a class. */
const SURE_WORD = 4;
const WORDS_NAMED = 3;

export type Finding =
  | { readonly kind: 'few'; readonly toxic: number; readonly other: number }
  | {
      readonly kind: 'length';
      readonly how: 'clear' | 'small' | 'same';
      readonly toxic: number;
      readonly other: number;
    }
  | { readonly kind: 'style'; readonly mark: StyleMark; readonly toxic: number; readonly other: number }
  | { readonly kind: 'wordClass'; readonly wordClass: WordClass; readonly difference: number }
  /** Empty: there is none. */
  | { readonly kind: 'terms'; readonly terms: readonly string[] };

/** The findings about toxic comments against others, from whatever sections are there. */
export function findingsOf(report: Partial<EdaReport>): Finding[] {
  const toxic = report.classes?.['1'];
  const other = report.classes?.['0'];
  if (toxic === undefined || other === undefined) return [];
  if (Math.min(toxic.rows, other.rows) < FEWEST) return [{ kind: 'few', toxic: toxic.rows, other: other.rows }];
  const findings: Finding[] = [];
  if (toxic.characters && other.characters) {
    findings.push(lengthFinding(toxic.characters, toxic.rows, other.characters, other.rows));
  }
  const style = styleFinding(report);
  if (style) findings.push(style);
  const wordClass = wordClassFinding(report);
  if (wordClass) findings.push(wordClass);
  if (report.distinction) findings.push({ kind: 'terms', terms: surestWords(report.distinction.terms) });
  return findings;
}

/** Medians differ if they are CLEAR standard errors apart; the error of a median follows from the quartiles. */
function lengthFinding(
  toxic: LengthStatistics,
  toxicRows: number,
  other: LengthStatistics,
  otherRows: number,
): Finding {
  const error = Math.hypot(medianError(toxic, toxicRows), medianError(other, otherRows));
  const [low, high] = [Math.min(toxic.median, other.median), Math.max(toxic.median, other.median)];
  const apart = high - low > CLEAR * error && high > low;
  const how = !apart ? 'same' : high < low * SMALL_RATIO ? 'small' : 'clear';
  return { kind: 'length', how, toxic: toxic.median, other: other.median };
}

/** 1.2533 σ/√n for a normal distribution, σ being the distance of the quartiles over 1.349. */
function medianError({ quantiles }: LengthStatistics, rows: number): number {
  return (1.2533 * (quantiles['0.75'] - quantiles['0.25'])) / (1.349 * Math.sqrt(rows));
}

function styleFinding({ style }: Partial<EdaReport>): Finding | null {
  let best: Finding | null = null;
  let largest = MIN_DIFFERENCE;
  for (const { mark, shares } of style ?? []) {
    const [toxic, other] = [shares['1'], shares['0']];
    if (!toxic || !other || !apart(toxic, other)) continue;
    const difference = Math.abs(toxic.value - other.value);
    if (difference < largest) continue;
    largest = difference;
    best = { kind: 'style', mark, toxic: toxic.value, other: other.value };
  }
  return best;
}

function wordClassFinding({ partsOfSpeech }: Partial<EdaReport>): Finding | null {
  // Of the language that most is written in: a mixture would compare languages, not classes.
  const [main] = [...(partsOfSpeech?.languages ?? [])].sort((a, b) => b.words - a.words);
  let best: Finding | null = null;
  let largest = MIN_EFFECT;
  for (const { wordClass, shares, effect } of main?.classes ?? []) {
    const [toxic, other] = [shares['1'], shares['0']];
    if (!toxic || !other || !apart(toxic, other) || wordClass === 'other' || !(Math.abs(effect) >= largest)) continue;
    largest = Math.abs(effect);
    best = { kind: 'wordClass', wordClass, difference: toxic.value - other.value };
  }
  return best;
}

/** True if the intervals have nothing in common. */
export function apart(a: Share, b: Share): boolean {
  return a.low > b.high || b.low > a.high;
}

function surestWords(terms: readonly DistinctTerm[]): string[] {
  return terms
    .filter(({ n, z }) => n === 1 && z > SURE_WORD)
    .sort((a, b) => b.z - a.z)
    .slice(0, WORDS_NAMED)
    .map(({ term }) => term);
}
