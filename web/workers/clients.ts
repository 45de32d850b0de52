import { proxy } from 'comlink';
import { CodedError } from '#shared/base/errors';
import type { ReadOptions } from '#shared/data/filePlan';
import type { ReadProgress } from '#shared/data/readTable';
import type { Preview } from '#shared/data/sniff';
import type { BehaviourReport } from '#shared/ml/audit/behaviour/runBehaviour';
import type { TopTerms } from '#shared/ml/explain/topTerms';
import type { DefaultModels } from '#shared/ml/model/defaultModels';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { ColumnValue } from '../rows/columnValues';
import type { DuplicateRows } from '../rows/duplicateRows';
import type { ExportOptions } from '../rows/exportRows';
import type { FindProgress, RowQuestion } from '../rows/findRows';
import type { RowView, ViewOptions } from '../rows/rowViews';
import type { ScoredFile, ScoreFileChoices, ScoreFileProgress } from '../rows/scoreFile';
import type { SplitPlan } from '../rows/splitParts';
import type { DatasetEdit } from '../storage/applyEdit';
import { deleteDataset } from '../storage/datasets';
import type { JournalledEdit } from '../storage/editJournal';
import type { DatasetInfo, DatasetParts, EditName, ModelRecord } from '../storage/records';
import type { ImportChoices, IngestApi, ReadChoices } from './ingest/ingest.worker';
import { createWorkerClient } from './lib/workerClient';
import type { ExportTarget, RowsApi } from './rows/rows.worker';
import type { Answer } from './score/answer';
import type { FlipSearch, LoadedModel, ModelImport, ScoreApi } from './score/score.worker';
import type { TrainApi, TrainProgress } from './train/train.worker';

/*
 * The workers as plain functions: nobody outside this folder knows that they run elsewhere.
 * Rejections are CodedErrors, or an AbortError after a cancel; see `createWorkerClient` for a worker that dies.
 */

const ingest = createWorkerClient<IngestApi>({
  name: 'ingest',
  idleMs: 60_000,
  start: () => new Worker(new URL('./ingest/ingest.worker.ts', import.meta.url), { type: 'module', name: 'ingest' }),
});

const training = createWorkerClient<TrainApi>({
  name: 'train',
  idleMs: 60_000, // a second training soon after finds warm code
  start: () => new Worker(new URL('./train/train.worker.ts', import.meta.url), { type: 'module', name: 'train' }),
});

const startScoring = () =>
  new Worker(new URL('./score/score.worker.ts', import.meta.url), { type: 'module', name: 'score' });

const scoring = createWorkerClient<ScoreApi>({
  name: 'score',
  idleMs: 10 * 60_000, // it keeps loaded models
  start: startScoring,
});

/** Scores whole files, apart from the one that answers while somebody types. */
const fileScoring = createWorkerClient<ScoreApi>({ name: 'score file', idleMs: 10_000, start: startScoring });

const startRows = () => new Worker(new URL('./rows/rows.worker.ts', import.meta.url), { type: 'module', name: 'rows' });

/** Reads what is on screen; apart from the one that searches, so that scrolling never waits for a search. */
const rowReading = createWorkerClient<RowsApi>({ name: 'rows', idleMs: 60_000, start: startRows });

