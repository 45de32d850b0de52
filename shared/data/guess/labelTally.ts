import type { LabelReading, RefusalReason, Refused } from '../importReport';
import { judgeRepeats, type RepeatJudgement } from '../repeats/judgeRepeats';
import type { CountedRepeats } from '../repeats/repeatTally';
import { type ColumnChoices, questionsOfScheme, schemeOf } from './columnPlan';
import { combine, createLabelReader } from './labelReader';
import type { LabelChoices } from './meaning';
import type { ReadingQuestion } from './questions';

/**
 * The cells of the label columns of a whole file, counted: all that is needed to say what a choice of meanings makes of
 * the rows without reading the file again. Plain data, so that it crosses threads.
 */
export interface LabelTally {
  /** Positions of the label columns. */
  readonly columns: readonly number[];
  readonly names: readonly string[];
  /** Different rows of their cells, in the order in which they were met. */
  readonly rows: readonly CountedCells[];
  /** Rows whose cells are none of `rows`, because there were too many different ones. */
  readonly uncounted: number;
  /** Rows that cannot be read, whatever the labels mean. */
  readonly unreadable: readonly Refused[];
  /** Comments in several rows; null where they differ too much to be counted. */
  readonly repeats: readonly CountedRepeats[] | null;
  /** What the program that wrote the file means by its values, if it is known. */
  readonly label: LabelChoices | undefined;
}

/** Cells of the label columns in one row, and how many rows have them. */
export interface CountedCells {
  readonly cells: readonly string[];
  readonly count: number;
}

/** Different rows of cells that are counted. */
export const TALLIED_ROWS = 50_000;

/** Counts the cells of label columns, row by row. */
export interface LabelTallyBuilder {
  /** @returns which of the counted rows it is; −1 if there are too many different ones. */
  add(cells: readonly string[]): number;
  /** Every different row of cells so far, and how many were too many. */
  counted(): Pick<LabelTally, 'rows' | 'uncounted'>;
}

/** A tally of the cells in `columns`; a row that ends before one of them has an empty cell there. */
export function createLabelTally(columns: readonly number[], limit = TALLIED_ROWS): LabelTallyBuilder {
  const known = new Map<string, { readonly cells: readonly string[]; count: number; readonly position: number }>();
  let uncounted = 0;
  return {
    add(fields) {
      const cells = columns.map((column) => fields[column] ?? '');
      // Lengths keep cells apart whatever is in them.
      const key = cells.length === 1 ? cells[0] : cells.map((cell) => `${cell.length}:${cell}`).join('');
      const seen = known.get(key);
      if (seen !== undefined) {
        seen.count++;
        return seen.position;
      }
      if (known.size === limit) {
        uncounted++;
        return -1;
      }
      const position = known.size;
      known.set(key, { cells, count: 1, position });
      return position;
    },
    counted: () => ({ rows: Array.from(known.values(), ({ cells, count }) => ({ cells, count })), uncounted }),
  };
}

/** The rows of a label. */
export interface LabelCounts {
  readonly name: string;
  readonly positives: number;
  readonly negatives: number;
  /** Rows that another label keeps, and this one says nothing of. */
  readonly unlabelled: number;
}

/** What is made of the rows of a file. */
export interface TallyJudgement {
  /** How each label column is read, with every value and its count. */
  readonly labelling: readonly LabelReading[];
  /** Rows that are kept: positives + negatives + unlabelled. */
  readonly kept: number;
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
  /** What the kept rows hold of each label; one of several columns that stay separate, else the one label. */
  readonly labels: readonly LabelCounts[];
  /** Rows that are left out, by reason, the most frequent first. */
  readonly leftOut: readonly { readonly reason: RefusalReason; readonly count: number }[];
  /** Of the values. */
  readonly questions: readonly ReadingQuestion[];
}

/**
 * What `choices` make of the rows of a file. Reading the file with the same choices and the schemes of `labelling`
 * keeps and leaves out the same rows (those of `uncounted` are not counted here).
 */
export function judgeTally(tally: LabelTally, choices: ColumnChoices): TallyJudgement {
  const given: ColumnChoices = { ...choices, label: choices.label ?? tally.label };
  const combination = tally.columns.length > 1 ? choices.combine : undefined;
  const readingOf = (position: number, rows: readonly CountedCells[]): LabelReading => {
    const name = tally.names[position];
    return { column: tally.columns[position], name, ...schemeOf(name, cellCounts(rows, position), given) };
  };
  const labelling: LabelReading[] = [];
  const counts = [0, 0, 0]; // negatives, positives, unlabelled
  const further = tally.names.slice(1).map(() => [0, 0, 0]);
  const reasons = new Map<RefusalReason, number>();
  const leaveOut = (reason: RefusalReason, count: number) => reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  let repeated: RepeatJudgement | null = null;
  for (const { reason, count } of tally.unreadable) leaveOut(reason, count);

  if (tally.columns.length === 0) {
    counts[2] = tally.rows.reduce((sum, { count }) => sum + count, 0);
  } else {
    // Labels that stay separate are counted in the rows that the first one keeps, as an import counts them.
    labelling.push(readingOf(0, tally.rows));
    const first = createLabelReader(labelling[0].scheme);
    const kept =
      combination === undefined
        ? tally.rows.filter(({ cells }) => typeof first.read(cells[0]).label === 'number')
        : tally.rows;
    for (let position = 1; position < tally.columns.length; position++) labelling.push(readingOf(position, kept));
    const readers = labelling.map(({ scheme }) => createLabelReader(scheme));
    const labels: (0 | 1 | RefusalReason)[] = [];
    for (const { cells, count } of tally.rows) {
      const label =
        combination === undefined
          ? readers[0].read(cells[0]).label
          : combine(
              readers.map((reader, position) => reader.read(cells[position])),
              combination,
            );
      labels.push(label);
      if (typeof label !== 'number') {
        leaveOut(label, count);
        continue;
      }
      counts[label] += count;
      if (combination !== undefined) continue;
      for (const [i, sums] of further.entries()) {
        const other = readers[i + 1].read(cells[i + 1]).label;
        sums[typeof other === 'number' ? other : 2] += count;
      }
    }
    if (tally.repeats !== null && (combination !== undefined || tally.columns.length === 1)) {
      repeated = judgeRepeats(tally.repeats, labels, choices.repeats, counts[0] + counts[1]);
      counts[0] += repeated.negatives;
      counts[1] += repeated.positives;
      for (const { reason, count } of repeated.leftOut) leaveOut(reason, count);
    }
  }
  const [negatives, positives, unlabelled] = counts;
  const countsOf = (name: string, sums: readonly number[]): LabelCounts => ({
    name,
    negatives: sums[0],
    positives: sums[1],
    unlabelled: sums[2],
  });
  const separate = combination === undefined ? further : [];
  return {
    labelling,
    labels:
      tally.columns.length === 0
        ? []
        : [countsOf(tally.names[0], counts), ...separate.map((sums, i) => countsOf(tally.names[i + 1], sums))],
    kept: negatives + positives + unlabelled,
    positives,
    negatives,
    unlabelled,
    leftOut: [...reasons].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count),
    questions: [
      ...labelling.flatMap((reading) => questionsOfScheme(reading.name, reading)),
      ...(repeated?.questions ?? []),
    ],
  };
}

function cellCounts(rows: readonly CountedCells[], position: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { cells, count } of rows) {
    const cell = cells[position].trim();
    counts.set(cell, (counts.get(cell) ?? 0) + count);
  }
  return counts;
}
