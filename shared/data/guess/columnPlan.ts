import { CodedError } from '../../base/errors';
import { plainValue } from '../column/plainValue';
import type { RepeatRule } from '../repeats/repeatVotes';
import { type ColumnFacts, describeColumns, guessTextColumn } from './guessColumns';
import { guessLabelColumn } from './labelColumn';
import { readLabelName } from './labelNames';
import { type CellCounts, decideScheme, type SchemeDecision } from './labelScheme';
import type { Combination, LabelChoices } from './meaning';
import { DEFAULT_LABEL_CUT } from './parseLabel';
import { prodigyLabels } from './prodigy';
import { QUESTION_VALUES, type ReadingQuestion } from './questions';

/** Rows at the start by which columns are judged ... */
export const JUDGED_ROWS = 200;
/** ... and so many more, spread over the rest of the beginning: fields may come late. */
const SPREAD_ROWS = 200;
/** Cells that are looked at: of files with thousands of columns fewer rows are. */
const JUDGED_CELLS = 400_000;

/** The rows of the beginning by which columns are judged: the first, then some of the rest. */
export function judgedRowsOf<Row>(rows: readonly Row[], columns: number): Row[] {
  const limit = Math.max(10, Math.min(JUDGED_ROWS + SPREAD_ROWS, Math.floor(JUDGED_CELLS / Math.max(1, columns))));
  if (rows.length <= limit) return [...rows];
  const first = Math.min(JUDGED_ROWS, Math.ceil(limit / 2));
  const step = (rows.length - first) / (limit - first);
  return [
    ...rows.slice(0, first),
    ...Array.from({ length: limit - first }, (_, i) => rows[first + Math.floor(i * step)]),
  ];
}

/** What the first rows reveal about the columns. */
export interface ColumnPlan {
  /** Of the columns, all different. */
  readonly names: readonly string[];
  readonly facts: readonly ColumnFacts[];
  /** The data rows by which the columns are judged, as they stand. */
  readonly rows: readonly (readonly string[])[];
  readonly textColumn: number | null;
  /** The column of the labels, the first of several; null if there is none. */
  readonly labelColumn: number | null;
  /** All columns of labels. Without `combine` the first decides which rows are kept. */
  readonly labelColumns: readonly number[];
  /** Columns that may be labels, the likeliest first. */
  readonly labelCandidates: readonly number[];
  /** How each of `labelColumns` is read, by the sample or by the person's choices. */
  readonly schemes: readonly SchemeDecision[];
  /** What the person chose of the values, or the file's program means by them. */
  readonly label?: LabelChoices;
  /** How several label columns make one label; null: they stay separate. */
  readonly combine: Combination | null;
  /** Of the choice of columns; those of values are made when all of them have been counted. */
  readonly questions: readonly ReadingQuestion[];
}

/** What a person chose of the columns. */
export interface ColumnChoices {
  /** Of the comments: a position from 0, or a name. */
  readonly textColumn?: number | string;
  /** Of the labels; null: every row is taken, without a label. */
  readonly labelColumn?: number | string | null;
  /** Several columns of labels, instead of `labelColumn`. */
  readonly labelColumns?: readonly (number | string)[];
  /** How they make one label. Without it they stay separate labels. */
  readonly combine?: Combination;
  /** One comment in several rows, as several people judged it: how its labels make one. */
  readonly repeats?: RepeatRule;
  /** What the values mean: of every label column. */
  readonly label?: LabelChoices;
  /** Fractions from here on are toxic; in (0, 1], default 0.5. */
  readonly labelCut?: number;
  /** How the label columns are read, as a whole reading of the file found out. */
  readonly schemes?: readonly SchemeDecision[];
}

/**
 * Judges columns by the first rows.
 *
 * @param names all different.
 * @param written the names as the file has them, in which some may be the same.
 * @param hasNames the file names its columns itself.
 * @throws CodedError `argument-invalid`, `column-missing` or `column-ambiguous` (positions from 1).
 */
