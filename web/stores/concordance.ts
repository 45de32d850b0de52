import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { EDA_AS_WRITTEN } from '#shared/eda/section/settings';
import { isAbort } from '#shared/runtime/steps';
import { asking } from '../workers/eda/client';
import type { ConcordanceFound } from '../workers/eda/eda.worker';

export type { ConcordanceFound, ConcordanceLine } from '../workers/eda/eda.worker';

/** Comments that are read, and places that are listed. */
const LIMITS = { maxRows: 2000, maxLines: 500 };

/** What is looked for, and what came of it; `found` and `error` are null while the search runs. */
export interface ConcordanceSearch {
  readonly datasetId: string;
  readonly term: string;
  readonly found: ConcordanceFound | null;
  readonly error: CodedError | null;
}

const [search, setSearch] = createSignal<ConcordanceSearch | null>(null);
let controller: AbortController | null = null;

/** The last search, or null before the first. */
export const concordance = search;

const WORDS = /[\p{L}\p{N}_]{2,}/gu;

/** The typed text as words that a comment can contain: lower case, single spaces; empty if there are none. */
export function termOf(typed: string): string {
  return (typed.toLowerCase().match(WORDS) ?? []).join(' ');
}

/** Looks for every occurrence of the typed words, compared as they are written. */
export async function findConcordance(datasetId: string, typed: string): Promise<void> {
  controller?.abort();
  controller = null;
  const term = termOf(typed);
  if (term === '') {
    setSearch({ datasetId, term: typed, found: { comments: 0, read: 0, lines: [] }, error: null });
    return;
  }
  const mine = new AbortController();
  controller = mine;
  setSearch({ datasetId, term, found: null, error: null });
  try {
    const found = await asking.concordance(datasetId, term, EDA_AS_WRITTEN, LIMITS, () => undefined, mine.signal);
    if (controller === mine) setSearch({ datasetId, term, found, error: null });
  } catch (failure) {
    if (controller === mine && !isAbort(failure)) {
      setSearch({ datasetId, term, found: null, error: toCodedError(failure) });
    }
  }
}
