import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { EDA_DEFAULTS, type EdaSettings } from '#shared/eda/section/settings';
import { isAbort } from '#shared/runtime/steps';
import { asking } from '../workers/eda/client';
import type { MatchingComment, MatchingComments } from '../workers/eda/eda.worker';

export type { MatchingComment, MatchingComments } from '../workers/eda/eda.worker';

/** Comments that are read out of all that match. */
export const COMMENTS_SHOWN = 200;

/** What was pressed in a chart. */
export interface DrillDownQuestion {
  readonly datasetId: string;
  readonly filters: readonly RowFilter[];
  readonly settings: EdaSettings;
}

const [question, setQuestion] = createSignal<DrillDownQuestion | null>(null);
const [answer, setAnswer] = createSignal<MatchingComments | null>(null);
const [error, setError] = createSignal<CodedError | null>(null);
const [fraction, setFraction] = createSignal<number | null>(null);

let controller: AbortController | null = null;

/** What was asked last, or null when the comments are put away. */
export const drillDownQuestion = question;
/** The comments, or null while they are looked for. */
export const drillDownResult = answer;
/** Why they cannot be shown, or null. */
export const drillDownError = error;
/** How far the search is, 0..1; null before it says. */
export const drillDownFraction = fraction;

/** Looks for the comments behind something. A question asked before and not answered is given up. */
export async function showDrillDown(asked: DrillDownQuestion): Promise<void> {
  controller?.abort();
  const mine = new AbortController();
  controller = mine;
  setQuestion(asked);
  setAnswer(null);
  setError(null);
  setFraction(null);
  try {
    const { datasetId, filters, settings } = asked;
    const found = await asking.matchingComments(
      datasetId,
      filters,
      settings,
      COMMENTS_SHOWN,
      ({ done, total }) => {
        if (controller === mine) setFraction(total === 0 ? null : done / total);
      },
      mine.signal,
    );
    if (controller === mine) setAnswer(found);
  } catch (failure) {
    if (controller === mine && !isAbort(failure)) setError(toCodedError(failure));
  }
}

/** Puts the comments away. */
export function closeDrillDown(): void {
  controller?.abort();
  controller = null;
  setQuestion(null);
}

/** The comments of these rows, or as much of each as is shown. @throws CodedError `dataset-missing`. */
export async function readComments(datasetId: string, rows: readonly number[]): Promise<readonly MatchingComment[]> {
  const filters: readonly RowFilter[] = [{ kind: 'rows', rows }];
  const { comments } = await asking.matchingComments(
    datasetId,
    filters,
    EDA_DEFAULTS,
    rows.length,
    () => undefined,
    new AbortController().signal,
  );
  return comments;
}
