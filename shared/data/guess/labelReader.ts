import { plainValue, valuesOfCell } from '../column/plainValue';
import { meaningOf } from './labelScheme';
import type { Combination, LabelRefusal, LabelScheme, Meaning } from './meaning';

/** What a cell of a label column means for its row. */
export interface Judgement {
  readonly label: 0 | 1 | LabelRefusal;
  /** Judgements in the cell that have a meaning, and how many of them are toxic. */
  readonly votes: number;
  readonly toxic: number;
  /**
   * The mean of the cell's numbers, of 0 and 1 where it holds words; NaN without judgements. Of a column whose 1 is not
   * toxic, as its name or a person says, of one minus each, so that a high one is toxic.
   */
  readonly mean: number;
  /** The mean of the numbers as they are written. */
  readonly plainMean: number;
  /** Low numbers of a scale that goes beyond 0 to 1 are toxic: its means cannot be turned round. */
  readonly falling: boolean;
}

/** Different cells that are counted; of a column with more, the rest are read and not counted. */
export const COUNTED_CELLS = 20_000;

/** Reads the cells of one label column and counts them. */
export interface LabelReader {
  read(cell: string): Judgement;
  /** The cells so far, by their trimmed text: at most COUNTED_CELLS different ones. */
  counts(): Map<string, number>;
}

/** A reader by `scheme`. A cell seen before costs one look-up. */
export function createLabelReader(scheme: LabelScheme): LabelReader {
  const known = new Map<string, { readonly judgement: Judgement; count: number }>();
  const direction = directionOf(scheme);
  return {
    read(cell) {
      const seen = known.get(cell);
      if (seen !== undefined) {
        seen.count++;
        return seen.judgement;
      }
      const judgement = judge(cell, scheme, direction);
      if (known.size < COUNTED_CELLS) known.set(cell, { judgement, count: 1 });
      return judgement;
    },
    counts() {
      const counts = new Map<string, number>();
      for (const [cell, { count }] of known) {
        const text = cell.trim();
        counts.set(text, (counts.get(text) ?? 0) + count);
      }
      return counts;
    },
  };
}

/** `rising`: high numbers are toxic. `mirrored`: low ones of 0 to 1 are. `falling`: low ones of another scale are. */
type Direction = 'rising' | 'mirrored' | 'falling';

function directionOf({ cut, meanings }: LabelScheme): Direction {
  if (cut !== null) return cut.toxic === 'from' ? 'rising' : cut.at <= 1 ? 'mirrored' : 'falling';
  const numbersOf = (wanted: Meaning) =>
    Object.entries(meanings)
      .filter(([plain, meaning]) => meaning === wanted && plain !== '' && !Number.isNaN(Number(plain)))
      .map(([plain]) => Number(plain));
  const [toxic, fine] = [numbersOf('toxic'), numbersOf('notToxic')];
  if (toxic.length === 0 || fine.length === 0 || Math.max(...toxic) > Math.min(...fine)) return 'rising';
  return [...toxic, ...fine].every((number) => Math.abs(number) <= 1) ? 'mirrored' : 'falling';
}

function judge(cell: string, scheme: LabelScheme, direction: Direction): Judgement {
  let votes = 0;
  let toxic = 0;
  let sum = 0;
  let plainSum = 0;
  let refusal: LabelRefusal = 'label-blank';
  for (const value of valuesOfCell(cell, scheme.separator)) {
    const plain = plainValue(value);
    const meaning = meaningOf(plain, scheme);
    if (meaning === 'ask') refusal = 'label-not-understood';
    else if (meaning === 'leaveOut') refusal = refusalOf(plain, refusal);
    else {
      votes++;
      if (meaning === 'toxic') toxic++;
      const number = plain === '' ? Number.NaN : Number(plain);
      const written = Number.isNaN(number) ? (meaning === 'toxic' ? 1 : 0) : number;
      plainSum += written;
      sum += direction === 'mirrored' && !Number.isNaN(number) ? 1 - written : written;
    }
  }
  const label = votes === 0 || refusal === 'label-not-understood' ? refusal : majority(toxic, votes);
  const [mean, plainMean] = votes === 0 ? [Number.NaN, Number.NaN] : [sum / votes, plainSum / votes];
  return { label, votes, toxic, mean, plainMean, falling: direction === 'falling' };
}

function refusalOf(plain: string, before: LabelRefusal): LabelRefusal {
  if (before === 'label-not-understood') return before;
  if (plain === '-1') return 'label-minus-one';
  return plain === '' || plain === 'none' || !/[^\p{P}\p{Z}]/u.test(plain) || /^(?:nan|null|n.?a|<na>|nil)$/.test(plain)
    ? 'label-blank'
    : 'label-left-out';
}

function majority(toxic: number, votes: number): 0 | 1 | LabelRefusal {
  if (toxic * 2 === votes) return 'label-tied';
  return toxic * 2 > votes ? 1 : 0;
}

/** One label out of those of several columns. */
export function combine(judgements: readonly Judgement[], combination: Combination): 0 | 1 | LabelRefusal {
  const unclear = judgements.find(({ label }) => label === 'label-not-understood');
  if (unclear !== undefined) return unclear.label;
  const judged = judgements.filter(({ votes }) => votes > 0);
  if (judged.length === 0) return judgements[0].label;
  const toxic = judged.filter(({ label }) => label === 1).length;
  // Judgements of one cell that are as many for as against it are one of the two, and nobody knows which.
  const tied = judged.filter(({ label }) => label === 'label-tied').length;
  const atLeast = (votes: number) => (toxic >= votes ? 1 : toxic + tied >= votes ? 'label-tied' : 0);
  switch (combination.rule) {
    case 'any':
      return atLeast(1);
    case 'majority':
      return majority(toxic, judged.filter(({ label }) => typeof label === 'number').length);
    case 'atLeast':
      return atLeast(combination.votes);
    case 'mean':
      return meanLabel(judged, combination);
  }
}

function meanLabel(
  judged: readonly Judgement[],
  { cut, toxic }: Extract<Combination, { readonly rule: 'mean' }>,
): 0 | 1 | LabelRefusal {
  const falling = judged.filter((judgement) => judgement.falling).length;
  if (toxic === 'below' || falling === judged.length) {
    const mean = judged.reduce((sum, { plainMean }) => sum + plainMean, 0) / judged.length;
    return mean < cut ? 1 : 0;
  }
  // A scale on which low is toxic and one on which high is have no mean that says anything.
  if (falling > 0) return 'label-not-understood';
  const mean = judged.reduce((sum, judgement) => sum + judgement.mean, 0) / judged.length;
  return mean >= cut ? 1 : 0;
}
