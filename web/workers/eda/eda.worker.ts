import { rowBytes, rowText, type TextColumn } from '#shared/data/column/textColumn';
import { createConcordance, type KeywordInContext } from '#shared/eda/concordance/concordance';
import { exploreText } from '#shared/eda/explore';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { createTermSearch } from '#shared/eda/filters/termSearch';
import type { EdaSettings } from '#shared/eda/section/settings';
import type { EdaProgress, EdaSection } from '#shared/eda/sections';
import { runSteps, throwIfAborted } from '#shared/runtime/steps';
import { type Excerpt, excerptOf } from '../../rows/commentExcerpt';
import { type FindProgress, findRows, type RowQuestion } from '../../rows/findRows';
import { chunkOf, openRows } from '../../rows/rowSource';
import { labelOf } from '../../rows/rowViews';
import { openKeptRows } from '../../storage/keptRows';
import { keepSection, readReport } from '../../storage/reports';
import { withCleanup } from '../../storage/withCleanup';
import { withKernelPool } from '../lib/pool';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

/** A comment that matches a bar or a word. */
export interface MatchingComment extends Excerpt {
  /** From 0. */
  readonly row: number;
  readonly label: 0 | 1 | null;
}

export interface MatchingComments {
  /** All that match. */
  readonly count: number;
  /** The first of them. */
  readonly comments: readonly MatchingComment[];
}

/** An occurrence of a term in a comment. */
export interface ConcordanceLine extends KeywordInContext {
  readonly row: number;
  readonly label: 0 | 1 | null;
}

export interface ConcordanceFound {
  /** Comments that contain the term. */
  readonly comments: number;
  /** Of these, how many were read for `lines`. */
  readonly read: number;
  readonly lines: readonly ConcordanceLine[];
}

export interface ConcordanceLimits {
  readonly maxRows: number;
  readonly maxLines: number;
}

/** UTF-8 bytes of a comment that are shown. */
const SHOWN_BYTES = 1600;

/** The exploring worker's API for the stores. */
const api = {
  /**
   * Computes `sections` of a dataset's kept rows, or reads those that are stored; each is passed to `onProgress` as
   * soon as it is there, with the dataset's row numbers.
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
    const source = { rows: kept.rows.length, chunks: readOnce(texts), labels: kept.labels, rowNumbers: kept.rows };
    const report = throttled(onProgress, ({ kind }) => kind === 'section');
    const writes: Promise<boolean>[] = [];
    const work = () =>
      withKernelPool((pool) =>
        runSteps(exploreText(source, settings, missing, pool), signal, (progress) => {
          report(progress);
          if (progress.kind === 'section') writes.push(keepSection(of, progress.section, progress.found));
        }),
      );
    await withCleanup(work, () => Promise.all(writes));
  },

  /**
   * The kept comments that pass every filter: how many, and the first `limit` of them, with the occurrences of
   * the filters' terms marked.
   * @throws CodedError `dataset-missing`, what `createRowMatcher` throws; an AbortError.
   */
  async matchingComments(
    datasetId: string,
    filters: readonly RowFilter[],
    settings: EdaSettings,
    limit: number,
    onProgress: (progress: FindProgress) => void,
    signal: AbortSignal,
  ): Promise<MatchingComments> {
    const source = await openRows(datasetId);
    const { info, stored } = source;
    const rows = await runSteps(findRows(source, rowsWith(filters, settings)), signal, throttled(onProgress));
    const terms = filters.flatMap((filter) => (filter.kind === 'term' ? [filter.term] : []));
    const searches = await Promise.all(terms.map((term) => createTermSearch(term, settings)));
    const comments: MatchingComment[] = [];
    for (const row of rows.subarray(0, limit)) {
      throwIfAborted(signal);
      const chunk = chunkOf(info.chunkStarts, row);
      const text = await source.chunk(info.textColumn, chunk);
      const bytes = rowBytes(text, row - info.chunkStarts[chunk]);
      const spans = searches.flatMap((search) => search.spans(bytes)).sort((a, b) => a.begin - b.begin);
      comments.push({ row, label: labelOf(stored.labels[row]), ...excerptOf(bytes, spans, SHOWN_BYTES) });
    }
    return { count: rows.length, comments };
  },

  /**
   * The occurrences of a term in the first `maxRows` of the kept comments that contain it, at most `maxLines`.
   * @throws CodedError as `matchingComments`.
   */
  async concordance(
    datasetId: string,
    term: string,
    settings: EdaSettings,
    { maxRows, maxLines }: ConcordanceLimits,
    onProgress: (progress: FindProgress) => void,
    signal: AbortSignal,
  ): Promise<ConcordanceFound> {
    const source = await openRows(datasetId);
    const { info, stored } = source;
    const rows = await runSteps(
      findRows(source, rowsWith([{ kind: 'term', term }], settings)),
      signal,
      throttled(onProgress),
    );
    const concordance = await createConcordance(term, settings);
    const lines: ConcordanceLine[] = [];
    let read = 0;
    for (const row of rows.subarray(0, maxRows)) {
      throwIfAborted(signal);
      if (lines.length >= maxLines) break;
      const chunk = chunkOf(info.chunkStarts, row);
      const text = rowText(await source.chunk(info.textColumn, chunk), row - info.chunkStarts[chunk]);
      const label = labelOf(stored.labels[row]);
      for (const found of concordance(text).slice(0, maxLines - lines.length)) lines.push({ row, label, ...found });
      read++;
    }
    return { comments: rows.length, read, lines };
  },
};

/** Text that is held from one section to the next: reading it again costs as much as a light section. */
const HELD_BYTES = 1 << 27;

/** Chunks that are read once and held, unless they are more than HELD_BYTES. */
function readOnce(read: () => AsyncIterable<TextColumn>): () => AsyncIterable<TextColumn> | Iterable<TextColumn> {
  let held: readonly TextColumn[] | null = null;
  return () => {
    if (held !== null) return held;
    return (async function* () {
      const all: TextColumn[] = [];
      let bytes = 0;
      for await (const column of read()) {
        bytes += column.bytes.length;
        if (bytes <= HELD_BYTES) all.push(column);
        yield column;
      }
      if (bytes <= HELD_BYTES) held = all;
    })();
  };
}

/** The kept rows that pass every filter, in their order. */
function rowsWith(filters: readonly RowFilter[], settings: EdaSettings): RowQuestion {
  return { filters, settings, sort: { by: 'row', descending: false }, removed: false };
}

export type EdaApi = typeof api;

exposeApi(api);
