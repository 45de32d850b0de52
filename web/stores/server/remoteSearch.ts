import { CodedError } from '#shared/base/errors';
import { sleep } from '#shared/runtime/steps';
import type { WorkOf } from '../../storage/outbox';
import { adoptSearch, isCurve, type SearchRun, searchTask } from '../search/search';
import { type KeptSearch, readSearchAbout, readTrials } from '../search/searchMemory';
import { candidatesOf, type SearchCandidates } from '../search/setup';
import type { RemoteJob } from './remoteRun';

/** How long a search of this device that is under way is left alone before its place is asked for again. */
const PATIENCE_MS = 500;

/** A search on a server: the same candidates and folds as here, so the trials are the same to the last bit. */
export const searchThere: RemoteJob<WorkOf<'search'>, SearchRun> = {
  kind: 'remote-search',
  result: () => ({ kind: 'page', path: '/train' }),

  submit(api, work, submission, signal) {
    const { kept, made } = searchOf(work);
    const { folds, seed, metric } = kept.setup;
    const candidates = [...made.candidates];
    return api.call('models.search', { ...submission, candidates, folds, seed, metric }, signal);
  },

  createFraction() {
    return ({ phase, done, total }) => (phase === 'search' && total > 0 ? done / total : null);
  },

  async collect(_api, { result }, work, _entry, _report, signal) {
    const { kept, made } = searchOf(work);
    const reported = typeof result === 'object' && result !== null && 'trials' in result ? result.trials : null;
    const trials = readTrials(reported)?.flatMap((trial) => {
      const spec = made.candidates[trial.index];
      return spec === undefined ? [] : [{ trial: { ...trial, spec }, share: 1 }];
    });
    if (trials === undefined) throw new CodedError('unexpected', { reason: 'the server sent no trials' });
    const found: SearchRun = { ...made, kept, trials, threads: 1, error: null };
    // One of this device that is under way is not overwritten.
    for (let task = searchTask(); task !== null && !isCurve(task); task = searchTask())
      await sleep(PATIENCE_MS, signal);
    adoptSearch(found);
    return found;
  },
};

/** @throws CodedError `unexpected` for a search that another version of the app agreed to. */
function searchOf({ search }: WorkOf<'search'>): {
  kept: Omit<KeptSearch, 'trials'>;
  made: SearchCandidates;
} {
  const kept = readSearchAbout(search);
  const made = kept && candidatesOf(kept.base, kept.setup, kept.smallestClass);
  if (kept === null || made === null || 'problems' in made) {
    throw new CodedError('unexpected', { reason: 'another version of the app began this search' });
  }
  return { kept, made };
}
