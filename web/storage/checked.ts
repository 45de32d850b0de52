import * as v from 'valibot';
import { CodedError } from '#shared/base/errors';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { describeIssue } from '#shared/spec/pipelineSpec';
import { datasetSchema, modelSchema } from './recordSchemas';
import type { DatasetInfo, DatasetLabels, ModelRecord } from './records';
import { type TaskRecord, taskSchema } from './taskRecords';

/** A stored record that cannot be used. */
export interface DamagedRecord {
  readonly store: 'datasets' | 'models' | 'tasks';
  /** Its key in the store; a string in all that this app wrote. */
  readonly key: IDBValidKey;
  /** Its name, if that can be read. */
  readonly name: string | null;
  /** What is wrong with it, for whoever looks into it. */
  readonly problem: string;
  /** The record as it is stored. */
  readonly value: unknown;
}

export interface CheckedRecords<Kept> {
  readonly records: Kept[];
  readonly damaged: DamagedRecord[];
}

/** UTF-16 code units of a name that are shown of a damaged record. */
const NAME_SHOWN = 200;

const SCHEMAS: Readonly<Record<DamagedRecord['store'], v.GenericSchema>> = {
  datasets: datasetSchema,
  models: modelSchema,
  tasks: taskSchema,
};

/** Divides all records of a store into those that can be used and those that are damaged. */
export function checkAll(store: 'datasets', values: readonly unknown[]): CheckedRecords<DatasetInfo>;
export function checkAll(store: 'models', values: readonly unknown[]): CheckedRecords<ModelRecord>;
export function checkAll(store: 'tasks', values: readonly unknown[]): CheckedRecords<TaskRecord>;
export function checkAll(store: DamagedRecord['store'], values: readonly unknown[]): CheckedRecords<unknown> {
  const records: unknown[] = [];
  const damaged: DamagedRecord[] = [];
  for (const value of values) {
    const result = parse<unknown>(SCHEMAS[store], value);
    if ('output' in result) records.push(result.output);
    else damaged.push({ store, key: keyOf(value), name: nameOf(value), problem: result.problem, value });
  }
  return { records, damaged };
}

/** @throws CodedError `record-damaged`. */
export function checkDataset(value: unknown): DatasetInfo {
  return checkOne(datasetSchema, 'datasets', value);
}

/** @throws CodedError `record-damaged`. */
export function checkModel(value: unknown): ModelRecord {
  return checkOne(modelSchema, 'models', value);
}

/**
 * Checks that what is stored separately from the text fits the rows of `info`.
 * @throws CodedError `record-damaged`.
 */
export function checkLabels(value: unknown, info: DatasetInfo): DatasetLabels {
  const result = parse(labelsSchema, value);
  if (!('output' in result)) throw damagedError('labels', info.name, result.problem);
  const { labels, original, keep, parts, more = [], moreOriginal = [] } = result.output;
  const wanted = info.moreLabels?.length ?? 0;
  if (more.length !== wanted) throw damagedError('labels', info.name, `more: ${more.length}, expected ${wanted}`);
  const further = Object.fromEntries([
    ...more.map((values, i) => [`more.${i}`, values] as const),
    ...moreOriginal.map((values, i) => [`moreOriginal.${i}`, values ?? undefined] as const),
  ]);
  for (const [field, array] of Object.entries({ labels, original, keep, parts: parts?.of, ...further })) {
    if (array === undefined || array.length === info.rows) continue;
    throw damagedError('labels', info.name, `${field}: ${array.length} rows, expected ${info.rows}`);
  }
  return result.output;
}

/**
 * Checks a stored chunk: its rows follow each other within its bytes.
 * @throws CodedError `record-damaged`.
 */
export function checkChunk(value: unknown, name: string): TextColumn {
  const result = parse(chunkSchema, value);
  if (!('output' in result)) throw damagedError('chunks', name, result.problem);
  const column = result.output;
  const { bytes, offsets } = column;
  const rows = rowCount(column);
  let inOrder = rows >= 0 && offsets[0] === 0 && offsets[rows] === bytes.length;
  for (let row = 0; inOrder && row < rows; row++) inOrder = offsets[row] <= offsets[row + 1];
  if (!inOrder) throw damagedError('chunks', name, 'offsets: not ascending from 0 to the number of bytes');
  return column;
}

const bytesSchema = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array, 'bytes');
const chunkSchema = v.looseObject({
  bytes: bytesSchema,
  offsets: v.custom<Uint32Array<ArrayBuffer>>((value) => value instanceof Uint32Array, '32-bit offsets'),
}) satisfies v.GenericSchema<unknown, TextColumn>;
const labelsSchema = v.looseObject({
  labels: bytesSchema,
  original: v.optional(bytesSchema),
  keep: v.optional(bytesSchema),
  more: v.optional(v.array(bytesSchema)),
  moreOriginal: v.optional(v.array(v.nullable(bytesSchema))),
  parts: v.optional(v.looseObject({ names: v.array(v.string()), of: bytesSchema })),
}) satisfies v.GenericSchema<unknown, DatasetLabels>;

function parse<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
): { output: Output } | { problem: string } {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { output: result.output };
  const { path, got, expected } = describeIssue(result.issues[0]);
  return { problem: `${path === null ? '' : `${path}: `}${got}, expected ${expected}` };
}

function checkOne<Output>(
  schema: v.GenericSchema<unknown, Output>,
  store: DamagedRecord['store'],
  value: unknown,
): Output {
  const result = parse(schema, value);
  if ('output' in result) return result.output;
  throw damagedError(store, nameOf(value) ?? String(keyOf(value)), result.problem);
}

function damagedError(store: string, name: string, problem: string): CodedError {
  return new CodedError('record-damaged', { store, name, reason: problem });
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function nameOf(value: unknown): string | null {
  const name = field(value, 'name') ?? field(value, 'title');
  return typeof name === 'string' && name.trim() !== '' ? name.slice(0, NAME_SHOWN) : null;
}

/** Each of these stores keeps the key in the record: a record without one cannot be stored. */
function keyOf(value: unknown): IDBValidKey {
  return field(value, 'id') as IDBValidKey;
}
