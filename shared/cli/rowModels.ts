import { CodedError } from '#shared/base/errors';
import { rowBytes, rowCount, type TextColumn } from '#shared/data/column/textColumn';
import type { Model } from '#shared/ml/model/model';
import type { Doubt } from '#shared/ml/scoring/doubt';
import { doubtOf, type Judged } from '#shared/ml/scoring/judgeColumn';
import { type ModelLanguage, modelLanguageOf } from '#shared/text/language/modelLanguage';
import { type LanguageTag, writtenIn } from '#shared/text/language/written';
import { type ChunkScorer, openChunkScorer } from './chunkScorer';
import { DEFAULTS_FOLDER, readDefaults, readModel } from './models';

/** The value of `--model` that chooses among the recommended models by the language of each comment. */
export const AUTOMATIC = 'default:auto';

/** A model that scores rows, and what it is called in the output. */
export interface RowModel {
  readonly name: string;
  readonly path: string;
  readonly model: Model;
  /** The score from which its first label is given. */
  readonly threshold: number;
  /** Three answers: a score from here up to the threshold is unsure; null: there are two. */
  readonly unsureFrom: number | null;
  judge(column: TextColumn): Promise<Judged>;
}

/** Rows of a chunk with what scored them. */
export interface RoutedScores {
  /** Per row; null where the language has no model. */
  readonly models: readonly (RowModel | null)[];
  /** Per row; empty if one model scores whatever it is written in. */
  readonly languages: readonly LanguageTag[];
  /** Per row, the score of every label of its model; empty without a model. */
  readonly scores: readonly Float64Array[];
  /** The same in one, shape (rows × labels), row-major, if one model scored all rows; else null. */
  readonly flat: Float64Array | null;
  /** Per row, why its answer is unsure, or null; `language` without a model. */
  readonly doubts: readonly (Doubt | null)[];
}

/** Scores rows, each with its model. */
export interface RowScorer {
  /** True if the language of each row decides. */
  readonly automatic: boolean;
  readonly models: readonly RowModel[];
  /** Chunks to have under way at a time. */
  readonly depth: number;
  score(column: TextColumn): Promise<RoutedScores>;
  close(): Promise<void>;
}

/** Whose model text without letters goes to. */
export const FALLBACK: ModelLanguage = 'en';

/**
 * Opens the model that `argument` names, or for `default:auto` the recommended ones.
 * @param thresholdOf the score from which a model's first label is given.
 * @param unsureFromOf the score from which it is unsure, given that; null: there are two answers.
 * @throws CodedError as `readModel` and `decodeModel`, and what `thresholdOf` and `unsureFromOf` throw.
 */
export async function openRowScorer(
  argument: string,
  workers: number,
  thresholdOf: (model: Model) => number,
  unsureFromOf: (model: Model, threshold: number) => number | null = () => null,
  folder = DEFAULTS_FOLDER,
): Promise<RowScorer> {
  const open = async (name: string): Promise<[RowModel, ChunkScorer]> => {
    const { bytes, name: fileName, path } = await readModel(name, folder);
    const scorer = await openChunkScorer(bytes, fileName, workers);
    const { model } = scorer;
    const threshold = thresholdOf(model);
    const unsureFrom = unsureFromOf(model, threshold);
    const judge = (column: TextColumn) => scorer.judge(column, threshold);
    return [{ name: fileName, path, model, threshold, unsureFrom, judge }, scorer];
  };
  if (argument !== AUTOMATIC) {
    const [opened, scorer] = await open(argument);
    return {
      automatic: false,
      models: [opened],
      depth: scorer.depth,
      async score(column) {
        const rows = rowCount(column);
        const { scores: flat, doubts } = await opened.judge(column);
        const scores = scoresByRow(flat, rows, opened.model);
        return { models: new Array(rows).fill(opened), languages: [], scores, flat, doubts: [...doubts].map(doubtOf) };
      },
      close: () => scorer.close(),
    };
  }
  const recommended = (await readDefaults(folder)).models.filter((entry) => entry.recommended);
  const opened = await Promise.all(recommended.map(({ name }) => open(`default:${name}`)));
  const byLanguage = new Map(recommended.map(({ language }, i) => [language, opened[i][0]]));
  return {
    automatic: true,
    models: opened.map(([model]) => model),
    depth: Math.max(...opened.map(([, scorer]) => scorer.depth)),
    score: (column) => scoreByLanguage(column, byLanguage),
    async close() {
      await Promise.all(opened.map(([, scorer]) => scorer.close()));
    },
  };
}

async function scoreByLanguage(
  column: TextColumn,
  models: ReadonlyMap<ModelLanguage, RowModel>,
): Promise<RoutedScores> {
  const rows = rowCount(column);
  const languages: LanguageTag[] = [];
  const chosen: (RowModel | null)[] = [];
  const rowsOf = new Map<RowModel, number[]>();
  for (let row = 0; row < rows; row++) {
    const written = writtenIn(column.bytes, column.offsets[row], column.offsets[row + 1]);
    const language = modelLanguageOf(written, FALLBACK);
    const model = (language && models.get(language)) ?? null;
    languages.push(written.language);
    chosen.push(model);
    if (model !== null) append(rowsOf, model, row);
  }
  const scores: Float64Array[] = new Array(rows).fill(new Float64Array(0));
  const doubts: (Doubt | null)[] = new Array(rows).fill('language');
  await Promise.all(
    [...rowsOf].map(async ([model, indices]) => {
      const judged = await model.judge(takeRows(column, indices));
      const found = scoresByRow(judged.scores, indices.length, model.model);
      indices.forEach((row, i) => {
        scores[row] = found[i];
        doubts[row] = doubtOf(judged.doubts[i]);
      });
    }),
  );
  return { models: chosen, languages, scores, flat: null, doubts };
}

function scoresByRow(scores: Float64Array, rows: number, { linear: { labels } }: Model): Float64Array[] {
  if (scores.length !== rows * labels) {
    throw new CodedError('shape-mismatch', { what: 'scores', got: scores.length, expected: rows * labels });
  }
  return Array.from({ length: rows }, (_, row) => scores.subarray(row * labels, (row + 1) * labels));
}

/** The rows of `column` at `indices`, as a column. */
function takeRows(column: TextColumn, indices: readonly number[]): TextColumn {
  const offsets = new Uint32Array(indices.length + 1);
  indices.forEach((row, i) => {
    offsets[i + 1] = offsets[i] + column.offsets[row + 1] - column.offsets[row];
  });
  const bytes = new Uint8Array(offsets[indices.length]);
  indices.forEach((row, i) => void bytes.set(rowBytes(column, row), offsets[i]));
  return { bytes, offsets };
}

function append<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
