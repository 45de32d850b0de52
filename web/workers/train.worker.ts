import './wire';
import { expose } from 'comlink';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/api/pipelineSpec';
import { CodedError } from '#shared/errors';
import { type FitProgress, fitPipeline } from '#shared/ml/pipeline';
import { runSteps, throwIfAborted } from '#shared/steps';
import { readColumn, readDatasetInfo, readLabels } from '../storage/datasets';
import { datasetLock, TRAINING_LOCK, withLock } from '../storage/locks';
import { putModel } from '../storage/models';
import type { ModelRecord } from '../storage/records';
import { createKernelPool } from './pool';
import { throttled } from './progress';

/** `wait`: another tab is training; one at a time. */
export type TrainProgress = FitProgress | { readonly phase: 'wait'; readonly done: 0; readonly total: 0 };

/** A wait for another tab shorter than this is not worth a word. */
const WAIT_TOLD_MS = 300;

/** What a store may ask of the training thread. Ids go in and out; rows never cross. */
const api = {
  /**
   * Trains on a stored dataset and keeps the model under its SHA-256; the same model again keeps the record that is
   * here (`existed`). If `signal` fires while fitting, rejects with an AbortError, and nothing is written.
   *
   * @throws CodedError `dataset-missing`, `spec-invalid`, what `fitPipeline` refuses, `storage-full`.
   */
  async train(
    datasetId: string,
    input: PipelineSpecInput,
    name: string,
    onProgress: (progress: TrainProgress) => void,
    signal: AbortSignal,
  ): Promise<{ record: ModelRecord; existed: boolean }> {
    const spec = parsePipelineSpec(input);
    const waiting = setTimeout(() => onProgress({ phase: 'wait', done: 0, total: 0 }), WAIT_TOLD_MS);
    // The dataset's lock keeps another tab from deleting it under us.
    const train = () => {
      clearTimeout(waiting);
      return withLock(datasetLock(datasetId), 'shared', () => fitAndKeep(), signal);
    };
    const fitAndKeep = async () => {
      const info = await readDatasetInfo(datasetId);
      if (info.labelColumn === null) throw new CodedError('training-one-class', { label: '', rows: 0, positives: 0 });
      const { labels } = await readLabels(datasetId);
      let phase = '';
      const report = throttled(onProgress, (progress) => progress.phase !== phase);
      const pool = createKernelPool();
      const steps = fitPipeline(
        {
          rows: info.rows,
          chunks: () => readColumn(datasetId, info.textColumn),
          labels: [{ name: info.columns[info.labelColumn], values: labels }],
          fingerprint: info.fingerprint,
          spare: true,
        },
        spec,
        pool,
      );
      const { bytes, id, manifest } = await runSteps(steps, signal, (progress) => {
        report(progress);
        phase = progress.phase;
      }).finally(() => pool.close());
      throwIfAborted(signal);
      return putModel(
        {
          id,
          name,
          createdAt: Date.now(),
          bytes: bytes.length,
          manifest,
          datasetName: info.name,
          origin: 'trained',
          notes: '',
          threshold: null,
        },
        bytes,
      );
    };
    try {
      return await withLock(TRAINING_LOCK, 'exclusive', train, signal);
    } finally {
      clearTimeout(waiting);
    }
  },
};

export type TrainApi = typeof api;

expose(api);
