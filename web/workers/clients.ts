import { proxy } from 'comlink';
import type { PipelineSpecInput } from '#shared/api/pipelineSpec';
import type { ReadProgress } from '#shared/data/readCsv';
import type { Preview } from '#shared/data/sniff';
import type { Explanation } from '#shared/ml/explain';
import type { TopTerms } from '#shared/ml/topTerms';
import { deleteDataset } from '../storage/datasets';
import type { DatasetInfo, ModelRecord } from '../storage/records';
import type { ImportChoices, IngestApi, ReadChoices } from './ingest.worker';
import type { FlipSearch, ScoreApi } from './score.worker';
import type { TrainApi, TrainProgress } from './train.worker';
import { createWorkerClient } from './workerClient';

/*
 * The workers as plain functions: nobody outside this folder knows that they run elsewhere.
 * Rejections are CodedErrors, or an AbortError after a cancel; see `createWorkerClient` for a worker that dies.
 */

const ingest = createWorkerClient<IngestApi>({
  name: 'ingest',
  idleMs: 60_000,
  start: () => new Worker(new URL('./ingest.worker.ts', import.meta.url), { type: 'module', name: 'ingest' }),
});

const training = createWorkerClient<TrainApi>({
  name: 'train',
  idleMs: 60_000, // a second training soon after finds warm code
  start: () => new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module', name: 'train' }),
});

const scoring = createWorkerClient<ScoreApi>({
  name: 'score',
  idleMs: 10 * 60_000, // it keeps loaded models
  start: () => new Worker(new URL('./score.worker.ts', import.meta.url), { type: 'module', name: 'score' }),
});

/** A look at the head of a file. */
export function previewInWorker(file: File, choices: ReadChoices): Promise<Preview> {
  return ingest.call((api) => api.preview(file, choices));
}

/** Reads a file into a new dataset; nothing stays of one that fails or is cancelled, even if the worker is killed. */
export async function importInWorker(
  file: File,
  choices: ImportChoices,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<DatasetInfo> {
  const id = crypto.randomUUID?.() ?? uuidWithoutSecureContext();
  try {
    return await ingest.call((api) => api.importFile(id, file, choices, proxy(onProgress), signal), signal);
  } catch (error) {
    // The worker tidies up after itself; this is for one that was killed. The lock it held has fallen with it.
    await deleteDataset(id);
    throw error;
  }
}

/** crypto.randomUUID is missing over plain http on anything but localhost; getRandomValues is not. */
function uuidWithoutSecureContext(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Trains on a stored dataset or one part of it, and keeps the model; `existed` if it was here before. */
export function trainInWorker(
  datasetId: string,
  part: string | undefined,
  spec: PipelineSpecInput,
  name: string,
  onProgress: (progress: TrainProgress) => void,
  signal: AbortSignal,
): Promise<{ record: ModelRecord; existed: boolean }> {
  return training.call((api) => api.train(datasetId, part, spec, name, proxy(onProgress), signal), signal);
}

/** Scores texts with a stored model, with reasons. `threshold` (a score) overrides the model's own. */
export function explainInWorker(
  modelId: string,
  texts: readonly string[],
  threshold: number | null,
): Promise<Explanation[]> {
  return scoring.call((api) => api.explain(modelId, texts, threshold));
}

/** The smallest set of words without which `text` gets the other label. */
export function flipInWorker(modelId: string, text: string, threshold: number | null): Promise<FlipSearch> {
  return scoring.call((api) => api.flip(modelId, text, threshold));
}

/** The terms of a stored model that weigh most, at most `count` each way. */
export function topTermsInWorker(modelId: string, count: number): Promise<TopTerms> {
  return scoring.call((api) => api.topTerms(modelId, count));
}

/** The probabilities that a stored model gives to these scores; nulls where it has none. */
export function probabilitiesInWorker(modelId: string, scores: readonly number[]): Promise<(number | null)[]> {
  return scoring.call((api) => api.probabilities(modelId, scores));
}

/** Checks a model file and keeps it; the worker reads it. */
export function importModelInWorker(file: File): Promise<{ record: ModelRecord; existed: boolean }> {
  return scoring.call((api) => api.importModel(file));
}
