import { batch, createSignal } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { MeasuredSlicing } from '#shared/compare/compareModels';
import type { Disguised } from '#shared/compare/disguised';
import type { MeasuredGroup } from '#shared/compare/groups';
import type { Pair } from '#shared/compare/pairs';
import { isAbort } from '#shared/runtime/steps';
import { comparing } from '../workers/compare/client';
import type {
  ComparedFigures,
  ComparedRows,
  CompareStep,
  ComparisonRequest,
  Disagreement,
} from '../workers/compare/steps';

export type { MeasuredSlicing } from '#shared/compare/compareModels';
export type { Disguised } from '#shared/compare/disguised';
export type { MeasuredGroup } from '#shared/compare/groups';
export type { Pair } from '#shared/compare/pairs';
export type {
  CommentList,
  ComparedComment,
  ComparedFigures,
  ComparedModel,
  ComparedRows,
  ComparisonRequest,
  Disagreement,
} from '../workers/compare/steps';

/** What is known so far of a comparison; parts come one after the other. */
export interface Compared {
  readonly rows: ComparedRows | null;
  /** Per model asked for; undefined until it is measured. */
  readonly models: readonly (ComparedFigures | undefined)[];
  readonly pairs: readonly Pair[] | null;
  readonly slicings: readonly MeasuredSlicing[];
  readonly groups: readonly MeasuredGroup[] | null;
  readonly disagreements: readonly Disagreement[] | null;
  /** Per model, under disguise; measured on request. */
  readonly disguised: readonly Disguised[] | null;
}

const NOTHING: Compared = {
  rows: null,
  models: [],
  pairs: null,
  slicings: [],
  groups: null,
  disagreements: null,
  disguised: null,
};

const [found, setFound] = createSignal<Compared>(NOTHING);
const [asked, setAsked] = createSignal<ComparisonRequest | null>(null);
const [progress, setProgress] = createSignal<{ readonly fraction: number; readonly model: number | null } | null>(null);
const [error, setError] = createSignal<CodedError | null>(null);
const [stopped, setStopped] = createSignal(false);
/** By model id: the score that the person has moved its threshold to. */
const [moved, setMoved] = createStore<Record<string, number | undefined>>({});

let controller: AbortController | null = null;

/** What is known of the comparison on screen. */
export const compared = found;

/** What was asked for; null before the first comparison. */
export const comparedRequest = asked;

/** How far it is; null: nothing is being computed. `startedAt` is for the time left. */
export const comparisonProgress = progress;

/** Why it failed, or null. */
export const comparisonError = error;

/** A person stopped it: what had been measured by then is here. */
export const comparisonStopped = stopped;

/** The scores that thresholds were moved to on the page, by model id. */
export const movedThresholds = moved;

/** Moves the threshold of a model on this page; undefined: back to its own. */
export function moveThreshold(id: string, score: number | undefined): void {
  setMoved(id, score);
}

/**
 * Compares; what was being compared before is stopped. The same request again does nothing, unless it failed or was
 * stopped.
 */
export function compare(request: ComparisonRequest): void {
  if (JSON.stringify(request) === JSON.stringify(asked()) && error() === null && !stopped()) return;
  controller?.abort();
  const own = new AbortController();
  controller = own;
  batch(() => {
    setAsked(request);
    setFound({ ...NOTHING, models: request.models.map(() => undefined) });
    setError(null);
    setStopped(false);
    setMoved(reconcile({}));
    setProgress({ fraction: 0, model: null });
  });
  comparing
    .compare(request, (step) => controller === own && take(step), own.signal)
    .catch((failure: unknown) => {
      if (controller !== own) return;
      if (isAbort(failure)) setStopped(true);
      else setError(toCodedError(failure));
    })
    .finally(() => {
      if (controller !== own) return;
      controller = null;
      setProgress(null);
    });
}

/** Stops what is being compared; what is known stays on screen. */
export function stopComparing(): void {
  controller?.abort();
}

/**
 * Measures the models of a request on some of its comments as they are and in disguise. Of the comparison on screen the
 * result is a part.
 * @param onProgress called with the share that is done.
 * @throws CodedError as the worker's `disguise`; an AbortError.
 */
export async function measureDisguised(
  request: ComparisonRequest,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Disguised[]> {
  const disguised = await comparing.disguise(request, onProgress, signal);
  if (request === asked()) setFound((now) => ({ ...now, disguised }));
  return disguised;
}

function take(step: CompareStep): void {
  switch (step.part) {
    case 'progress':
      setProgress({ fraction: step.fraction, model: step.model });
      break;
    case 'rows':
      setFound((now) => ({ ...now, rows: step.rows }));
      break;
    case 'model':
      setFound((now) => ({ ...now, models: now.models.map((known, at) => (at === step.at ? step.figures : known)) }));
      break;
    case 'pairs':
      setFound((now) => ({ ...now, pairs: step.pairs }));
      break;
    case 'slicing':
      setFound((now) => ({ ...now, slicings: [...now.slicings, step.slicing] }));
      break;
    case 'groups':
      setFound((now) => ({ ...now, groups: step.groups }));
      break;
    case 'disagreements':
      setFound((now) => ({ ...now, disagreements: step.disagreements }));
      break;
  }
}
