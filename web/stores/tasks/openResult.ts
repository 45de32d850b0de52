import { CodedError } from '#shared/base/errors';
import { hasFileScore, showFileScore } from '../fileScore';
import { pinModel } from '../modelChoice';
import { loadModels, models } from '../models';
import { isLive, type TaskRecord } from './taskList';

/**
 * Whether what a task made can be shown. A scored file is gone with the page that made it; what a search has found is
 * kept however it ended.
 */
export function canOpen({ id, kind, state, result }: TaskRecord): boolean {
  if (kind === 'search') return !isLive(state);
  if (state !== 'done' || result === null) return false;
  return result.kind !== 'file' || (kind === 'score-file' && hasFileScore(id));
}

/**
 * Prepares a page to show what a task made: a model is chosen for comments, a scored file is opened.
 * @returns the path of the page.
 * @throws CodedError `model-missing` if the model has been removed since.
 */
export async function openResult({ id, kind, result }: TaskRecord): Promise<string> {
  if (kind === 'search') return '/train';
  switch (result?.kind) {
    case 'dataset':
      return `/data/${encodeURIComponent(result.id)}`;
    case 'report':
      return `/explore/${encodeURIComponent(result.datasetId)}`;
    case 'page':
      return result.path;
    case 'model': {
      if (models() === undefined) await loadModels();
      const model = models()?.find((each) => each.id === result.id);
      if (model === undefined) throw new CodedError('model-missing', { id: result.id });
      pinModel(model);
      return '/';
    }
    default:
      showFileScore(id);
      return '/';
  }
}
