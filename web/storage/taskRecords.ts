import * as v from 'valibot';
import type { ErrorCode } from '#shared/base/errors';

/** What a task does. */
export const TASK_KINDS = [
  'import',
  'explore',
  'train',
  'search',
  'score-file',
  'export',
  'remote',
  'remote-search',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/**
 * `waiting`: its turn has not come. `interrupted`: the page that ran it was closed. The last four are final.
 */
export const TASK_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a task made. */
export type TaskResult =
  | { readonly kind: 'dataset'; readonly id: string }
  | { readonly kind: 'model'; readonly id: string }
  /** Findings of Explore about a dataset. */
  | { readonly kind: 'report'; readonly datasetId: string }
  /** A page that shows it. */
  | { readonly kind: 'page'; readonly path: string }
  /** A file with so many rows. It is not kept here. */
  | { readonly kind: 'file'; readonly rows: number };

/** A long job. Plain data: it crosses tabs. Progress between two writes is only broadcast. */
export interface TaskRecord {
  /** A random UUID. */
  readonly id: string;
  readonly kind: TaskKind;
  /** The name of what it works on or makes: a file, a dataset, a model. */
  readonly title: string;
  readonly state: TaskState;
  /** The step it was last known to be in, by the kind's own names; null: it has none, or none was reported. */
  readonly phase: string | null;
  /** Of the whole, 0 to 1, as last known; null while the end is unknown. */
  readonly fraction: number | null;
  /** Milliseconds since 1970, as the next two. */
  readonly createdAt: number;
  /** Null while it waits. */
  readonly startedAt: number | null;
  /** Null until it ends; of an interrupted task when that was noticed. */
  readonly finishedAt: number | null;
  /** Why it failed: a code with its parameters; null in every other state. */
  readonly error: StoredError | null;
  readonly result: TaskResult | null;
  /** What its kind needs to run it again after a reload, plain data; null: that is not possible. */
  readonly again: unknown;
}

/** A CodedError without its class. The parameters are as the version wrote them that met the error. */
export interface StoredError {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Whether a task in this state may still change. */
export function isLive(state: TaskState): boolean {
  return state === 'waiting' || state === 'running';
}

/** What a `Date` can hold, milliseconds since 1970. */
const MAX_TIME = 8.64e15;

const time = v.pipe(v.number(), v.minValue(-MAX_TIME), v.maxValue(MAX_TIME));

const resultSchema = v.variant('kind', [
  v.looseObject({ kind: v.literal('dataset'), id: v.string() }),
  v.looseObject({ kind: v.literal('model'), id: v.string() }),
  v.looseObject({ kind: v.literal('report'), datasetId: v.string() }),
  v.looseObject({ kind: v.literal('page'), path: v.pipe(v.string(), v.regex(/^\/(?![/\\])/)) }),
  v.looseObject({ kind: v.literal('file'), rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
]);

/** A record as it was stored; see recordSchemas.ts for why it is checked. */
export const taskSchema = v.pipe(
  v.looseObject({
    id: v.string(),
    kind: v.picklist(TASK_KINDS),
    title: v.string(),
    state: v.picklist(TASK_STATES),
    phase: v.nullable(v.string()),
    fraction: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    createdAt: time,
    startedAt: v.nullable(time),
    finishedAt: v.nullable(time),
    error: v.nullable(
      v.looseObject({
        code: v.custom<ErrorCode>((value) => typeof value === 'string', 'a code'),
        params: v.record(v.string(), v.unknown()),
      }),
    ),
    result: v.nullable(resultSchema),
    again: v.unknown(),
  }),
  v.check(({ state, finishedAt }) => isLive(state) === (finishedAt === null), 'a time of its end once it has ended'),
  v.check(({ state, error }) => (state === 'failed') === (error !== null), 'an error if it failed'),
) satisfies v.GenericSchema<unknown, TaskRecord>;
