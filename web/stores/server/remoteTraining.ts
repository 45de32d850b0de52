import { CodedError } from '#shared/base/errors';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { WorkOf } from '../../storage/outbox';
import type { ModelRecord } from '../../storage/records';
import { readSnapshot } from '../../storage/snapshot';
import { scoring } from '../../workers/score/client';
import type { TrainProgress } from '../../workers/train/train.worker';
import { refreshModels } from '../models';
import { advance, NOT_STARTED, planOf } from '../trainingProgress';
import { type RemoteJob, SERVED } from './remoteRun';
import { rememberRemoteRun } from './remoteRuns';

/** Training on a server: the model comes here and stays there too. */
export const trainingThere: RemoteJob<WorkOf<'fit'>, ModelRecord> = {
  kind: 'remote',
  result: ({ id }) => ({ kind: 'model', id }),

  submit: (api, { spec, name }, submission, signal) => api.call('models.fit', { ...submission, spec, name }, signal),

  createFraction({ spec }) {
    const plan = planOf(spec as PipelineSpecInput);
    let state = NOT_STARTED;
    return (progress) => {
      if (plan.some(([phase]) => phase === progress.phase)) state = advance(state, progress as TrainProgress, plan);
      return state.overall;
    };
  },

  async collect(api, { modelId, startedAt, finishedAt, state }, work, entry, report, signal) {
    if (modelId === null) throw new CodedError('unexpected', { reason: `the task is ${state} and has no model` });
    const show = (fraction: number) => report({ phase: 'pull', fraction: SERVED + (1 - SERVED) * fraction });
    const bytes = await api.pullModel(modelId, show, signal);
    const { name, datasetName, part, datasetId, spec } = work;
    const { record } = await scoring.keepShared(bytes, {
      id: modelId,
      name,
      datasetName: part === null ? datasetName : `${datasetName}: ${part}`,
      origin: 'trained',
    });
    await refreshModels();
    if (startedAt !== null && finishedAt !== null) {
      const { info } = await readSnapshot(datasetId).catch(() => ({ info: null })); // it may have been removed here
      if (info !== null) {
        const took = Date.parse(finishedAt) - Date.parse(startedAt);
        rememberRemoteRun(entry.server, spec as PipelineSpecInput, Math.max(1, info.textBytes), took);
      }
    }
    return record;
  },
};