/** Searches, and may be ended when an expression takes for ever. */
const rowSearching = createWorkerClient<RowsApi>({ name: 'row search', idleMs: 60_000, start: startRows });

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
): Promise<Answer[]> {
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

/** The behaviour tests of a language. `threshold` (a score) overrides the model's own. */
export function behaviourInWorker(
  modelId: string,
  suite: BehaviourReport['language'],
  threshold: number | null,
): Promise<BehaviourReport> {
  return scoring.call((api) => api.behaviour(modelId, suite, threshold));
}

/**
 * Scores the comments of a file. It has a worker of its own, so that typing is answered meanwhile.
 * `threshold` (a score) overrides the model's own.
 */
export function scoreFileInWorker(
  modelId: string,
  file: File,
  options: ReadOptions,
  choices: ScoreFileChoices,
  onProgress: (progress: ScoreFileProgress) => void,
  signal: AbortSignal,
): Promise<ScoredFile & { readonly csv: Blob }> {
  return fileScoring.call((api) => api.scoreFile(modelId, file, options, choices, proxy(onProgress), signal), signal);
}

/** The probabilities that a stored model gives to these scores; nulls where it has none. */
export function probabilitiesInWorker(modelId: string, scores: readonly number[]): Promise<(number | null)[]> {
  return scoring.call((api) => api.probabilities(modelId, scores));
}

/** Checks a model file and keeps it; the worker reads it. */
export function importModelInWorker(file: File): Promise<ModelImport> {
  return scoring.call<ModelImport>((api) => api.importModel(file));
}

/** The models that come with the app. */
export function defaultsInWorker(): Promise<DefaultModels> {
  return scoring.call((api) => api.defaults());
}

/** Ids of the default models that can be used without a network. */
export function keptDefaultsInWorker(): Promise<string[]> {
  return scoring.call((api) => api.keptDefaults());
}

/** Loads a model into memory; answers with all that are there. */
export function loadInWorker(modelId: string): Promise<LoadedModel[]> {
  return scoring.call((api) => api.load(modelId));
}

/** Takes an own model out of memory; answers with those that are left. */
export function unloadInWorker(modelId: string): Promise<LoadedModel[]> {
  return scoring.call((api) => api.unload(modelId));
}

/** The models in memory. */
export function loadedInWorker(): Promise<LoadedModel[]> {
  return scoring.call((api) => api.loaded());
}

/** A model's file. */
export function modelFileInWorker(modelId: string): Promise<Uint8Array<ArrayBuffer>> {
  return scoring.call((api) => api.file(modelId));
}

/** A regular expression that says nothing for so long is stuck on one comment: some take longer than anyone lives. */
const PATTERN_LIMIT_MS = 4000;

/**
 * Numbers of the rows of a dataset that answer `question`.
 * @throws CodedError also `pattern-too-slow`, when a regular expression hangs; the worker is ended then.
 */
export async function findRowsInWorker(
  id: string,
  question: RowQuestion,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<Uint32Array<ArrayBuffer>> {
  const pattern = question.filters.find((filter) => filter.kind === 'pattern');
  if (pattern === undefined) {
    return rowSearching.call((api) => api.find(id, question, proxy(onProgress), signal), signal);
  }
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  signal.addEventListener('abort', stop, { once: true });
  let limit: ReturnType<typeof setTimeout> | undefined;
  let stuck = false;
  const watch = () => {
    clearTimeout(limit);
    limit = setTimeout(() => {
      stuck = true;
      stop();
    }, PATTERN_LIMIT_MS);
  };
  const report = (progress: FindProgress) => {
    watch();
    onProgress(progress);
  };
  try {
    if (signal.aborted) stop();
    watch();
    return await rowSearching.call((api) => api.find(id, question, proxy(report), stopping.signal), stopping.signal);
  } catch (error) {
    if (!stuck) throw error;
    throw new CodedError('pattern-too-slow', { pattern: pattern.source, seconds: PATTERN_LIMIT_MS / 1000 }, error);
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', stop);
  }
}

/** Rows of a dataset as a person sees them. */
export function readRowsInWorker(id: string, rows: Uint32Array, options: ViewOptions): Promise<RowView[]> {
  return rowReading.call((api) => api.read(id, rows, options));
}

/** Makes an edit of a dataset, and writes it to its journal. */
export function editInWorker(id: string, name: EditName, edit: DatasetEdit): Promise<JournalledEdit> {
  return rowReading.call<JournalledEdit>((api) => api.edit(id, name, edit));
}

/** Takes the last edit of a dataset back; null if there is none. */
export function undoInWorker(id: string): Promise<JournalledEdit | null> {
  return rowReading.call<JournalledEdit | null>((api) => api.undo(id));
}

/** Makes the edit that was undone last once more; null if there is none. */
export function redoInWorker(id: string): Promise<JournalledEdit | null> {
  return rowReading.call<JournalledEdit | null>((api) => api.redo(id));
}

/** The commonest values of a column of a dataset, at most `most`. */
export function columnValuesInWorker(
  id: string,
  column: number,
  most: number,
  signal: AbortSignal,
): Promise<ColumnValue[]> {
  return rowSearching.call((api) => api.values(id, column, most, signal), signal);
}

/** Kept rows of a dataset that say the same, or nearly so. */
export function duplicatesInWorker(
  id: string,
  kind: 'exact' | 'near',
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<DuplicateRows> {
  return rowSearching.call((api) => api.duplicates(id, kind, proxy(onProgress), signal), signal);
}

/** A division of the kept rows of a dataset. */
export function splitInWorker(
  id: string,
  plan: SplitPlan,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<DatasetParts> {
  return rowSearching.call((api) => api.split(id, plan, proxy(onProgress), signal), signal);
}

/** The fingerprint of the kept rows of a dataset. */
export function fingerprintInWorker(id: string): Promise<string> {
  return rowSearching.call((api) => api.fingerprint(id));
}

/** Writes rows of a dataset to `target`, or gives the file as a Blob. */
export function exportRowsInWorker(
  id: string,
  rows: Uint32Array,
  options: ExportOptions,
  target: ExportTarget,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  return rowSearching.call((api) => api.export(id, rows, options, target, proxy(onProgress), signal), signal);
}
