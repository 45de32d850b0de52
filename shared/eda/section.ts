import { CodedError } from '../base/errors';
import { rowCount, type TextColumn } from '../data/column/textColumn';
import type { MlKernels } from '../ml/pipeline/kernels';
import type { Pool } from '../runtime/parallel';
import type { Steps } from '../runtime/steps';
import { type ByClass, CLASS_KEYS, type ClassKey, type EdaReport, type EdaSettings } from './report';
import type { WordGrams } from './terms/wordGrams';

/** The comments to explore, wherever they are kept. */
export interface EdaSource {
  readonly rows: number;
  /** In row order, chunk by chunk; called as often as sections read the text. */
  chunks(): AsyncIterable<TextColumn> | Iterable<TextColumn>;
  /** Shape (rows,): 1, 0, or anything else for no label; null: there are none at all. */
  readonly labels: Uint8Array | null;
}

/** How far a section has come, in a unit of its own. */
export interface SectionProgress {
  readonly done: number;
  readonly total: number;
}

/** What sections are given. */
export interface EdaContext {
  readonly source: EdaSource;
  readonly settings: EdaSettings;
  readonly classes: RowClasses;
  /** For work that other threads can share; null: there are none. */
  readonly pool: Pool<MlKernels> | null;
  /** The n-grams of 1 to `maxN` words or more; counted when first asked for, and kept for whoever asks next. */
  wordGrams(maxN: number): AsyncGenerator<SectionProgress, WordGrams, undefined>;
}

/** Works out one part of the report. */
export type Section = (context: EdaContext) => Steps<SectionProgress, Partial<EdaReport>>;

/** Which class each row belongs to. */
export interface RowClasses {
  /** Index in CLASS_KEYS of the class of `row`. */
  of(row: number): number;
  /** Rows of each class, in the order of CLASS_KEYS. */
  readonly rows: readonly number[];
}

const UNLABELLED = CLASS_KEYS.indexOf('unlabelled');

/** @throws CodedError `shape-mismatch` unless there is a label for each row, or none at all. */
export function classesOf({ rows: total, labels }: Pick<EdaSource, 'rows' | 'labels'>): RowClasses {
  if (labels && labels.length !== total) {
    throw new CodedError('shape-mismatch', { what: 'labels', got: labels.length, expected: total });
  }
  const of = (row: number) => (labels && labels[row] <= 1 ? labels[row] : UNLABELLED);
  const rows = CLASS_KEYS.map(() => 0);
  for (let row = 0; row < total; row++) rows[of(row)] += 1;
  return { of, rows };
}

/** One value per class that has rows. */
export function byClass<Value>({ rows }: RowClasses, of: (index: number, key: ClassKey) => Value): ByClass<Value> {
  const values: ByClass<Value> = {};
  CLASS_KEYS.forEach((key, index) => {
    if (rows[index] > 0) values[key] = of(index, key);
  });
  return values;
}

/** Text bytes visited between two yields: some milliseconds of most kinds of work. */
const BYTES_PER_STEP = 1 << 17;
/** What a row costs besides its bytes. */
const ROW_BYTES = 64;

/**
 * Visits every row in order: `visit(bytes, begin, end, row)`, its text being the UTF-8 `bytes[begin .. end)`. Yields rows
 * done of all.
 * @param bytesPerStep how much text is visited between two yields, where the work is of a slow kind.
 * @throws CodedError `shape-mismatch` if the chunks hold more or fewer rows than the source says.
 */
export async function* visitRows(
  { source }: Pick<EdaContext, 'source'>,
  visit: (bytes: Uint8Array, begin: number, end: number, row: number) => void,
  bytesPerStep = BYTES_PER_STEP,
): AsyncGenerator<SectionProgress, void, undefined> {
  const total = source.rows;
  let first = 0;
  let sinceYield = 0;
  for await (const { bytes, offsets } of source.chunks()) {
    const rows = rowCount({ bytes, offsets });
    if (first + rows > total)
      throw new CodedError('shape-mismatch', { what: 'comments', got: first + rows, expected: total });
    for (let i = 0; i < rows; i++) {
      visit(bytes, offsets[i], offsets[i + 1], first + i);
      sinceYield += offsets[i + 1] - offsets[i] + ROW_BYTES;
      if (sinceYield < bytesPerStep) continue;
      sinceYield = 0;
      yield { done: first + i + 1, total };
    }
    first += rows;
  }
  if (first !== total) throw new CodedError('shape-mismatch', { what: 'comments', got: first, expected: total });
}

/** Drives `steps`, showing something else for each of its yields; closes it if it is closed. */
export async function* translated<From, To, Result>(
  steps: Steps<From, Result>,
  translate: (progress: From) => To,
): AsyncGenerator<To, Result, undefined> {
  let finished = false;
  try {
    for (;;) {
      const stepped = steps.next();
      const step = stepped instanceof Promise ? await stepped : stepped;
      if (step.done) {
        finished = true;
        return step.value;
      }
      yield translate(step.value);
    }
  } finally {
    // The value given here is thrown away.
    if (!finished) await steps.return(undefined as Result);
  }
}
