import { sortedRowKeys } from '#shared/compare/rowKeys';
import type { TextColumn } from '#shared/data/column/textColumn';
import { type FitProgress, fitPipeline } from '#shared/ml/pipeline/pipeline';
import type { CountedCorpus } from '#shared/ml/vectorizer/count/counter';
import { runSteps, throwIfAborted } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import { columnLanguage } from '../../rows/columnLanguage';
import { openKeptRows } from '../../storage/keptRows';
import { TRAINING_LOCK, withLock } from '../../storage/locks';
import { putModel } from '../../storage/models';
import type { ModelRecord } from '../../storage/records';
import {
  fingerprintOf,
  nameOfSources,
  openTrainingRows,
  type TrainingSource,
  tiesOf,
  withSourcesLocked,
} from '../../storage/trainingRows';
import { withKernelPool } from '../lib/pool';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';
import { advise, type TrainingAdvice } from './advice';

/** `wait`: another tab is training; one at a time. `compare`: the model is made, and measured against others. */
export type TrainProgress =
  | FitProgress
  | { readonly phase: 'wait'; readonly done: 0; readonly total: 0 }
  | { readonly phase: 'compare'; readonly done: number; readonly total: number };

/** What a training made. */
export interface TrainedModel {
  readonly record: ModelRecord;
  /** True if the very same model was here. */
  readonly existed: boolean;
  readonly similarHeldOut: number | null;
  /** Null without a hold-out. */
  readonly advice: TrainingAdvice | null;
  readonly cost: TrainingCost;
}

/** What a training took, without what it waited for. */
export interface TrainingCost {
  readonly milliseconds: number;
  /** Of text, counted terms and matrix, the most of what it held at once. */
  readonly memoryBytes: number;
  /** Of the comments that it read. */
  readonly textBytes: number;
}

/** A shorter wait for another tab is not reported. */
const WAIT_REPORTED_AFTER_MS = 300;

/** The training worker's API for the stores. Ids go in and out; rows never cross. */
const api = {
  /**
   * Trains on the kept rows of stored datasets, or of parts of them, as they are now, and keeps the model under its
   * SHA-256; the same model again keeps the record that is here (`existed`). If `signal` fires while fitting, rejects
   * with an AbortError, and nothing is written.
   *
   * @throws CodedError what `openTrainingRows` refuses, `spec-invalid`, what `fitPipeline` refuses, `storage-full`.
   */
  async train(
    sources: readonly TrainingSource[],
    input: PipelineSpecInput,
    name: string,
    onProgress: (progress: TrainProgress) => void,
    signal: AbortSignal,
  ): Promise<TrainedModel> {
    const spec = parsePipelineSpec(input);
    const waiting = setTimeout(() => onProgress({ phase: 'wait', done: 0, total: 0 }), WAIT_REPORTED_AFTER_MS);
    const train = () => {
      clearTimeout(waiting);
      return withSourcesLocked(sources, () => fitAndKeep(), signal);
    };
    const fitAndKeep = async () => {
      const startedAt = performance.now();
      const learnt = await openTrainingRows(sources, spec.label);
      const fingerprint = await runSteps(fingerprintOf(learnt), signal);
      let phase = '';
      const report = throttled(onProgress, (progress) => progress.phase !== phase);
      const ties = await tiesOf(learnt, spec.validation.groupBy);
      const data = {
        ...(ties === null ? {} : { ties }),
        rows: learnt.rows,
        chunks: () => learnt.chunks(),
        labels: learnt.labels,
        ...(learnt.mix === undefined ? {} : { mix: learnt.mix }),
        fingerprint,
        spare: true,
      };
      const onStep = (progress: TrainProgress) => {
        report(progress);
        phase = progress.phase;
      };
      const { bytes, id, manifest, similarHeldOut, measured } = await withKernelPool((pool) =>
        runSteps(fitPipeline(data, spec, pool), signal, onStep),
      );
      const language = await languageOf(learnt.chunks());
      const compared = (step: { readonly done: number; readonly total: number }) =>
        onStep({ phase: 'compare', done: step.done, total: step.total });
      const advice = measured && (await advise(data, spec, measured, language, signal, compared));
      throwIfAborted(signal);
      const trainedRows = await runSteps(sortedRowKeys(learnt.chunks()), signal);
      const put = await putModel(
        {
          id,
          name,
          createdAt: Date.now(),
          bytes: bytes.length,
          manifest,
          datasetName: nameOfSources(learnt),
          origin: 'trained',
          notes: '',
          threshold: null,
          trainedMs: Math.round(performance.now() - startedAt),
        },
        bytes,
        trainedRows,
      );
      const { textBytes } = learnt;
      const cost = {
        milliseconds: performance.now() - startedAt,
        memoryBytes: textBytes + MATRIX_ENTRY_BYTES * manifest.nonZeros + corporaBytes(measured?.corpora ?? []),
        textBytes,
      };
      return { ...put, similarHeldOut, advice, cost };
    };
    try {
      return await withLock(TRAINING_LOCK, 'exclusive', train, signal);
    } finally {
      clearTimeout(waiting);
    }
  },

  /**
   * The language of most comments, of those that a model comes with the app for; null for any other.
   * @throws CodedError `dataset-missing`, `part-missing`.
   */
  async language(datasetId: string, part: string | undefined): Promise<ModelLanguage | null> {
    const kept = await openKeptRows(datasetId, { part });
    return languageOf(textOf(kept.chunks()));
  },
};

export type TrainApi = typeof api;

exposeApi(api);

/** Bytes of one stored value of a matrix: a column number and a value. */
const MATRIX_ENTRY_BYTES = 8;

function corporaBytes(corpora: readonly CountedCorpus[]): number {
  return corpora.reduce(
    (sum, { terms, counts }) =>
      sum +
      terms.bytes.byteLength +
      terms.offsets.byteLength +
      counts.indptr.byteLength +
      counts.indices.byteLength +
      counts.values.byteLength,
    0,
  );
}

async function languageOf(chunks: AsyncIterable<TextColumn>): Promise<ModelLanguage | null> {
  for await (const column of chunks) return columnLanguage(column);
  return null;
}

async function* textOf(chunks: AsyncIterable<{ readonly column: TextColumn }>): AsyncGenerator<TextColumn> {
  for await (const { column } of chunks) yield column;
}