export function planColumns(
  names: readonly string[],
  written: readonly string[],
  rows: readonly (readonly string[])[],
  choices: ColumnChoices,
  hasNames = true,
): ColumnPlan {
  const facts = describeColumns(names, rows);
  const find = createColumnFinder(written, names);
  const chosenText = choices.textColumn === undefined ? null : find(choices.textColumn);
  const chosenLabels = chosenLabelColumns(choices)?.map(find);
  if (chosenText !== null && chosenLabels?.includes(chosenText)) {
    const expected = 'another column than the text';
    throw new CodedError('argument-invalid', { argument: 'labelColumn', got: names[chosenText], expected });
  }
  const text =
    chosenText === null
      ? guessTextColumn(facts, rows, chosenLabels ?? [], hasNames)
      : { column: chosenText, rivals: [] };
  let guess = guessLabelColumn(facts, rows, text.column, hasNames);
  const prodigy = chosenLabels === undefined && choices.label === undefined ? prodigyLabels(facts, rows) : null;
  if (prodigy !== null) guess = { ...guess, column: prodigy.column, sure: true };
  const label = choices.label ?? prodigy?.label;
  const labelColumns = chosenLabels ?? (guess.column === null ? [] : [guess.column]);
  const schemes =
    choices.schemes ??
    labelColumns.map((column) => schemeOf(names[column], countColumn(rows, column), { ...choices, label }));
  const questions: ReadingQuestion[] = [];
  if (text.column !== null && text.rivals.length > 0) {
    questions.push({ code: 'text-column', candidates: [text.column, ...text.rivals].map((column) => names[column]) });
  }
  if (chosenLabels === undefined && guess.column !== null && !guess.sure) {
    const candidates = guess.candidates.slice(0, QUESTION_VALUES).map((column) => names[column]);
    questions.push({ code: 'label-column', column: names[guess.column], candidates });
  }
  return {
    names,
    facts,
    rows,
    textColumn: text.column,
    labelColumn: labelColumns[0] ?? null,
    labelColumns,
    labelCandidates: guess.candidates,
    schemes,
    combine: choices.combine ?? null,
    label,
    questions,
  };
}

/** How a label column of this name with these cells is read. */
export function schemeOf(name: string, cells: CellCounts, choices: ColumnChoices): SchemeDecision {
  const { labelCut = DEFAULT_LABEL_CUT, label = {} } = choices;
  const own = Object.hasOwn(label.columns ?? {}, name) ? label.columns?.[name] : undefined;
  return decideScheme(cells, own ?? label, { opposite: readLabelName(name).opposite, labelCut });
}

/** The questions that the values of a label column leave open. */
export function questionsOfScheme(column: string, { values, doubts }: SchemeDecision): ReadingQuestion[] {
  return doubts.map((doubt): ReadingQuestion => {
    const asked = values.filter(({ meaning }) => meaning === 'ask');
    if (doubt === 'values') {
      const listed = asked.slice(0, QUESTION_VALUES).map(({ value, count }) => ({ value, count }));
      return { code: 'label-values', column, total: asked.length, values: listed };
    }
    if (doubt === 'cut') {
      let min = Number.POSITIVE_INFINITY;
      let max = Number.NEGATIVE_INFINITY;
      for (const { value } of asked) {
        const number = Number(plainValue(value));
        if (number < min) min = number;
        if (number > max) max = number;
      }
      return { code: 'label-cut', column, min, max };
    }
    const only = values.some(({ meaning }) => meaning === 'toxic') ? 'toxic' : 'notToxic';
    const leftOut = values.filter(({ meaning }) => meaning === 'leaveOut').slice(0, QUESTION_VALUES);
    return { code: 'label-one-class', column, only, leftOut: leftOut.map(({ value }) => value) };
  });
}

function countColumn(rows: readonly (readonly string[])[], column: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const cell = (row[column] ?? '').trim();
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** The label columns that a person chose: none at all for `null`, undefined if they chose nothing. */
function chosenLabelColumns({ labelColumn, labelColumns }: ColumnChoices): readonly (number | string)[] | undefined {
  if (labelColumns !== undefined) return labelColumns;
  if (labelColumn === undefined) return undefined;
  return labelColumn === null ? [] : [labelColumn];
}

/** Finds columns by position or name. */
function createColumnFinder(written: readonly string[], names: readonly string[]): (column: number | string) => number {
  return (column) => {
    if (typeof column === 'number') {
      if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
      throw new CodedError('column-missing', { column: `#${column + 1}`, columns: names });
    }
    const positions = written.flatMap((name, position) => (name === column ? [position + 1] : []));
    if (positions.length > 1) throw new CodedError('column-ambiguous', { column, positions });
    const found = names.indexOf(column);
    if (found < 0) throw new CodedError('column-missing', { column, columns: names });
    return found;
  };
}
