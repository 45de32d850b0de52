import { CodedError } from '../base/errors';
import { pausing } from '../runtime/pausing';
import type { DataFile } from './bytes/source';
import type { TableChunk } from './column/chunkBuilder';
import type { ReadOptions } from './filePlan';
import type { ImportReport, ReadingReport } from './importReport';
import { openTable } from './openTable';
import type { RepeatVotes } from './repeats/repeatVotes';
import { votesOf } from './repeats/votesOf';
import { type BuilderOptions, createTableBuilder } from './table';
import type { TableSource } from './tableSource';

/** How far the reading has come. */
export interface ReadProgress {
  readonly kind: 'progress';
  /** Of the file as it lies on the disk, packed or not. */
  readonly bytesRead: number;
  /** Null if the source's length is not known. */
  readonly totalBytes: number | null;
  /** Rows kept. */
  readonly rows: number;
}

export type { ReadOptions } from './filePlan';

/** What reading gives: `columns` once, before the first chunk; progress at any time. */
export type ReadEvent =
  | ReadProgress
  | ({ readonly kind: 'columns' } & Pick<ImportReport, 'columns' | 'textColumn' | 'labelColumn'>)
  | ({ readonly kind: 'chunk'; readonly textColumn: number } & TableChunk);

/**
 * Reads a file of comments (see `openTable` for the formats): every column of every kept row, in chunks, with a label
 * for each row. Texts are read as a stream: at no time is more in memory than a piece of the file, the row it ends in
 * and one chunk.
 *
 * Rows: a row with more cells than the header is refused, and so is one that ends before its text or its label; what
 * else is missing at its end is empty. With a label column a row without a usable label (see `parseLabel`) is refused.
 * Refused rows are counted and reported by line. An empty comment is a row. A blank line is none, unless the file has
 * one column; the blank lines above the first row are none there either.
 *
 * The options must be those of an inspection (`inspect`), or a file that needs none: where the whole file gives its
 * labels another meaning than its beginning did, the reading fails at its end.
 *
 * Closing the generator closes the file. What was yielded before an error belongs to no dataset: drop it.
 *
 * @returns the report, when the last chunk has been yielded.
 * @throws CodedError whatever `openTable` and `createTableBuilder` throw, and reading a text (`TableSource`):
 *   `file-not-text`, `csv-quote-unclosed`, `csv-field-too-large`, `json-broken`; at the end `reading-unsettled`.
 */
export async function* readTable(
  file: DataFile,
  options: ReadOptions,
): AsyncGenerator<ReadEvent, ReadingReport, undefined> {
  const { votes, name, source } = yield* opening(file, options);
  const report = yield* readSource(name, source, options, { votes });
  if (report.again === null) return report;
  throw new CodedError('reading-unsettled', { name, columns: report.labelling.map((reading) => reading.name) });
}

/** Opens a table for reading, and reads it once for its judgements where they make one label. */
async function* opening(
  file: DataFile,
  options: ReadOptions,
): AsyncGenerator<ReadProgress, { votes: RepeatVotes | null; name: string; source: TableSource }, undefined> {
  const progress: ReadProgress = { kind: 'progress', bytesRead: 0, totalBytes: file.size, rows: 0 };
  return yield* pausing(progress, async (pause) => {
    const votes = await votesOf(file, options, pause);
    const { name, source } = await openTable(file, options, pause);
    return { votes, name, source };
  });
}

/**
 * As `readTable`, of rows that are open for reading. Closes them.
 */
export async function* readSource(
  name: string,
  source: TableSource,
  options: ReadOptions,
  builder: BuilderOptions = {},
): AsyncGenerator<ReadEvent, ReadingReport, undefined> {
  try {
    const table = createTableBuilder(name, source.plan, options, builder);
    const { columns, textColumn, labelColumn } = table;
    const asEvent = (chunk: TableChunk): ReadEvent => ({ kind: 'chunk', textColumn, ...chunk });
    const progress = (): ReadProgress => ({ kind: 'progress', ...source.progress(), rows: table.rows });

    yield { kind: 'columns', columns, textColumn, labelColumn };
    const reading = source.read(table.take);
    let step = await reading.next();
    for (; !step.done; step = await reading.next()) {
      for (const chunk of table.taken()) yield asEvent(chunk);
      yield progress();
    }
    const { chunks, report } = table.end(step.value);
    for (const chunk of chunks) yield asEvent(chunk);
    yield progress();
    return report;
  } finally {
    await source.close();
  }
}

/**
 * `readTable` with somewhere to put the chunks: each is given to `keep`, and the next is not read before what `keep`
 * returns is settled. Drive it with `runSteps` for progress and cancellation.
 */
export async function* importTable(
  file: DataFile,
  options: ReadOptions,
  keep: (chunk: TableChunk) => void | Promise<void>,
): AsyncGenerator<ReadProgress, ReadingReport, undefined> {
  return yield* keepChunks(readTable(file, options), keep);
}

/**
 * As `importTable`, for callers that look at `again` and the questions of the report: if it is not null, what was kept
 * is to be dropped and the file to be read with these options added.
 */
export async function* importUnsettled(
  file: DataFile,
  options: ReadOptions,
  keep: (chunk: TableChunk) => void | Promise<void>,
): AsyncGenerator<ReadProgress, ReadingReport, undefined> {
  const { votes, name, source } = yield* opening(file, options);
  return yield* keepChunks(readSource(name, source, options, { votes, asksOfRepeats: true }), keep);
}

async function* keepChunks(
  events: AsyncGenerator<ReadEvent, ReadingReport, undefined>,
  keep: (chunk: TableChunk) => void | Promise<void>,
): AsyncGenerator<ReadProgress, ReadingReport, undefined> {
  let finished = false;
  try {
    for (;;) {
      const event = await events.next();
      if (event.done) {
        finished = true;
        return event.value;
      }
      const { value } = event;
      if (value.kind === 'chunk') await keep({ columns: value.columns, labels: value.labels });
      else if (value.kind === 'progress') yield value;
    }
  } finally {
    // The value given here is thrown away: closing lets the file go.
    if (!finished) await events.return(undefined as never);
  }
}
