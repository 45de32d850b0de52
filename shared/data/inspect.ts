import { CodedError, type ErrorParams } from '../base/errors';
import type { DataFile } from './bytes/source';
import type { ReadOptions } from './filePlan';
import type { ColumnFacts } from './guess/guessColumns';
import { QUESTION_VALUES, type ReadingQuestion } from './guess/questions';
import type { ReadingReport } from './importReport';
import { type OpenTable, openTable } from './openTable';
import { readSource } from './readTable';
import type { TableSource } from './tableSource';

/**
 * How a file is read, all of it looked at: what a person is shown before anything is done, and what a program reports. Plain
 * data, so that it crosses threads and can be stored; `ReadOptions` answers its questions.
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

/** Readings of one file: its beginning may be wrong about quotes, and then about values. */
const READINGS = 3;

/**
 * Reads all of `file` without keeping it and plans how to read it. What the whole file shows to be different from its
 * beginning is taken into account by reading it again.
 *
 * @returns after a run of `readTable` with `plan.options` nothing is left to find out.
 * @throws CodedError whatever `openTable` and `readTable` throw, except for labels that no one understands yet: those are
 *   questions of the report.
 */
export async function inspect(file: DataFile, given: ReadOptions): Promise<ReadingPlan> {
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
    const { hasHeader, facts: columns, labelCandidates } = source.plan;
    const read = await readWhole(facts.name, source, options);
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
      const whole = { ...report, again: null, questions: [...questions, ...swallowing, ...report.questions] };
      const guessed = report.notices.find(({ code }) => code === 'encoding-guessed');
      const encoding = guessed?.code === 'encoding-guessed' ? guessed.encoding : facts.encoding;
      return { ...facts, encoding, hasHeader, columns, labelCandidates, report: whole, options };
    }
    options = { ...options, ...report.again };
  }
}

/** Reads all rows; the line of a quote that ran over other rows, if its closing was not a person's choice. */
async function readWhole(name: string, source: TableSource, options: ReadOptions): Promise<ReadingReport | number> {
  try {
    const events = readSource(name, source, options, true);
    let event = await events.next();
    while (!event.done) event = await events.next();
    return event.value;
  } catch (error) {
    if (options.quotes !== undefined || !(error instanceof CodedError)) throw error;
    if (error.code !== 'csv-quote-unclosed') throw error;
    return (error.params as ErrorParams['csv-quote-unclosed']).line;
  }
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
    const entry = entries.find((path) => /train/i.test(path)) ?? entries[0];
    return { table: await openTable(file, { ...options, entry }), entry, entries };
  }
}

/**
 * The shape of a file, for remembering choices: files of the same format with the same columns are read alike.
 */
export function shapeOf({ format, columns }: Pick<ReadingPlan, 'format' | 'columns'>): string {
  return JSON.stringify([format, ...columns.map(({ name }) => name)]);
}
