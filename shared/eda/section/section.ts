import { CodedError } from '../../base/errors';
import { rowCount, type TextColumn } from '../../data/column/textColumn';
import type { MlKernels } from '../../ml/pipeline/kernels';
import type { Pool } from '../../runtime/parallel';
import type { Steps } from '../../runtime/steps';
import type { RowClasses } from './classes';
import type { EdaSettings } from './settings';
import type { WordGrams } from './wordGrams';

/** The comments to explore, wherever they are kept. */
export interface EdaSource {
  readonly rows: number;
  /** In row order, chunk by chunk; called as often as sections read the text. */
  chunks(): AsyncIterable<TextColumn> | Iterable<TextColumn>;
  /** Shape (rows,): 1, 0, or anything else for no label; null: there are none at all. */
  readonly labels: Uint8Array | null;
  /** Shape (rows,): the numbers by which the report names rows; left out: 0, 1, 2 ... */
  readonly rowNumbers?: Uint32Array;
}

/** How far a section has come, in a unit of its own. */
export interface SectionProgress {
  readonly done: number;
  readonly total: number;
}

/** Which rows have the same text (text/duplicates/textKey). Shape (rows,) each: groups in order of appearance from 0. */
export interface TextRepeats {
  readonly identical: Uint32Array;
  /** The same but for case, spaces and punctuation. */
  readonly same: Uint32Array;
}

/** The input of sections. */
export interface EdaContext {
  readonly source: EdaSource;
  readonly settings: EdaSettings;
  readonly classes: RowClasses;
  /** For work that other threads can share; null: there are none. */
  readonly pool: Pool<MlKernels> | null;
  /** The n-grams of 1 to `maxN` words or more; counted when first asked for, and kept for whoever asks next. */
  wordGrams(maxN: number): AsyncGenerator<SectionProgress, WordGrams, undefined>;
  /** Kept by the section that finds them first; null: none has. */
  repeats: TextRepeats | null;
}

/** One section of the report: `Found` is the part of the report that it works out. */
export interface Section<Found> {
  run(context: EdaContext): Steps<SectionProgress, Found>;
  /**
   * For a section that names rows: `found` with each row number replaced by `numberOf(row)`. Left out where a section
   * names none.
   */
  renumber?(found: Found, numberOf: (row: number) => number): Found;
}

/** Text bytes visited between two yields: some milliseconds of most kinds of work. */
const BYTES_PER_STEP = 1 << 17;
/** What a row costs besides its bytes. */
const ROW_BYTES = 64;

/**
 * Visits every row in order: `visit(bytes, begin, end, row)`, its text being the UTF-8 `bytes[begin .. end)`. Yields
 * rows done of all.
 * @param bytesPerStep how much text is visited between two yields, where the work is of a slow kind.
 * @throws CodedError `shape-mismatch` if the chunks hold more or fewer rows than the source declares.
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
