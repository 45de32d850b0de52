import type { TextColumn } from '../../data/column/textColumn';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { createNearDuplicateFinder } from '../../text/duplicates/nearDuplicates';
import { createTextGroups } from '../../text/duplicates/textGroups';
import { createSameKey } from '../../text/duplicates/textKey';
import { joinedGroups } from '../../text/duplicates/union';
import type { LabelledText } from '../training/labelledText';
import type { FitProgress } from '../training/progress';

/*
 * What ties rows together, so that no split tears them apart: copies (vectorizer/count/splitGroups), what a column of
 * the data says belongs together, and on request what is similar.
 */

/** What counting the text found of copies; see `CountedText`. */
export interface CountedTies {
  readonly groups: Uint32Array<ArrayBuffer> | null;
  readonly similar: Uint32Array<ArrayBuffer> | null;
}

/**
 * The groups that splits keep together; null: every row goes by itself.
 * @returns shape (rows,).
 */
export async function* rowTies(
  data: LabelledText,
  { validation }: { readonly validation: Pick<PipelineSpec['validation'], 'groupSimilar'> },
  counted: CountedTies,
): AsyncGenerator<FitProgress, Uint32Array<ArrayBuffer> | null, undefined> {
  const groupings: Uint32Array<ArrayBuffer>[] = [];
  const copies = data.groups ?? counted.groups;
  if (copies !== null) groupings.push(copies);
  if (data.ties !== undefined) groupings.push(data.ties);
  if (validation.groupSimilar) {
    if (counted.similar !== null) groupings.push(counted.similar);
    groupings.push(yield* nearGroups(data));
  }
  if (groupings.length < 2) return groupings[0] ?? null;
  return joinedGroups(groupings);
}

/**
 * Whether a training by `validation` keeps rows together in its own folds; else each of them goes by itself there.
 * @param data what it is trained on; only whether there are such groups matters.
 */
export function tiesRows(
  { groupDuplicates, groupSimilar }: Pick<PipelineSpec['validation'], 'groupDuplicates' | 'groupSimilar'>,
  { groups, ties }: { readonly groups?: unknown; readonly ties?: unknown },
): boolean {
  return groupDuplicates || groupSimilar || groups !== undefined || ties !== undefined;
}

/**
 * The groups that `groupSimilar` would keep together: `loose`, copies but for links, names and numbers, and what says
 * nearly the same. Where the spec keeps them together already, `loose` is enough: none of them is on both sides.
 */
export async function* similarRows(
  data: LabelledText,
  { validation }: { readonly validation: Pick<PipelineSpec['validation'], 'groupSimilar'> },
  loose: Uint32Array<ArrayBuffer>,
): AsyncGenerator<FitProgress, Uint32Array<ArrayBuffer>, undefined> {
  return validation.groupSimilar ? loose : joinedGroups([loose, yield* nearGroups(data)]);
}

/**
 * The rows among `held` that are alike to a row among the others, as `similarRows` has it: on them figures are too
 * good. Those that splits keep together anyway are never on both sides.
 */
export function similarAcross(similar: Uint32Array, held: Uint32Array): number {
  const isHeld = new Uint8Array(similar.length);
  for (const row of held) isHeld[row] = 1;
  const known = new Set<number>();
  similar.forEach((group, row) => {
    if (isHeld[row] === 0) known.add(group);
  });
  return held.reduce((sum, row) => sum + (known.has(similar[row]) ? 1 : 0), 0);
}

/** Rows that say nearly the same (text/duplicates/nearDuplicates), in two passes over the text. */
async function* nearGroups(data: LabelledText): AsyncGenerator<FitProgress, Uint32Array<ArrayBuffer>, undefined> {
  const grouping = createTextGroups(createSameKey());
  const finder = createNearDuplicateFinder();
  const firstRows: number[] = []; // of each different text
  const progress = (row: number): FitProgress => ({ phase: 'count', done: row, total: data.rows });
  for await (const { row, bytes, begin, end, pause } of rowsOf(data)) {
    if (pause) yield progress(row);
    if (grouping.addText(bytes, begin, end) < firstRows.length) continue;
    firstRows.push(row);
    finder.add(bytes, begin, end);
  }
  const candidates = yield* paced(finder.candidates(), progress(data.rows));
  let text = 0;
  for await (const { row, bytes, begin, end, pause } of rowsOf(data)) {
    if (pause) yield progress(row);
    if (firstRows[text] !== row) continue;
    if (candidates[text] === 1) finder.keep(text, bytes, begin, end);
    text++;
  }
  const near = yield* paced(finder.groups(), progress(data.rows));
  // Rows of the same text have its group.
  return grouping.groups().map((group) => near[group]);
}

interface RowBytes {
  readonly row: number;
  readonly bytes: TextColumn['bytes'];
  readonly begin: number;
  readonly end: number;
  /** Every so many rows: time to report. */
  readonly pause: boolean;
}

const ROWS_PER_STEP = 256;

async function* rowsOf(data: LabelledText): AsyncGenerator<RowBytes, void, undefined> {
  let row = 0;
  for await (const { bytes, offsets } of data.chunks()) {
    for (let i = 0; i + 1 < offsets.length; i++, row++) {
      yield { row, bytes, begin: offsets[i], end: offsets[i + 1], pause: row % ROWS_PER_STEP === 0 };
    }
  }
}

function* paced<Result>(
  steps: Generator<unknown, Result, undefined>,
  progress: FitProgress,
): Generator<FitProgress, Result, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield progress;
  }
}
