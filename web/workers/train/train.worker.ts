import { sortedRowKeys } from '#shared/compare/rowKeys';
import { type FitProgress, fitPipeline } from '#shared/ml/pipeline/pipeline';
import type { CountedCorpus } from '#shared/ml/vectorizer/count/counter';
import { runSteps, throwIfAborted } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import { columnLanguage } from '../../rows/columnLanguage';
import { keepFingerprint } from '../../storage/datasetEdits';
import { fingerprintKept, type KeptRows, openKeptRows } from '../../storage/keptRows';
import { datasetLock, TRAINING_LOCK, withLock } from '../../storage/locks';
import { putModel } from '../../storage/models';
import { labelName, type ModelRecord } from '../../storage/records';
import { withKernelPool } from '../lib/pool';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';
import { advise, type TrainingAdvice } from './advice';
import { chosenLabels, columnsOf, tiesOf } from './keptData';

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
   * Trains on the kept rows of a stored dataset, or of one part of it, as they are now, and keeps the model under its
   * SHA-256; the same model again keeps the record that is here (`existed`). If `signal` fires while fitting, rejects
   * with an AbortError, and nothing is written.
   *
   * @throws CodedError `dataset-missing`, `part-missing`, `spec-invalid`, what `fitPipeline` refuses, `storage-full`.
   */
  async train(
    datasetId: string,
    part: string | undefined,
    input: PipelineSpecInput,
    name: string,
    onProgress: (progress: TrainProgress) => void,
    signal: AbortSignal,
  ): Promise<TrainedModel> {
    const spec = parsePipelineSpec(input);
    const waiting = setTimeout(() => onProgress({ phase: 'wait', done: 0, total: 0 }), WAIT_REPORTED_AFTER_MS);
    // The dataset's lock keeps another tab from deleting it meanwhile.
    const train = () => {
      clearTimeout(waiting);
      return withLock(datasetLock(datasetId), 'shared', () => fitAndKeep(), signal);
    };
    const fitAndKeep = async () => {
      const startedAt = performance.now();
      const kept = await openKeptRows(datasetId, { part });
      const { info, labels } = kept;
      const chosen = chosenLabels([{ name: labelName(info), values: labels }, ...kept.more], spec.label);
      const fingerprint = await fingerprintOf(kept, part, chosen[0].values, signal);
      let phase = '';
      const report = throttled(onProgress, (progress) => progress.phase !== phase);
      const ties = await tiesOf(kept, spec.validation.groupBy);
      const data = {
        ...(ties === null ? {} : { ties }),
        rows: labels.length,
        chunks: () => columnsOf(kept),
        labels: chosen,
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
      const language = await languageOf(kept);
      const compared = (step: { readonly done: number; readonly total: number }) =>
        onStep({ phase: 'compare', done: step.done, total: step.total });
      const advice = measured && (await advise(data, spec, measured, language, signal, compared));
      throwIfAborted(signal);
      const trainedRows = await runSteps(sortedRowKeys(columnsOf(kept)), signal);
      const put = await putModel(
        {
          id,
          name,
          createdAt: Date.now(),
          bytes: bytes.length,
          manifest,
          datasetName: part === undefined ? info.name : `${info.name}: ${part}`,
          origin: 'trained',
          notes: '',
          threshold: null,
        },
        bytes,
        trainedRows,
      );
      const textBytes = (info.textBytes * labels.length) / Math.max(1, info.rows);
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
    return languageOf(await openKeptRows(datasetId, { part }));
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

async function languageOf(kept: KeptRows): Promise<ModelLanguage | null> {
  for await (const { column } of kept.chunks()) return columnLanguage(column);
  return null;
}

/** The fingerprint of what is trained on: the stored one, or that of the edited rows or of another label. */
async function fingerprintOf(
  kept: KeptRows,
  part: string | undefined,
  values: Uint8Array,
  signal: AbortSignal,
): Promise<string> {
  const { id, fingerprint, revision } = kept.info;
  const whole = part === undefined && values === kept.labels;
  if (whole && fingerprint !== null) return fingerprint;
  const worked = await runSteps(fingerprintKept(kept, values), signal);
  if (whole) await keepFingerprint(id, revision ?? 0, worked);
  return worked;
}
