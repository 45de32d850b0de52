import { CodedError } from '../../base/errors';
import { createRandom, shuffle } from '../../base/random';
import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { mapProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import type { LabelColumn, LabelledText } from '../training/labelledText';
import { partOf } from './learningCurve';
import { type SearchOptions, type SearchProgress, type SearchResult, searchPipeline, type Trial } from './search';

/*
 * Successive halving: all candidates compete on a small part of the comments, the best of them on a larger one, until
 * the last few are compared on all.
 *
 * Source: Jamieson and Talwalkar (2016), Non-stochastic Best Arm Identification and Hyperparameter Optimization;
 * scikit-learn: HalvingGridSearchCV with `resource='n_samples'` and `min_resources='exhaust'`.
 */

export interface HalvingOptions extends Omit<SearchOptions, 'budget'> {
  /** In each round the best of so many candidates goes on, and so many times the comments are used. 2 or more. */
  readonly factor: number;
}

export interface HalvingRound {
  /** From 0. */
  readonly round: number;
  readonly rounds: number;
  /** Of the comments, above 0; 1 in the last round. */
  readonly share: number;
}

export interface HalvingProgress extends SearchProgress, HalvingRound {}

export interface HalvingResult extends Omit<SearchResult, 'trials'> {
  /** The trials of each round, those of the last one last. Their indices are those of the candidates. */
  readonly rounds: readonly (HalvingRound & { readonly trials: readonly Trial[] })[];
}

/** How many rounds `count` candidates need until no more than `factor` of them meet on all comments. */
export function halvingRounds(count: number, factor: number): number {
  let rounds = 1;
  for (let left = count; left > factor; left = Math.ceil(left / factor)) rounds++;
  return rounds;
}

/**
 * Compares candidates by successive halving. The part of a round is drawn with `seed`, classes in the shares of the
 * whole, and lies within that of the next. Ties go to the earlier candidate.
 *
 * @returns `best`: the highest mean of the last round, as `searchPipeline` has it.
 * @throws CodedError as `searchPipeline`; `argument-invalid` for a factor below 2.
 */
export async function* halvingSearch(
  data: LabelledText,
  candidates: readonly PipelineSpec[],
  { factor, ...options }: HalvingOptions,
): AsyncGenerator<HalvingProgress, HalvingResult, undefined> {
  if (!(factor >= 2)) {
    throw new CodedError('argument-invalid', { argument: 'factor', got: `${factor}`, expected: '2 or more' });
  }
  const { seed, metric, folds } = options;
  const rounds = halvingRounds(candidates.length, factor);
  const every = Uint32Array.from({ length: data.rows }, (_, row) => row);
  const order = shuffle(every, createRandom(seed));
  const done: (HalvingRound & { readonly trials: readonly Trial[] })[] = [];
  let indices = candidates.map((_, index) => index);
  let fits = 0;
  const sizes = Array.from({ length: rounds }, (_, round) => Math.ceil(candidates.length / factor ** round));
  const total = folds * sizes.reduce((sum, size) => sum + size, 0);
  for (let round = 0; ; round++) {
    const share = factor ** (round - rounds + 1);
    const part = share === 1 ? data : subsetOf(data, partOf(order, data.labels[0].values, share));
    const before = fits;
    const at = indices;
    const searching = searchPipeline(
      part,
      at.map((index) => candidates[index]),
      { ...options, budget: null },
    );
    const result = yield* mapProgress(searching, (progress): HalvingProgress => {
      const trial = progress.trial && { ...progress.trial, index: at[progress.trial.index] };
      const count = progress.phase === 'search' ? { done: before + progress.done, total } : progress;
      const { begun, ...rest } = progress;
      const first = begun && { begun: { ...begun, index: at[begun.index] } };
      return { ...rest, ...first, done: count.done, total: count.total, trial, round, rounds, share };
    });
    fits += folds * at.length;
    const trials = result.trials.map((trial) => ({ ...trial, index: at[trial.index] }));
    done.push({ round, rounds, share, trials });
    if (round === rounds - 1) {
      return { metric, folds, seed, best: result.best === null ? null : at[result.best], rounds: done };
    }
    const ranked = trials.toSorted((a, b) => byMean(b) - byMean(a) || a.index - b.index);
    indices = ranked
      .slice(0, Math.ceil(at.length / factor))
      .map(({ index }) => index)
      .sort((a, b) => a - b);
  }
}

const byMean = ({ mean }: Trial) => (Number.isNaN(mean) ? Number.NEGATIVE_INFINITY : mean);

/** The rows of `data` with these numbers (ascending), as data of its own. */
export function subsetOf(data: LabelledText, rows: Uint32Array<ArrayBuffer>): LabelledText {
  const { ties, groups } = data;
  const pick = (values: Uint32Array) => Uint32Array.from(rows, (row) => values[row]);
  return {
    rows: rows.length,
    chunks: () => pickedChunks(data, rows),
    spare: true,
    labels: data.labels.map(
      ({ name, values, weights, judged }): LabelColumn => ({
        name,
        values: Uint8Array.from(rows, (row) => values[row]),
        ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => weights[row]) }),
        ...(judged === undefined ? {} : { judged: Uint8Array.from(rows, (row) => judged[row]) }),
      }),
    ),
    ...(ties === undefined ? {} : { ties: pick(ties) }),
    ...(groups === undefined ? {} : { groups: pick(groups) }),
    fingerprint: '',
  };
}

async function* pickedChunks(data: LabelledText, rows: Uint32Array): AsyncGenerator<TextColumn, void, undefined> {
  let first = 0;
  let at = 0;
  for await (const chunk of data.chunks()) {
    const end = first + rowCount(chunk);
    const from = at;
    while (at < rows.length && rows[at] < end) at++;
    const offsets = new Uint32Array(at - from + 1);
    for (let i = from; i < at; i++) {
      const row = rows[i] - first;
      offsets[i - from + 1] = offsets[i - from] + chunk.offsets[row + 1] - chunk.offsets[row];
    }
    const bytes = new Uint8Array(offsets[at - from]);
    for (let i = from; i < at; i++) {
      const row = rows[i] - first;
      bytes.set(chunk.bytes.subarray(chunk.offsets[row], chunk.offsets[row + 1]), offsets[i - from]);
    }
    first = end;
    if (at > from) yield { bytes, offsets };
  }
}
