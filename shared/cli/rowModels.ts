import { CodedError } from '#shared/base/errors';
import { rowBytes, rowCount, type TextColumn } from '#shared/data/column/textColumn';
import type { Model } from '#shared/ml/model/model';
import { type ModelLanguage, modelLanguageOf } from '#shared/text/language/modelLanguage';
import { type LanguageTag, writtenIn } from '#shared/text/language/written';
import { type ChunkScorer, openChunkScorer } from './chunkScorer';
import { DEFAULTS_FOLDER, readDefaults, readModel } from './models';

/** What an argument says to have the language of every comment choose among the recommended models. */
export const AUTOMATIC = 'default:auto';

/** A model that scores rows, and what it is called in the output. */
export interface RowModel {
  readonly name: string;
  readonly path: string;
  readonly model: Model;
  score(column: TextColumn): Promise<Float64Array>;
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
 * @throws CodedError as `readModel` and `decodeModel`.
 */
export async function openRowScorer(argument: string, workers: number, folder = DEFAULTS_FOLDER): Promise<RowScorer> {
  if (argument !== AUTOMATIC) {
    const [opened, scorer] = await openNamed(argument, workers, folder);
    return {
      automatic: false,
      models: [opened],
      depth: scorer.depth,
      async score(column) {
        const rows = rowCount(column);
        const flat = await opened.score(column);
        const scores = scoresByRow(flat, rows, opened.model);
        return { models: new Array(rows).fill(opened), languages: [], scores, flat };
      },
      close: () => scorer.close(),
    };
  }
  const recommended = (await readDefaults(folder)).models.filter((entry) => entry.recommended);
  const opened = await Promise.all(recommended.map(({ name }) => openNamed(`default:${name}`, workers, folder)));
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

async function openNamed(argument: string, workers: number, folder: string): Promise<[RowModel, ChunkScorer]> {
  const { bytes, name, path } = await readModel(argument, folder);
  const scorer = await openChunkScorer(bytes, name, workers);
  return [{ name, path, model: scorer.model, score: (column) => scorer.score(column) }, scorer];
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
  await Promise.all(
    [...rowsOf].map(async ([model, indices]) => {
      const found = scoresByRow(await model.score(takeRows(column, indices)), indices.length, model.model);
      indices.forEach((row, i) => {
        scores[row] = found[i];
      });
    }),
  );
  return { models: chosen, languages, scores, flat: null };
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
