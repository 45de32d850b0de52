import { plainValue, VALUE_SEPARATORS, valuesOfCell } from '../column/plainValue';
import type { Cut, GuessedMeaning, LabelChoices, LabelScheme, LabelValue, Meaning } from './meaning';
import { isBlankValue, knownMeaning } from './valueWords';

/** The cells of a label column: how often each occurs, as the file writes it. */
export type CellCounts = ReadonlyMap<string, number>;

/** What is not certain about a label column. */
export type LabelDoubt =
  /** Values whose meaning nobody can know but the person. */
  | 'values'
  /** Numbers without a cut that suggests itself. */
  | 'cut'
  /** Every row that is not left out has one meaning, and others are left out. */
  | 'one-class';

/** How a label column is read, and why. */
export interface SchemeDecision {
  readonly scheme: LabelScheme;
  /** Every value, the most frequent first. */
  readonly values: readonly LabelValue[];
  /** A 1, a yes or a high number is read as not toxic. */
  readonly inverted: boolean;
  readonly doubts: readonly LabelDoubt[];
}

/** What is known of the column besides its cells. */
export interface SchemeContext {
  /** The column's name means the opposite of toxic, as `non_toxic` and `clean` do. */
  readonly opposite: boolean;
  /** Fractions from here on are toxic unless the person chose a cut. */
  readonly labelCut: number;
}

/** Whole numbers up to so many are classes with a meaning each; more are a scale with a cut. */
const CLASSES = 20;

interface Counted {
  readonly value: string;
  count: number;
}

/**
 * Decides what the values of a label column mean: the person's choices first, then numbers by what stands beside them,
 * then words that are known. What is left is asked about.
 */
export function decideScheme(cells: CellCounts, choices: LabelChoices, context: SchemeContext): SchemeDecision {
  const separator = separatorOf(cells);
  const counted = countValues(cells, separator);
  const plains = [...counted.keys()];
  const inverted = choices.inverted ?? context.opposite;
  const chosen = new Map(
    Object.entries(choices.meanings ?? {}).map(([value, meaning]) => [plainValue(value), meaning]),
  );

  const guess = guessMeanings(plains, inverted, context.labelCut);
  const cut = choices.cut ?? (chosen.size > 0 ? null : guess.cut);
  const meanings: Record<string, GuessedMeaning> = Object.create(null) as Record<string, GuessedMeaning>;
  for (const plain of plains) {
    const own = chosen.get(plain) ?? (cut === null || Number.isNaN(Number(plain)) || plain === '' ? undefined : null);
    if (own === null) continue; // a number, for the cut to decide
    meanings[plain] =
      own ?? (isBlankLike(plain, plains) ? guess.meaningOf(plain) : (choices.others ?? guess.meaningOf(plain)));
  }
  for (const [plain, meaning] of chosen) meanings[plain] ??= meaning;
  // Values that the beginning of a file lacks: 0 if there is 1, the other word.
  if (guess.binary && chosen.size === 0) {
    meanings['0'] ??= guess.meaningOf('0');
    meanings['1'] ??= guess.meaningOf('1');
  }
  // Beside shares from 0 to 1, below every cut, it says that nobody judged.
  if (cut !== null && guess.cut !== null) meanings['-1'] ??= 'leaveOut';
  const scheme: LabelScheme = { separator, meanings, cut, others: choices.others ?? null, inverted };
  const values = [...counted]
    .map(([plain, { value, count }]) => ({ value, count, meaning: meaningOf(plain, scheme) }))
    .toSorted((a, b) => b.count - a.count);
  const isChosen = chosen.size > 0 || choices.cut !== undefined;
  return { scheme, values, inverted, doubts: doubtsOf(values, guess.needsCut && !isChosen, isChosen) };
}

/** What a plain value means under `scheme`. */
export function meaningOf(plain: string, { meanings, cut, others, inverted }: LabelScheme): GuessedMeaning {
  const own = meanings[plain];
  if (own !== undefined) return own;
  if (cut !== null && plain !== '') {
    const number = Number(plain);
    if (!Number.isNaN(number)) return number >= cut.at === (cut.toxic === 'from') ? 'toxic' : 'notToxic';
  }
  if (isBlankValue(plain)) return 'leaveOut';
  return others ?? meaningOfWord(plain, inverted);
}

/**
 * Whether `none` and the like stand for "no value" here: beside numbers and yes or no they do, beside words they are
 * one.
 */
function isBlankLike(plain: string, plains: readonly string[]): boolean {
  if (plain === 'none') return plains.every((other) => other === plain || !isWord(other));
  return isBlankValue(plain);
}

function isWord(plain: string): boolean {
  const known = knownMeaning(plain);
  return /\p{L}/u.test(plain) && known !== 'yes' && known !== 'no' && known !== 'blank';
}

/** What a word means by itself. */
function meaningOfWord(plain: string, inverted: boolean): GuessedMeaning {
  switch (knownMeaning(plain)) {
    case 'toxic':
      return 'toxic';
    case 'notToxic':
      return 'notToxic';
    case 'yes':
      return inverted ? 'notToxic' : 'toxic';
    case 'no':
      return inverted ? 'toxic' : 'notToxic';
    case 'unsure':
    case 'blank':
      return 'leaveOut';
    default:
      return 'ask';
  }
}

