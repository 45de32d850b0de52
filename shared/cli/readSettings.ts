import { CodedError } from '#shared/base/errors';
import type { Encoding } from '#shared/data/bytes/encoding';
import { CELL_ENCODINGS } from '#shared/data/cellEncoding';
import { DELIMITERS, parseDelimiter, type Quotes } from '#shared/data/delimited/dialect';
import type { ReadOptions } from '#shared/data/filePlan';
import { FORMAT_LABELS, TEXT_FORMATS, type TextFormat } from '#shared/data/formats/index';
import type { Combination, Cut, LabelChoices, Meaning } from '#shared/data/guess/meaning';
import { REPEAT_RULES } from '#shared/data/repeats/repeatVotes';
import type { ReadSettings } from '#shared/labelled/readSettings';
import type { GivenOptions } from './args';

/** The command-line options for reading the data. */
export const READ_OPTIONS = {
  text: ['COL', 'column of the comments (default: guessed)'],
  label: ['COL,...', 'column or columns of the labels (default: guessed); repeat it for names with commas'],
  positive: ['VALUE,...', 'values of the labels that are toxic: OFF,HOF'],
  negative: ['VALUE,...', 'values that are not: NOT (with one of the two, every other value is the opposite)'],
  'leave-out': ['VALUE,...', 'values whose rows are left out'],
  cut: ['N', 'numbers of at least N are toxic; "<N": numbers below it'],
  clean: [null, 'undo HTML entities, literal \\n and \\u2019, NFD and zero-width characters in the comments'],
  combine: ['RULE', 'several label columns make one label: any, majority, atLeast:K, or mean (cut by --cut)'],
  repeats: [
    'RULE',
    'one comment in several rows, as several people judged it: majority, any, keep (default: asked about)',
  ],
  decode: ['HOW', 'comments encoded in their cells: base64, percent, none (default: the cells decide)'],
  format: ['NAME', `${TEXT_FORMATS.join(', ')} (default: the file decides)`],
  encoding: ['NAME', 'utf-8, windows-1251, koi8-r, shift_jis ... (default: guessed)'],
  'replace-bad-bytes': [null, 'read any number of bytes that the encoding does not allow as U+FFFD'],
  delimiter: [
    'CHAR',
    `what separates columns: ${DELIMITERS.filter((one) => one !== '\t').join(' ')} or tab (default: the rows decide)`,
  ],
  quotes: ['csv|text', 'text: quotation marks are part of the text (default: the rows decide)'],
  header: ['no|N', 'no: the first row is data; N: the header is on line N'],
  skip: ['N', 'lines above the first row that are left out'],
  entry: ['PATH', 'which file of a zip'],
  sheet: ['NAME', 'which sheet of an Excel file (default: the one that looks most like comments)'],
} as const;

/** Of the commands that divide the rows themselves. */
export const GROUP_OPTION = {
  'group-by': ['COL', 'rows with the same value in this column (a user, a thread) stay on one side of every split'],
} as const;

/** What every command can read, for its help. */
export const READABLE = `${FORMAT_LABELS.join(', ')}, also gzipped or zipped`;

/**
 * Reads READ_OPTIONS as given.
 * @throws CodedError `argument-invalid`
 */
export function readSettingsOf(given: GivenOptions): ReadSettings {
  const delimiter = given.get('delimiter');
  const labels = given.all('label');
  const { header, skipLines } = headerOf(given);
  const { label, values } = labelChoicesOf(given);
  const combine = combinationOf(given);
  const cut = cutOf(given.get('cut'));
  // A mean is cut, not its numbers; those of a scale beyond 0 to 1 have no other meaning, though.
  const isOfMean = combine?.rule === 'mean' && cut !== undefined && Math.abs(cut.at) <= 1;
  const choices: LabelChoices = isOfMean || cut === undefined ? label : { ...label, cut };
  return {
    text: given.get('text'),
    groupBy: given.get('group-by'),
    labels: labels.length === 0 ? undefined : labels.length === 1 ? listOf(labels[0]) : labels,
    wholeLabel: labels.length === 1 && labels[0].includes(',') ? labels[0] : undefined,
    values,
    options: {
      delimiter: delimiter === undefined ? undefined : parseDelimiter(/^(tab|\\t)$/.test(delimiter) ? '\t' : delimiter),
      // Names that are none are refused when the file is opened.
      format: given.get('format') as TextFormat | undefined,
      encoding: given.get('encoding')?.toLowerCase() as Encoding | undefined,
      quotes: given.get('quotes') as Quotes | undefined,
      entry: given.get('entry'),
      sheet: given.get('sheet'),
      replaceBadBytes: given.has('replace-bad-bytes') || undefined,
      clean: given.has('clean') || undefined,
      header,
      skipLines,
      label: Object.keys(choices).length === 0 ? undefined : choices,
      combine,
      repeats: choiceOf('repeats', given.get('repeats'), REPEAT_RULES),
      decode: choiceOf('decode', given.get('decode'), [...CELL_ENCODINGS, 'none'] as const),
    },
  };
}

