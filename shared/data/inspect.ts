import { CodedError, type ErrorParams } from '../base/errors';
import { pausing } from '../runtime/pausing';
import { runSteps } from '../runtime/steps';
import type { DataFile } from './bytes/source';
import type { ReadOptions } from './filePlan';
import type { ColumnFacts } from './guess/guessColumns';
import { createLabelTally, judgeTally, type LabelTally, type LabelTallyBuilder } from './guess/labelTally';
import { QUESTION_VALUES, type ReadingQuestion } from './guess/questions';
import type { ReadingReport, RefusalReason } from './importReport';
import { type OpenTable, openTable } from './openTable';
import { type ReadEvent, type ReadProgress, readSource } from './readTable';
import { createRepeatTally, type RepeatTally } from './repeats/repeatTally';
import { votesOf } from './repeats/votesOf';
import { SAMPLE_ROWS } from './sniff';
import type { TableSource } from './tableSource';

/**
 * How a file is read, all of it looked at: what a person is shown before anything is done, and what a program reports.
 * Plain data, so that it crosses threads and can be stored; `ReadOptions` answers its questions.
 */
export interface ReadingPlan extends Omit<OpenTable, 'source'> {
  readonly hasHeader: boolean;
  readonly columns: readonly ColumnFacts[];
  /** Columns that may be labels, the likeliest first: positions from 0. */
  readonly labelCandidates: readonly number[];
  /** What reading the file with these choices gives, questions and all. */
  readonly report: ReadingReport;
  /** The options under which the report holds: those given, and what the whole file asked for. */
  readonly options: ReadOptions;
}

/** A reading plan, with what a person needs to see and to change it. */
export interface Inspection extends ReadingPlan {
  /** The first data rows as they are written: short ones are short. */
  readonly sampleRows: readonly (readonly string[])[];
  /** Rows that the facts of `columns` were made of. */
  readonly judgedRows: number;
  /** The cells of the label columns, counted over the whole file. */
  readonly tally: LabelTally;
}

/** Readings of one file: its beginning may be wrong about quotes, and then about values. */
const READINGS = 3;

/**
 * Reads all of `file` without keeping it and plans how to read it. What the whole file shows to be different from its
 * beginning is taken into account by reading it again.
 *
 * @returns after a run of `readTable` with `plan.options` nothing is left to find out.
 * @throws CodedError whatever `openTable` and `readTable` throw, except for labels that no one understands yet: those
 *   are questions of the report.
 */
export async function inspect(file: DataFile, given: ReadOptions): Promise<ReadingPlan> {
  return runSteps(inspectFully(file, given));
}

/** As `inspect`, with more to show; yields how far it has come. */
export async function* inspectFully(
  file: DataFile,
  given: ReadOptions,
): AsyncGenerator<ReadProgress, Inspection, undefined> {
  let options = given;
  let entries: readonly string[] = [];
  let swallowing: readonly ReadingQuestion[] = [];
  for (let reading = 1; ; reading++) {
    const opened = await openOrChoose(file, options);
    if (opened.entry !== undefined) {
      entries = opened.entries;
      options = { ...options, entry: opened.entry };
    }
    const { source, ...facts } = opened.table;
    const { hasHeader, facts: columns, labelCandidates, labelColumns, names, rows, label } = source.plan;
    const tally = createLabelTally(labelColumns);
    const repeats = createRepeatTally();
    const read = yield* readWhole(file, facts.name, tallied(source, tally, repeats), options);
    if (typeof read === 'number') {
      // A stray quote ran over the rows below it: read as text it costs nothing, and the person says which is right.
      swallowing = [{ code: 'quotes-swallow-lines', count: 1, lines: [read] }];
      options = { ...options, quotes: 'text' };
      continue;
    }
    const report = read;
    if (report.again === null || reading === READINGS) {
      const questions: ReadingQuestion[] =
        entries.length === 0 ? [] : [{ code: 'archive-entry', candidates: entries.slice(0, QUESTION_VALUES) }];
      const guessed = report.notices.find(({ code }) => code === 'encoding-guessed');
      const encoding = guessed?.code === 'encoding-guessed' ? guessed.encoding : facts.encoding;
      const counted: LabelTally = {
        columns: labelColumns,
        names: labelColumns.map((column) => names[column]),
        ...tally.counted(),
        unreadable: report.refused.filter(({ reason }) => !isOfLabels(reason) && reason !== 'combined-above'),
        label,
        repeats: repeats.counted(),
      };
      const repeated = judgeTally(counted, options).questions.filter(({ code }) => code === 'repeated-judgements');
      return {
        ...facts,
        encoding,
        hasHeader,
        columns,
        labelCandidates,
        report: { ...report, again: null, questions: [...questions, ...swallowing, ...report.questions, ...repeated] },
        options,
        sampleRows: rows.slice(0, SAMPLE_ROWS),
        judgedRows: rows.length,
        tally: counted,
      };
    }
    options = { ...options, ...report.again };
  }
}