interface Guess {
  meaningOf(plain: string): GuessedMeaning;
  /** The numbers are 0 and 1. */
  readonly binary: boolean;
  readonly cut: Cut | null;
  readonly needsCut: boolean;
}

function guessMeanings(plains: readonly string[], inverted: boolean, labelCut: number): Guess {
  const yes: Meaning = inverted ? 'notToxic' : 'toxic';
  const no: Meaning = inverted ? 'toxic' : 'notToxic';
  const filled = plains.filter((plain) => !isBlankLike(plain, plains));
  const numbers = filled.filter((plain) => !Number.isNaN(Number(plain))).map(Number);
  const words = filled.filter((plain) => Number.isNaN(Number(plain)));
  const has = (number: number) => numbers.includes(number);
  const judged = numbers.filter((number) => number !== -1);
  const withinOne = judged.every((number) => number >= 0 && number <= 1);
  const fractions = judged.some((number) => !Number.isInteger(number));
  const binary = withinOne && !fractions && !(has(-1) && has(0) && !has(1));
  const toxicWord = words.some((plain) => knownMeaning(plain) === 'toxic');
  const notToxicWord = words.some((plain) => knownMeaning(plain) === 'notToxic');
  const needsCut = !withinOne && (fractions || numbers.length > CLASSES);
  const cut: Cut | null = fractions && withinOne ? { at: labelCut, toxic: inverted ? 'below' : 'from' } : null;

  const meaningOfNumber = (number: number): GuessedMeaning => {
    if (binary || (fractions && withinOne)) {
      if (number === 1) return yes;
      if (number === 0) return no;
      if (number === -1) return has(0) || fractions ? 'leaveOut' : has(1) ? no : 'ask';
    }
    return 'ask';
  };

  const meaningBeside = (plain: string): GuessedMeaning => {
    const known = meaningOfWord(plain, inverted);
    if (known !== 'ask') return known;
    // What is not one of the offences is none, if nothing else says so.
    if ((plain === 'other' || plain === 'others') && toxicWord && !notToxicWord) return 'notToxic';
    return plain === '[]' && (has(1) || toxicWord) ? 'notToxic' : 'ask';
  };

  return {
    cut,
    needsCut,
    binary: numbers.length > 0 && binary,
    meaningOf: (plain) => {
      // Beside a mark (x, +) a blank may say no, or nothing.
      if (isBlankLike(plain, plains)) return filled.length === 1 && isMark(filled[0]) ? 'ask' : beside(plain, words);
      const number = Number(plain);
      return Number.isNaN(number) ? meaningBeside(plain) : meaningOfNumber(number);
    },
  };
}

/** A minus beside a plus is a value of its own. */
function beside(plain: string, words: readonly string[]): GuessedMeaning {
  return plain === '-' && words.includes('+') ? 'ask' : 'leaveOut';
}

/**
 * A cross or a tick: a column that holds one kind of it and blanks. Not 1, whose meaning is known: of blanks beside it
 * only the class is open, which `doubtsOf` asks about.
 */
function isMark(plain: string): boolean {
  return /^(?:x|х|v|\+|\*|✓|✔|✗|✘|❌|✅|☑)$/u.test(plain);
}

function doubtsOf(values: readonly LabelValue[], needsCut: boolean, isChosen: boolean): LabelDoubt[] {
  if (needsCut && values.some(({ meaning }) => meaning === 'ask')) return ['cut'];
  if (values.some(({ meaning }) => meaning === 'ask')) return ['values'];
  const rows = (wanted: GuessedMeaning) =>
    values.reduce((sum, { count, meaning }) => (meaning === wanted ? sum + count : sum), 0);
  const oneClass = (rows('toxic') === 0) !== (rows('notToxic') === 0);
  // A class that is missing may be the rows left out; −1 beside 0 or 1 says that nobody judged them.
  const leftOut = values.some(({ value, meaning }) => meaning === 'leaveOut' && plainValue(value) !== '-1');
  return oneClass && leftOut && !isChosen ? ['one-class'] : [];
}

/** The values of the cells, by plain value. */
function countValues(cells: CellCounts, separator: string | null): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const [cell, count] of cells) {
    for (const value of new Set(valuesOfCell(cell, separator))) {
      const plain = plainValue(value);
      const known = counted.get(plain);
      if (known === undefined) counted.set(plain, { value: value.trim(), count });
      else known.count += count;
    }
  }
  return counted;
}

/**
 * What separates several judgements in one cell: a separator all of whose parts are values by themselves, in other
 * cells or as known words. `1. threats, plans to harm` is one value, and so is the decimal `0,5`.
 */
function separatorOf(cells: CellCounts): string | null {
  const plains = new Set<string>();
  for (const cell of cells.keys()) plains.add(plainValue(cell));
  for (const separator of VALUE_SEPARATORS) {
    const joint = [...cells.keys()].filter((cell) => cell.includes(separator) && !/^[[({]/.test(cell.trim()));
    if (joint.length === 0) continue;
    const isValue = (part: string) => {
      const plain = plainValue(part);
      return plain === '0' || plain === '1' || plains.has(plain) || (plain !== '' && knownMeaning(plain) !== undefined);
    };
    const isWhole = (cell: string) => !Number.isNaN(Number(plainValue(cell)));
    if (
      joint.every(
        (cell) =>
          !isWhole(cell) && knownMeaning(plainValue(cell)) === undefined && cell.split(separator).every(isValue),
      )
    )
      return separator;
  }
  return null;
}
