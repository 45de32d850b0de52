import './wire';
import { expose } from 'comlink';
import { rowBytes } from '#shared/data/textColumn';
import { exploreText } from '#shared/eda/explore';
import type { EdaProgress, EdaReport, EdaSection, EdaSettings } from '#shared/eda/report';
import type { RowFilter } from '#shared/eda/rowFilter';
import { createTermSearch } from '#shared/eda/termSearch';
import { runSteps, throwIfAborted } from '#shared/steps';
import { openKeptRows } from '../storage/keptRows';
import { keepSection, readReport } from '../storage/reports';
import { type Excerpt, excerptOf } from './commentExcerpt';
import { type FindProgress, findRows } from './findRows';
import { inDatasetRows } from './keptRowNumbers';
import { createKernelPool } from './pool';
import { throttled } from './progress';
import { chunkOf, openRows } from './rowSource';

/** A comment behind a bar or a word. */
export interface CommentBehind extends Excerpt {
  /** From 0. */
  readonly row: number;
  readonly label: 0 | 1 | null;
}

export interface CommentsBehind {
  /** All that match. */
  readonly count: number;
  /** The first of them. */
  readonly comments: readonly CommentBehind[];
}

/** UTF-8 bytes of a comment that are shown. */
const SHOWN_BYTES = 1600;

/** What a store may ask of the exploring thread. */
const api = {
  /**
   * Works out `sections` of a dataset's kept rows, or finds them among those kept from before; each goes to `onProgress` as
   * soon as it is there, row numbers being the dataset's.
   * @throws CodedError `dataset-missing`, what `exploreText` throws; an AbortError.
   */
  async explore(
    datasetId: string,
    settings: EdaSettings,
    sections: readonly EdaSection[],
    onProgress: (progress: EdaProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const kept = await openKeptRows(datasetId);
    const of = { datasetId, revision: kept.info.revision ?? 0, settings };
    const known = await readReport(of, sections);
    const missing: EdaSection[] = [];
    for (const section of sections) {
      const found = known.get(section);
      if (found === undefined) missing.push(section);
      else onProgress({ kind: 'section', section, found });
    }
    throwIfAborted(signal);
    if (missing.length === 0) return;

    const texts = async function* () {
      for await (const { column } of kept.chunks()) yield column;
    };
    const source = { rows: kept.rows.length, chunks: texts, labels: kept.labels };
    const whole = kept.rows.length === kept.info.rows;
    const report = throttled(onProgress, ({ kind }) => kind === 'section');
    const writes: Promise<void>[] = [];
    const pool = createKernelPool();
    try {
      await runSteps(exploreText(source, settings, missing, pool), signal, (progress) => {
        if (progress.kind === 'progress') return report(progress);
        const found: Partial<EdaReport> = whole ? progress.found : inDatasetRows(progress.found, kept.rows);
        report({ ...progress, found });
        writes.push(keepSection(of, progress.section, found));
      });
    } finally {
      pool.close();
      await Promise.all(writes);
    }
  },

  /**
   * The kept comments that pass every filter: how many, and the first `most` of them, with the places marked where a
   * term that was asked for stands.
   * @throws CodedError `dataset-missing`, what `createRowMatcher` throws; an AbortError.
   */
  async behind(
    datasetId: string,
    filters: readonly RowFilter[],
    settings: EdaSettings,
    most: number,
    onProgress: (progress: FindProgress) => void,
    signal: AbortSignal,
  ): Promise<CommentsBehind> {
    const source = await openRows(datasetId);
    const { info, stored } = source;
    const question = { filters, settings, sort: { by: 'row', descending: false }, removed: false } as const;
    const rows = await runSteps(findRows(source, question), signal, throttled(onProgress));
    const terms = filters.flatMap((filter) => (filter.kind === 'term' ? [filter.term] : []));
    const searches = await Promise.all(terms.map((term) => createTermSearch(term, settings)));
    const comments: CommentBehind[] = [];
    for (const row of rows.subarray(0, most)) {
      throwIfAborted(signal);
      const chunk = chunkOf(info.chunkStarts, row);
      const text = await source.chunk(info.textColumn, chunk);
      const bytes = rowBytes(text, row - info.chunkStarts[chunk]);
      const spans = searches.flatMap((search) => search.spans(bytes)).sort((a, b) => a.begin - b.begin);
      const label = stored.labels[row];
      comments.push({ row, label: label === 0 || label === 1 ? label : null, ...excerptOf(bytes, spans, SHOWN_BYTES) });
    }
    return { count: rows.length, comments };
  },
};

export type EdaApi = typeof api;

expose(api);
