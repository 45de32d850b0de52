import { createMemo, createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import type { ModelRecord } from '../storage/records';
import type { TrainingAdvice } from '../workers/train/advice';
import { training as trainingWorker } from '../workers/train/client';
import { refreshModels } from './models';
import { parseAgain } from './tasks/parseAgain';
import { cancelTask, currentTask, runTask } from './tasks/runTask';
import { rememberRun } from './trainForm/runMemory';
import { sourceSchema, type TrainingSource } from './trainForm/sources';
import { advance, NOT_STARTED, planOf, type TrainingPhase } from './trainingProgress';

export type { TrainingAdvice } from '../workers/train/advice';
export type { TrainingPhase } from './trainingProgress';

/** A training in progress, in this tab or another. */
export interface Training {
  /** The name its model will have. */
  readonly name: string;
  readonly phase: TrainingPhase;
  /** Of the whole, 0 to 1; never goes back. */
  readonly overall: number;
  /** While a solver runs. */
  readonly solver: { readonly iteration: number } | null;
  /** Milliseconds until it is done, about; null: not known. */
  readonly left: number | null;
}

/** What a training needs to be run again: its first source, what else it learns from, and the settings. */
export interface TrainAgain extends TrainingSource {
  readonly more?: readonly TrainingSource[];
  readonly spec: PipelineSpecInput;
  readonly name: string;
}

/** How the last training in this tab ended; a cancelled one does not count. */
export type LastTraining =
  | {
      readonly model: ModelRecord;
      readonly existed: boolean;
      readonly similarHeldOut: number | null;
      /** What the comments held out say about what to do next; null without a hold-out. */
      readonly advice: TrainingAdvice | null;
      readonly seconds: number;
      readonly datasetId: string;
    }
  | { readonly error: CodedError; readonly datasetId: string };

const [last, setLast] = createSignal<LastTraining | null>(null);

/** The training in progress, or null. It continues whatever page is open. */
export const training = createRoot(() =>
  createMemo((): Training | null => {
    const task = currentTask('train');
    if (task === null) return null;
    const { iteration } = task.counts;
    return {
      name: task.title,
      phase: (task.phase as TrainingPhase | null) ?? 'start',
      overall: task.fraction ?? 0,
      solver: iteration === undefined ? null : { iteration },
      left: task.left,
    };
  }),
);

/** How the last training in this tab ended, or null. */
export const lastTraining = last;

/** Forgets how the last one ended, for example when a new one is being prepared. */
export function dismissTraining(): void {
  setLast(null);
}

/**
 * Trains a model on datasets, or on parts of them, and keeps it. One at a time: a second waits for the first.
 * @param sources one or more; labels are those of the first.
 * @throws CodedError (also found in `lastTraining()`); an AbortError after `cancelTraining`, and then nothing is kept.
 */
export function train(sources: readonly TrainingSource[], spec: PipelineSpecInput, name: string): Promise<ModelRecord> {
  const [first, ...more] = sources;
  const again: TrainAgain = { ...first, ...(more.length === 0 ? {} : { more }), spec, name };
  const { datasetId } = first;
  const result = ({ id }: ModelRecord) => ({ kind: 'model' as const, id });
  return runTask({ kind: 'train', title: name, again, result }, async (report, signal) => {
    const startedAt = performance.now();
    const plan = planOf(spec);
    let state = NOT_STARTED;
    setLast(null);
    try {
      const { record, existed, similarHeldOut, advice, cost } = await trainingWorker.train(
        sources,
        spec,
        name,
        (progress) => {
          state = advance(state, progress, plan);
          const { phase, overall, solver } = state;
          const fraction = phase === 'wait' ? null : overall;
          report({ phase, fraction, counts: solver === null ? {} : { iteration: solver.iteration } });
        },
        signal,
      );
      rememberRun(parsePipelineSpec(spec), cost);
      await refreshModels();
      const seconds = (performance.now() - startedAt) / 1000;
      setLast({ model: record, existed, similarHeldOut, advice, seconds, datasetId });
      return record;
    } catch (error) {
      if (isAbort(error)) throw error;
      const coded = toCodedError(error);
      setLast({ error: coded, datasetId });
      throw coded;
    }
  });
}

const againSchema = v.looseObject({
  ...sourceSchema.entries,
  more: v.optional(v.array(sourceSchema)),
  spec: v.record(v.string(), v.unknown()),
  name: v.string(),
});

/**
 * The same training as once before.
 * @throws CodedError `record-damaged` if `again` is not what it kept.
 */
export function prepareTraining(again: unknown): () => Promise<ModelRecord> {
  const { spec, name, more = [], datasetId, part, weight } = parseAgain(againSchema, again);
  // The worker checks the settings, as it does those of the form.
  return () => train([{ datasetId, part, weight }, ...more], spec as PipelineSpecInput, name);
}

/**
 * The language of most of a dataset's comments, or of those of a part, if a model comes with the app for it; else null.
 * @throws CodedError `dataset-missing`, `part-missing`.
 */
export function languageOfDataset(datasetId: string, part: string | undefined): Promise<ModelLanguage | null> {
  return trainingWorker.language(datasetId, part);
}

/** Stops the training in progress, if any; its promise rejects with an AbortError and nothing is kept. */
export function cancelTraining(): void {
  const task = currentTask('train');
  if (task !== null) cancelTask(task.id);
}
