import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { ModelRecord } from '../storage/records';
import { training as trainingWorker } from '../workers/train/client';
import { createQueue } from './jobs';
import { refreshModels } from './models';
import { advance, NOT_STARTED, planOf, type TrainingState } from './trainingProgress';

export type { TrainingPhase } from './trainingProgress';

/** A training in progress. */
export interface Training extends TrainingState {
  readonly datasetId: string;
  /** The name its model will have. */
  readonly name: string;
  /** Milliseconds, as performance.now. */
  readonly startedAt: number;
}

/** How the last training in this tab ended; a cancelled one does not count. */
export type LastTraining =
  | {
      readonly model: ModelRecord;
      readonly existed: boolean;
      readonly similarHeldOut: number | null;
      readonly seconds: number;
      readonly datasetId: string;
    }
  | { readonly error: CodedError; readonly datasetId: string };

const [current, setCurrent] = createSignal<Training | null>(null);
const [last, setLast] = createSignal<LastTraining | null>(null);

const queued = createQueue();
let cancelCurrent: (() => void) | null = null;

/** The training in progress in this tab, or null. It continues whatever page is open. */
export const training = current;

/** How the last training in this tab ended, or null. */
export const lastTraining = last;

/** Forgets how the last one ended, for example when a new one is being prepared. */
export function dismissTraining(): void {
  setLast(null);
}

/**
 * Trains a model on a dataset, or on one part of it, and keeps it. One at a time: a second waits for the first.
 * @throws CodedError (also found in `lastTraining()`); an AbortError after `cancelTraining`, and then nothing is kept.
 */
export function train(datasetId: string, spec: PipelineSpecInput, name: string, part?: string): Promise<ModelRecord> {
  return queued(async () => {
    const controller = new AbortController();
    const startedAt = performance.now();
    const plan = planOf(spec);
    cancelCurrent = () => controller.abort();
    setLast(null);
    setCurrent({ ...NOT_STARTED, datasetId, name, startedAt });
    try {
      const { record, existed, similarHeldOut } = await trainingWorker.train(
        datasetId,
        part,
        spec,
        name,
        (progress) => setCurrent((now) => now && { ...now, ...advance(now, progress, plan) }),
        controller.signal,
      );
      await refreshModels();
      setLast({ model: record, existed, similarHeldOut, seconds: (performance.now() - startedAt) / 1000, datasetId });
      return record;
    } catch (error) {
      if (isAbort(error)) throw error;
      const coded = toCodedError(error);
      setLast({ error: coded, datasetId });
      throw coded;
    } finally {
      cancelCurrent = null;
      setCurrent(null);
    }
  });
}

/** Stops the training in progress, if any; its promise rejects with an AbortError and nothing is kept. */
export function cancelTraining(): void {
  cancelCurrent?.();
}
