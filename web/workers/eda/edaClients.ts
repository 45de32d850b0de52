import { proxy } from 'comlink';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import type { EdaSettings } from '#shared/eda/section/settings';
import type { EdaProgress, EdaSection } from '#shared/eda/sections';
import type { FindProgress } from '../../rows/findRows';
import type { CloudApi, PlacedWord, SizedWord } from '../cloud/cloud.worker';
import { createWorkerClient } from '../lib/workerClient';
import type { CommentsBehind, ConcordanceFound, ConcordanceLimits, EdaApi } from './eda.worker';

/*
 * What the Explore room asks of workers, as plain functions; apart from clients.ts, so that only that room loads them.
 */

const startEda = () => new Worker(new URL('./eda.worker.ts', import.meta.url), { type: 'module', name: 'eda' });

const exploring = createWorkerClient<EdaApi>({ name: 'eda', idleMs: 60_000, start: startEda });

/** A question must not wait for a report: it has a thread of its own. */
const asking = createWorkerClient<EdaApi>({ name: 'eda', idleMs: 60_000, start: startEda });

const clouds = createWorkerClient<CloudApi>({
  name: 'cloud',
  idleMs: 30_000,
  start: () => new Worker(new URL('../cloud/cloud.worker.ts', import.meta.url), { type: 'module', name: 'cloud' }),
});

/** Works out sections of a report; each arrives through `onProgress`. */
export function exploreInWorker(
  datasetId: string,
  settings: EdaSettings,
  sections: readonly EdaSection[],
  onProgress: (progress: EdaProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  return exploring.call((api) => api.explore(datasetId, settings, sections, proxy(onProgress), signal), signal);
}

/** The comments that pass every filter: how many, and the first `most`. */
export function behindInWorker(
  datasetId: string,
  filters: readonly RowFilter[],
  settings: EdaSettings,
  most: number,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<CommentsBehind> {
  return asking.call((api) => api.behind(datasetId, filters, settings, most, proxy(onProgress), signal), signal);
}

/** Every place where a term stands, within limits. */
export function concordanceInWorker(
  datasetId: string,
  term: string,
  settings: EdaSettings,
  limits: ConcordanceLimits,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<ConcordanceFound> {
  return asking.call((api) => api.concordance(datasetId, term, settings, limits, proxy(onProgress), signal), signal);
}

/** Places the words of a cloud; those that do not fit are left out. */
export function layOutCloudInWorker(
  words: readonly SizedWord[],
  width: number,
  height: number,
  font: string,
  signal: AbortSignal,
): Promise<PlacedWord[]> {
  return clouds.call((api) => api.layOut(words, width, height, font), signal);
}
