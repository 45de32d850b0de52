import * as v from 'valibot';

/*
 * A backup is a zip:
 *
 *     datasets/0/text/<column>/<chunk>.bytes, .offsets   the text, chunk by chunk (UTF-8; 32-bit offsets)
 *     datasets/0/state.json, state/<n>.bin               record, labels, journal and edits; see packed.ts
 *     models/0.moderato, 0.json, 0.rows                  a model's file, its record, what it learnt from
 *     tasks.json                                         the list of tasks
 *     manifest.json                                      written last: what there is, and the settings
 *
 * What Explore has found is not in it: it is computed again. Everything is little-endian.
 */

export const BACKUP_FORMAT = 'moderato-backup';

/** Raised when older versions of the app could no longer read a backup. */
export const BACKUP_VERSION = 1;

export const MANIFEST_PATH = 'manifest.json';
export const TASKS_PATH = 'tasks.json';

/** Settings in localStorage begin with this. */
export const SETTING_PREFIX = 'moderato.';

export const datasetPath = (index: number): string => `datasets/${index}`;
export const statePath = (index: number): string => `${datasetPath(index)}/state`;
export const chunkPath = (index: number, column: number, chunk: number): string =>
  `${datasetPath(index)}/text/${column}/${chunk}`;
export const modelPath = (index: number): string => `models/${index}`;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const listed = v.looseObject({ id: v.string(), name: v.string() });
/** A list whose items have different ids. */
const listOf = <Schema extends v.GenericSchema<unknown, { id: string; name: string }>>(item: Schema) =>
  v.pipe(
    v.array(item),
    v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, 'different ids'),
  );

export const manifestSchema = v.looseObject({
  format: v.literal(BACKUP_FORMAT),
  version: v.literal(BACKUP_VERSION),
  /** Version of the app that wrote it. */
  app: v.string(),
  /** Milliseconds since 1970. */
  createdAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  datasets: listOf(listed),
  models: listOf(v.looseObject({ ...listed.entries, trainedRows: v.boolean() })),
  tasks: count,
  settings: v.record(v.pipe(v.string(), v.startsWith(SETTING_PREFIX)), v.string()),
});

/** What is in a backup. */
export type BackupManifest = v.InferOutput<typeof manifestSchema>;

/** Settings by their keys in localStorage. */
export type KeptSettings = Readonly<Record<string, string>>;

/** Something that could not be saved, because what is stored of it is damaged. */
export interface NotSaved {
  readonly kind: 'dataset' | 'model' | 'task' | 'undo';
  readonly name: string;
}

/** What was saved. */
export interface BackupSummary {
  readonly datasets: number;
  readonly models: number;
  readonly tasks: number;
  /** Size of the file. */
  readonly bytes: number;
  readonly notSaved: readonly NotSaved[];
}

/**
 * `merge`: what is here stays as it is, and what is not here is added. `replace`: afterwards there is what is in the
 * backup, and nothing else.
 */
export type RestoreMode = 'merge' | 'replace';

/** What was restored. */
export interface RestoreSummary {
  /** How many were written. */
  readonly datasets: number;
  readonly models: number;
  readonly tasks: number;
  /** How many stayed as they were, as they were here already; 0 when everything is replaced. */
  readonly here: number;
  /** The settings to put in place of those that are here; null: those stay. */
  readonly settings: KeptSettings | null;
}
