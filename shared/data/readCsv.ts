import { CodedError } from '../errors';
import type { TableChunk } from './chunkBuilder';
import { FIELD_LIMIT_BYTES } from './csvRows';
import { HEAD_BYTES, planFile, type ReadOptions } from './filePlan';
import type { ImportReport } from './importReport';
import { PIECE_BYTES, piecesOf } from './source';
import { createTableReader, type TableReader } from './table';

/** How far the reading has come. */
export interface ReadProgress {
  readonly kind: 'progress';
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
 * Reads a CSV of comments as a stream: every column of every kept row, in chunks, with a label for each row. At no
 * time is more in memory than a piece of the file, the row it ends in and one chunk.
 *
 * Rows: a row with more fields than the header is refused, and so is one that ends before its text or its label; what
 * else is missing at its end is empty. With a label column a row without a usable label (see `parseLabel`) is refused.
 * Refused rows are counted and told by line. An empty comment is a row. A blank line is none, unless the file has one
 * column; the blank lines above the first row are none there either.
 *
 * Closing the generator closes the source. What was yielded before an error belongs to no dataset: drop it.
 *
 * @param source the bytes of the file, in order, cut anywhere.
 * @returns the report, when the last chunk has been yielded.
 * @throws CodedError `file-unreadable` if the source fails; and whatever `planFile` and `createTableReader` throw.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<ReadEvent, ImportReport, undefined> {
  const totalBytes = options.size ?? null;
  let table: TableReader | null = null;
  let head: Uint8Array[] = [];
  let headLength = 0;
  let headLimit = HEAD_BYTES;
  let bytesRead = 0;
  const progress = (): ReadProgress => ({ kind: 'progress', bytesRead, totalBytes, rows: table?.rows ?? 0 });

  /** A reader, once the head tells enough. */
  const open = (complete: boolean): { reader: TableReader; rest: Uint8Array } | null => {
    const bytes = concat(head, headLength);
    head = [bytes];
    const plan = planFile(complete ? bytes : bytes.subarray(0, headLimit), complete, options);
    if (plan !== null && (plan.rows.length > 0 || complete)) {
      return { reader: createTableReader(plan, options), rest: bytes.subarray(plan.markLength) };
    }
    if (headLimit > 2 * FIELD_LIMIT_BYTES) {
      throw new CodedError('csv-field-too-large', { line: 1, limitBytes: FIELD_LIMIT_BYTES });
    }
    headLimit *= 2;
    return null;
  };

  for await (const piece of piecesOf(source, options.name)) {
    bytesRead += piece.length;
    if (table !== null) {
      for (const chunk of table.push(piece)) yield { kind: 'chunk', textColumn: table.textColumn, ...chunk };
    } else {
      head.push(piece);
      headLength += piece.length;
      const opened = headLength > headLimit ? open(false) : null;
      if (opened !== null) {
        table = opened.reader;
        head = [];
        yield* feed(table, opened.rest, progress);
      }
    }
    yield progress();
  }
  if (table === null) {
    const opened = open(true);
    if (opened === null) throw new CodedError('file-empty', { name: options.name });
    table = opened.reader;
    yield* feed(table, opened.rest, progress);
  }
  const { chunks, report } = table.end();
  for (const chunk of chunks) yield { kind: 'chunk', textColumn: table.textColumn, ...chunk };
  yield progress();
  return report;
}

/** The first events: what the head of the file gives. */
function* feed(table: TableReader, bytes: Uint8Array, progress: () => ReadProgress): Generator<ReadEvent, void> {
  yield { kind: 'columns', columns: table.columns, textColumn: table.textColumn, labelColumn: table.labelColumn };
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    for (const chunk of table.push(bytes.subarray(at, at + PIECE_BYTES)))
      yield { kind: 'chunk', textColumn: table.textColumn, ...chunk };
    yield progress();
  }
}

function concat(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * `readCsv` with somewhere to put the chunks: each is given to `keep`, and the next is not read before what `keep`
 * returns is settled. Drive it with `runSteps` for progress and cancellation.
 */
export async function* importCsv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  keep: (chunk: TableChunk) => void | Promise<void>,
): AsyncGenerator<ReadProgress, ImportReport, undefined> {
  const events = readCsv(source, options);
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
    // The value given here is thrown away: closing lets the source go.
    if (!finished) await events.return(undefined as never);
  }
}
