import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { EDA_DEFAULTS, type EdaSettings } from '#shared/eda/section/settings';
import { isAbort } from '#shared/runtime/steps';
import { asking } from '../workers/eda/client';
import type { MatchingComment, MatchingComments } from '../workers/eda/eda.worker';

export type { MatchingComment, MatchingComments } from '../workers/eda/eda.worker';

/** Matching comments that are read. */
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

/** The last question, or null when the comments are closed. */
export const drillDownQuestion = question;
/** The comments, or null while they are searched. */
export const drillDownResult = answer;
/** Why they cannot be shown, or null. */
export const drillDownError = error;
/** How far the search is, 0..1; null before it reports. */
export const drillDownFraction = fraction;

/** Looks for the comments behind a mark of a chart. An earlier question that is not answered yet is cancelled. */
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

/** Closes the comments. */
export function closeDrillDown(): void {
  controller?.abort();
  controller = null;
  setQuestion(null);
}

/** The comments in these rows, cut to what is shown. @throws CodedError `dataset-missing`. */
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
