import { CodedError } from '#shared/base/errors';
import { sha256Hex } from '#shared/base/hash';
import { rowCount } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import { throwIfAborted } from '#shared/runtime/steps';
import { checkAll, checkChunk, checkLabels } from '../checked';
import { withDatabase } from '../database';
import type { DatasetInfo, ModelRecord } from '../records';
import type { OnFraction } from './writeBackup';

/** What is wrong with something that is kept. */
export type Damage =
  /** Its record, or what is stored beside it; `reason` is for whoever looks into it. */
  | { readonly what: 'record'; readonly reason: string }
  /** Rows from `from` to before `to` of a column are gone or unreadable, in so many pieces of the column. */
  | {
      readonly what: 'rows';
      readonly column: string;
      readonly from: number;
      readonly to: number;
      readonly pieces: number;
    }
  /** The file of a model is gone, or no longer the one that was kept. */
  | { readonly what: 'file'; readonly reason: 'missing' | 'altered' };

export interface Finding {
  readonly kind: 'dataset' | 'model' | 'task';
  /** Its key; null where that is not text. */
  readonly id: string | null;
  readonly name: string | null;
  readonly damage: Damage;
}

export interface CheckSummary {
  readonly datasets: number;
  readonly models: number;
  readonly findings: readonly Finding[];
}

/**
 * Reads everything that is kept, chunk by chunk, and reports what is damaged. Changes nothing.
 * @throws CodedError `storage-damaged`, `storage-unavailable` where nothing can be read; an AbortError.
 */
export async function checkEverything(onFraction: OnFraction, signal?: AbortSignal): Promise<CheckSummary> {
  const [datasets, models, tasks] = await withDatabase((database) =>
    Promise.all([database.getAll('datasets'), database.getAll('models'), database.getAll('tasks')]),
  );
  const found = {
    dataset: checkAll('datasets', datasets),
    model: checkAll('models', models),
    task: checkAll('tasks', tasks),
  };
  const findings: Finding[] = [];
  for (const kind of ['dataset', 'model', 'task'] as const) {
    for (const { key, name, problem } of found[kind].damaged) {
      const id = typeof key === 'string' ? key : null;
      findings.push({ kind, id, name, damage: { what: 'record', reason: problem } });
    }
  }
  const whole =
    found.dataset.records.reduce((sum, { storedBytes }) => sum + storedBytes, 1) +
    found.model.records.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    throwIfAborted(signal);
    done += bytes;
    onFraction(Math.min(1, done / whole));
  };
  for (const info of found.dataset.records) {
    const damage = await damageOfDataset(info, onBytes);
    if (damage !== null) findings.push({ kind: 'dataset', id: info.id, name: info.name, damage });
  }
  for (const record of found.model.records) {
    const damage = await damageOfModel(record);
    onBytes(record.bytes);
    if (damage !== null) findings.push({ kind: 'model', id: record.id, name: record.name, damage });
  }
  onFraction(1);
  return { datasets: datasets.length, models: models.length, findings };
}

async function damageOfDataset(info: DatasetInfo, onBytes: (bytes: number) => void): Promise<Damage | null> {
  const { id } = info;
  try {
    checkLabels(await withDatabase((database) => database.get('labels', id)), info);
  } catch (error) {
    return { what: 'record', reason: reasonOf(error) };
  }
  const lost: Extract<Damage, { what: 'rows' }>[] = [];
  for (const [column, name] of info.columns.entries()) {
    for (let chunk = 0; chunk < info.chunks; chunk++) {
      const [from, to] = [info.chunkStarts[chunk], info.chunkStarts[chunk + 1]];
      const bytes = await wholeChunk(info, column, chunk, to - from);
      if (bytes === null) lost.push({ what: 'rows', column: name, from, to, pieces: 1 });
      else onBytes(bytes);
    }
  }
  return lost.length === 0 ? null : { ...lost[0], pieces: lost.length };
}

/** The bytes of a chunk, or null if it is not as it should be. */
async function wholeChunk(info: DatasetInfo, column: number, chunk: number, rows: number): Promise<number | null> {
  try {
    const found = checkChunk(
      await withDatabase((database) => database.get('chunks', [info.id, column, chunk])),
      info.name,
    );
    return rowCount(found) === rows ? found.bytes.length + found.offsets.byteLength : null;
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

async function damageOfModel({ id, name }: ModelRecord): Promise<Damage | null> {
  try {
    const bytes: unknown = await withDatabase((database) => database.get('modelBytes', id));
    if (!(bytes instanceof Uint8Array) || !(bytes.buffer instanceof ArrayBuffer)) {
      return { what: 'file', reason: 'missing' };
    }
    if (sha256Hex(bytes) !== id) return { what: 'file', reason: 'altered' };
    decodeModel(new Uint8Array(bytes), name);
    return null;
  } catch (error) {
    return { what: 'record', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof CodedError)) throw error;
  return 'reason' in error.params ? String(error.params.reason) : error.code;
}