/** Reads all rows; the line of a quote that ran over other rows, if its closing was not a person's choice. */
async function* readWhole(
  file: DataFile,
  name: string,
  source: TableSource,
  options: ReadOptions,
): AsyncGenerator<ReadProgress, ReadingReport | number, undefined> {
  let events: AsyncGenerator<ReadEvent, ReadingReport, undefined> | null = null;
  let finished = false;
  try {
    const asked: ReadProgress = { kind: 'progress', ...source.progress(), rows: 0 };
    const votes = yield* pausing(asked, (pause) => votesOf(file, options, pause));
    events = readSource(name, source, options, { inspecting: true, votes });
    for (;;) {
      const event = await events.next();
      if (event.done) {
        finished = true;
        return event.value;
      }
      if (event.value.kind === 'progress') yield event.value;
    }
  } catch (error) {
    if (options.quotes !== undefined || !(error instanceof CodedError)) throw error;
    if (error.code !== 'csv-quote-unclosed') throw error;
    return (error.params as ErrorParams['csv-quote-unclosed']).line;
  } finally {
    // Whoever stops the steps lets the file go. The value given here is thrown away.
    if (events === null) await source.close();
    else if (!finished) await events.return(undefined as never);
  }
}

/** `source`, whose rows are counted on their way: those that have as many cells as are needed. */
function tallied(source: TableSource, tally: LabelTallyBuilder, repeats: RepeatTally): TableSource {
  const { names, textColumn, labelColumns } = source.plan;
  const needed = Math.max(textColumn ?? 0, ...labelColumns) + 1;
  return {
    ...source,
    read: (take) =>
      source.read((cells, line, refused) => {
        if (refused === undefined && cells.length >= needed && cells.length <= names.length) {
          const row = tally.add(cells);
          if (row >= 0 && textColumn !== null && labelColumns.length > 0) repeats.add(cells[textColumn], row);
        }
        take(cells, line, refused);
      }),
  };
}

/** Whether rows were left out for what the labels mean, not for how the row is written. */
function isOfLabels(reason: RefusalReason): boolean {
  return reason.startsWith('label-');
}

/** Opens `file`; of several files in a zip the likeliest for training, which is a question. */
async function openOrChoose(
  file: DataFile,
  options: ReadOptions,
): Promise<{ table: OpenTable; entry?: string; entries: readonly string[] }> {
  try {
    return { table: await openTable(file, options), entries: [] };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'archive-several') throw error;
    const { files: entries } = error.params as ErrorParams['archive-several'];
    const likeliest = entries.toSorted((one, other) => Number(isTraining(other)) - Number(isTraining(one)));
    return { ...(await openFirst(file, options, likeliest)), entries };
  }
}

const isTraining = (path: string) => /train/i.test(path);

/** Files of a zip that are tried: settings of programs (`package.json`) may be before the comments. */
const TRIED = 5;

/** Opens the first file of a zip that can be read. */
async function openFirst(
  file: DataFile,
  options: ReadOptions,
  entries: readonly string[],
): Promise<{ table: OpenTable; entry: string }> {
  let first: unknown = null;
  for (const entry of entries.slice(0, TRIED)) {
    try {
      const table = await openTable(file, { ...options, entry });
      if (table.source.plan.textColumn !== null) return { table, entry };
      await table.source.close();
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      first ??= error;
    }
  }
  if (first !== null) throw first;
  const [entry] = entries;
  return { table: await openTable(file, { ...options, entry }), entry };
}

/**
 * The shape of a file, for remembering choices: files of the same format with the same columns are read alike.
 */
export function shapeOf({ format, columns }: Pick<ReadingPlan, 'format' | 'columns'>): string {
  return JSON.stringify([format, ...columns.map(({ name }) => name)]);
}