function choiceOf<Choice extends string>(
  option: string,
  got: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (got === undefined) return undefined;
  const found = choices.find((choice) => choice === got);
  if (found !== undefined) return found;
  throw new CodedError('argument-invalid', { argument: `--${option}`, got, expected: choices.join(', ') });
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function headerOf(given: GivenOptions): Pick<ReadOptions, 'header' | 'skipLines'> {
  const header = given.get('header');
  const skip = given.get('skip');
  const skipLines = skip === undefined ? undefined : wholeNumber('--skip', skip, 0);
  if (header === undefined) return { skipLines };
  if (header === 'no') return { header: false, skipLines };
  return { header: true, skipLines: wholeNumber('--header', header, 1) - 1 };
}

function wholeNumber(argument: string, got: string, min: number): number {
  const value = Number(got);
  if (got.trim() !== '' && Number.isInteger(value) && value >= min) return value;
  throw new CodedError('argument-invalid', { argument, got, expected: `a whole number from ${min}` });
}

const MEANINGS: readonly (readonly [option: string, meaning: Meaning])[] = [
  ['positive', 'toxic'],
  ['negative', 'notToxic'],
  ['leave-out', 'leaveOut'],
];

/** What values mean. If toxic ones alone are given, the others are not toxic, and the other way round. */
function labelChoicesOf(given: GivenOptions): { label: LabelChoices; values: string[] } {
  const meanings: Record<string, Meaning> = {};
  for (const [option, meaning] of MEANINGS) {
    // Given several times, values may hold commas.
    const texts = given.all(option);
    for (const value of texts.length === 1 ? listOf(texts[0]) : texts) meanings[value] = meaning;
  }
  const values = Object.keys(meanings);
  if (values.length === 0) return { label: {}, values };
  const has = (meaning: Meaning) => values.some((value) => meanings[value] === meaning);
  if (has('toxic') && !has('notToxic')) return { label: { meanings, others: 'notToxic' }, values };
  if (has('notToxic') && !has('toxic')) return { label: { meanings, others: 'toxic' }, values };
  return { label: { meanings }, values };
}

function cutOf(got: string | undefined): Cut | undefined {
  if (got === undefined) return undefined;
  const parts = /^\s*(<|>=|)\s*([-+]?[\d.,]+(?:e[-+]?\d+)?)\s*$/i.exec(got);
  const at = parts === null ? Number.NaN : Number(parts[2].replace(',', '.'));
  if (parts === null || Number.isNaN(at)) {
    throw new CodedError('argument-invalid', { argument: '--cut', got, expected: 'a number, or "<" and a number' });
  }
  return { at, toxic: parts[1] === '<' ? 'below' : 'from' };
}

function combinationOf(given: GivenOptions): Combination | undefined {
  const rule = given.get('combine');
  if (rule === undefined) return undefined;
  const votes = /^at-?least:(\d+)$/i.exec(rule);
  if (votes !== null) return { rule: 'atLeast', votes: wholeNumber('--combine', votes[1], 1) };
  if (rule === 'any' || rule === 'majority') return { rule };
  if (rule === 'mean') {
    const { at, toxic } = cutOf(given.get('cut')) ?? { at: 0.5, toxic: 'from' };
    return toxic === 'below' ? { rule, cut: at, toxic } : { rule, cut: at };
  }
  const expected = 'any, majority, mean or atLeast:K';
  throw new CodedError('argument-invalid', { argument: '--combine', got: rule, expected });
}
