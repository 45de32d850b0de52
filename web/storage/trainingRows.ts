import { CodedError } from '#shared/base/errors';
import { createFingerprint } from '#shared/data/column/fingerprint';
import type { TextColumn } from '#shared/data/column/textColumn';
import type { LabelColumn, LabelledText } from '#shared/ml/training/labelledText';
import { mixLabels } from '#shared/ml/training/mixLabels';
import { createColumnTies } from '#shared/ml/validation/columnTies';
import { keepFingerprint } from './datasetEdits';
import { fingerprintKept, type KeptRows, openKeptRows } from './keptRows';
import { datasetLock, withLock } from './locks';
import { labelName } from './records';

/** Rows to learn from: a dataset, or one part of it, and how much each of its comments counts. */
export interface TrainingSource {
  readonly datasetId: string;
  /** Undefined: all of it. */
  readonly part?: string | undefined;
  /** How many times a comment counts in the fit; above 0. Undefined: once. */
  readonly weight?: number | undefined;
}

/** The rows of one or more sources, one source after another. */
export interface TrainingRows extends Pick<LabelledText, 'labels' | 'mix'> {
  /** Never none. */
  readonly sources: readonly { readonly kept: KeptRows; readonly part: string | undefined; readonly weight: number }[];
  /** How many there are. */
  readonly rows: number;
  /** Bytes of their comments, about: what their share of each dataset would have. */
  readonly textBytes: number;
  /** The comments, from the start at every call, in buffers of their own. */
  chunks(): AsyncGenerator<TextColumn, void, undefined>;
}

/**
 * Opens the rows of `sources`, which their locks should hold, with their labels as `mixLabels` puts them together.
 *
 * @param names of the labels to learn, in the first source; null for all.
 * @throws CodedError `dataset-missing`, `part-missing`, `column-missing` (no such label), `argument-invalid` (a
 *   weight).
 */
export async function openTrainingRows(
  sources: readonly TrainingSource[],
  names: readonly string[] | null,
): Promise<TrainingRows> {
  const opened: TrainingRows['sources'][number][] = [];
  for (const { datasetId, part, weight = 1 } of sources) {
    opened.push({ kept: await openKeptRows(datasetId, { part }), part, weight });
  }
  const labelled = opened.map(({ kept, weight }) => ({ rows: kept.rows.length, labels: labelsOf(kept), weight }));
  return {
    ...mixLabels(labelled, names),
    sources: opened,
    rows: labelled.reduce((sum, { rows }) => sum + rows, 0),
    textBytes: opened.reduce(
      (sum, { kept: { info, rows } }) => sum + (info.textBytes * rows.length) / Math.max(1, info.rows),
      0,
    ),
    async *chunks() {
      for (const { kept } of opened) for await (const { column } of kept.chunks()) yield column;
    },
  };
}

/** Runs `work` while no tab deletes one of the datasets. */
export function withSourcesLocked<Result>(
  sources: readonly TrainingSource[],
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  // One order for every tab, so that two of them cannot wait for each other.
  const ids = [...new Set(sources.map(({ datasetId }) => datasetId))].sort();
  return ids.reduceRight<() => Promise<Result>>(
    (inner, id) => () => withLock(datasetLock(id), 'shared', inner, signal),
    work,
  )();
}

/**
 * Which rows a column ties together, in one source or across them; null if none is asked for.
 * @throws CodedError `column-missing` for a source without it.
 */
export async function tiesOf(
  { sources }: TrainingRows,
  column: string | null,
): Promise<Uint32Array<ArrayBuffer> | null> {
  if (column === null) return null;
  const ties = createColumnTies();
  for (const { kept } of sources) {
    const position = kept.info.columns.indexOf(column);
    if (position < 0) throw new CodedError('column-missing', { column, columns: kept.info.columns });
    for await (const cells of kept.cells(position)) ties.add(cells);
  }
  return ties.ties();
}

/**
 * The fingerprint of what is learnt from by its first label, and the number of rows done as it goes: the stored one
 * where it is of these very rows, else worked out, and kept where it is of a whole dataset.
 */
export async function* fingerprintOf({ sources, labels }: TrainingRows): AsyncGenerator<number, string, undefined> {
  const [{ kept, part }] = sources;
  const { values } = labels[0];
  if (sources.length === 1) {
    const { id, fingerprint, revision } = kept.info;
    const whole = part === undefined && values === kept.labels;
    if (whole && fingerprint !== null) return fingerprint;
    const worked = yield* fingerprintKept(kept, values);
    if (whole) await keepFingerprint(id, revision ?? 0, worked);
    return worked;
  }
  const print = createFingerprint();
  let done = 0;
  for (const source of sources) {
    for await (const { column, labels: rows } of source.kept.chunks()) {
      print.rows(column, values.subarray(done, done + rows.length));
      done += rows.length;
      yield done;
    }
  }
  return print.hex();
}

/** The names of the sources as a person knows them: "talk.csv: exam × 2, corrections". */
export function nameOfSources({ sources }: TrainingRows): string {
  return sources
    .map(({ kept: { info }, part, weight }) => {
      const name = part === undefined ? info.name : `${info.name}: ${part}`;
      return weight === 1 ? name : `${name} × ${weight}`;
    })
    .join(', ');
}

function labelsOf(kept: KeptRows): LabelColumn[] {
  return [{ name: labelName(kept.info), values: kept.labels }, ...kept.more];
}
