import * as v from 'valibot';
import { CodedError } from '#shared/base/errors';
import { sha256Hex } from '#shared/base/hash';
import { INFLATION_LIMITS } from '#shared/data/archive/inflation';
import { bytesOfZipEntry, readZipDirectory, type ZipEntry } from '#shared/data/archive/zip';
import { type DataFile, readRange } from '#shared/data/bytes/source';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import { throwIfAborted } from '#shared/runtime/steps';
import { checkAll, checkChunk, checkDataset, checkLabels, checkModel } from '../checked';
import { isEdit, isJournal } from '../editJournal';
import type { ModelRecord } from '../records';
import type { TaskRecord } from '../taskRecords';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupManifest,
  chunkPath,
  datasetPath,
  MANIFEST_PATH,
  manifestSchema,
  modelPath,
  statePath,
  TASKS_PATH,
} from './format';
import { arrayOf, unpack } from './packed';
import type { DatasetState, OnFraction } from './writeBackup';

/** A backup that was opened: each part is read, and checked, when it is asked for. */
export interface Backup {
  readonly manifest: BackupManifest;
  /** Bytes in the zip of a dataset or a model, for progress. */
  datasetBytes(index: number): number;
  modelBytes(index: number): number;
  readState(index: number): Promise<DatasetState>;
  readChunk(index: number, state: DatasetState, column: number, chunk: number): Promise<TextColumn>;
  readModel(index: number): Promise<BackedUpModel>;
  readTasks(): Promise<TaskRecord[]>;
}

export interface BackedUpModel {
  readonly record: ModelRecord;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Null: not known. */
  readonly trainedRows: Float64Array<ArrayBuffer> | null;
}

/** The first bytes of a zip. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Opens a backup, and reads what is in it. All that its methods read is held against checksums and schemas.
 *
 * @throws CodedError `backup-foreign`, `backup-too-new`, `backup-invalid`, `archive-damaged` (cut short or altered),
 *   `file-unreadable`; so do its methods.
 */
export async function openBackup(file: DataFile): Promise<Backup> {
  const { name } = file;
  const foreign = () => new CodedError('backup-foreign', { name });
  const start = await readRange(file, 0, ZIP.length, name);
  if (!ZIP.every((byte, i) => start[i] === byte)) throw foreign();
  const entries = new Map((await readZipDirectory(file, name)).map((entry) => [entry.path, entry]));
  const invalid = (entry: string, reason: string) => new CodedError('backup-invalid', { name, entry, reason });

  const readEntry = async (entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> => {
    if (entry.size > INFLATION_LIMITS.bytes) throw invalid(entry.path, `${entry.size} bytes`);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytesOfZipEntry(file, entry, name, INFLATION_LIMITS)) {
      pieces.push(piece);
      size += piece.length;
    }
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  };
  const read = (path: string) => {
    const entry = entries.get(path);
    if (entry === undefined) throw invalid(path, 'missing');
    return readEntry(entry);
  };
  /** Reads, and reports whatever is wrong as the fault of this entry. */
  const checked = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CodedError) {
        const reason = 'reason' in error.params && error.code === 'record-damaged' ? error.params.reason : error.code;
        const passes = error.code === 'backup-invalid' || error.code.startsWith('archive-');
        if (passes || error.code === 'file-unreadable') throw error;
        throw invalid(path, String(reason));
      }
      const malformed = error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError;
      if (malformed) throw invalid(path, error.message);
      throw error;
    }
  };
  const text = async (path: string) => new TextDecoder('utf-8', { fatal: true }).decode(await read(path));

  if (!entries.has(MANIFEST_PATH)) throw foreign();
  const json: unknown = await checked(MANIFEST_PATH, async () => JSON.parse(await text(MANIFEST_PATH)));
  if (!v.is(v.looseObject({ format: v.literal(BACKUP_FORMAT) }), json)) throw foreign();
  const newer = v.safeParse(v.looseObject({ version: v.pipe(v.number(), v.gtValue(BACKUP_VERSION)) }), json);
  if (newer.success) {
    throw new CodedError('backup-too-new', { version: newer.output.version, supported: BACKUP_VERSION });
  }
  const parsed = v.safeParse(manifestSchema, json, { abortEarly: true });
  if (!parsed.success) {
    throw invalid(MANIFEST_PATH, `${v.getDotPath(parsed.issues[0]) ?? ''}: ${parsed.issues[0].message}`);
  }
  const manifest = parsed.output;

  const bytesUnder = (prefix: string) => {
    let sum = 0;
    for (const { path, packedSize } of entries.values()) if (path.startsWith(prefix)) sum += packedSize;
    return sum;
  };
  return {
    manifest,
    datasetBytes: (index) => bytesUnder(`${datasetPath(index)}/`),
    modelBytes: (index) => bytesUnder(`${modelPath(index)}.`),
    readState(index) {
      const path = `${statePath(index)}.json`;
      return checked(path, async () => {
        const state = v.parse(
          v.looseObject({
            info: v.unknown(),
            labels: v.unknown(),
            journal: v.unknown(),
            edits: v.array(v.looseObject({ sequence: v.pipe(v.number(), v.safeInteger()), edit: v.unknown() })),
          }),
          await unpack(await text(path), (array) => read(`${statePath(index)}/${array}.bin`)),
        );
        const info = checkDataset(state.info);
        if (info.id !== manifest.datasets[index].id) throw invalid(path, `id: ${info.id}`);
        const labels = checkLabels(state.labels, info);
        const journal = state.journal ?? null;
        if (journal !== null && !isJournal(journal)) throw invalid(path, 'journal');
        const edits = state.edits.map(({ sequence, edit }) => {
          if (!isEdit(edit)) throw invalid(path, `edits: ${sequence}`);
          return { sequence, edit };
        });
        return { info, labels, journal, edits };
      });
    },
    readChunk(index, { info }, column, chunk) {
      const path = chunkPath(index, column, chunk);
      return checked(path, async () => {
        const bytes = await read(`${path}.bytes`);
        const offsets = arrayOf('Uint32Array', await read(`${path}.offsets`));
        const found = checkChunk({ bytes, offsets }, info.name);
        const rows = info.chunkStarts[chunk + 1] - info.chunkStarts[chunk];
        if (rowCount(found) !== rows) throw invalid(path, `${rowCount(found)} rows, expected ${rows}`);
        return found;
      });
    },
    readModel(index) {
      const path = modelPath(index);
      return checked(`${path}.json`, async () => {
        const none = () => Promise.reject(new TypeError('an array in the record of a model'));
        const record = checkModel(await unpack(await text(`${path}.json`), none));
        const { id, trainedRows: known } = manifest.models[index];
        if (record.id !== id) throw invalid(`${path}.json`, `id: ${record.id}`);
        const bytes = await read(`${path}.moderato`);
        if (sha256Hex(bytes) !== id) throw invalid(`${path}.moderato`, 'SHA-256');
        decodeModel(bytes, record.name);
        const trainedRows = known ? arrayOf('Float64Array', await read(`${path}.rows`)) : null;
        if (trainedRows?.some((key, i) => !Number.isFinite(key) || (i > 0 && key < trainedRows[i - 1]))) {
          throw invalid(`${path}.rows`, 'not ascending');
        }
        return { record, bytes, trainedRows };
      });
    },
    readTasks() {
      return checked(TASKS_PATH, async () => {
        const none = () => Promise.reject(new TypeError('an array in the record of a task'));
        const values = v.parse(v.array(v.unknown()), await unpack(await text(TASKS_PATH), none));
        const { records, damaged } = checkAll('tasks', values);
        if (damaged.length > 0) throw invalid(TASKS_PATH, damaged[0].problem);
        if (records.length !== manifest.tasks) throw invalid(TASKS_PATH, `${records.length} of ${manifest.tasks}`);
        return records;
      });
    },
  };
}

/**
 * Reads all of a backup, so that nothing has been written when something in it is found to be wrong. Memory holds one
 * chunk of text, or one model, at a time.
 *
 * @throws CodedError as `openBackup`; an AbortError.
 */
export async function checkBackup(backup: Backup, onFraction: OnFraction, signal?: AbortSignal): Promise<void> {
  const { datasets, models } = backup.manifest;
  const total =
    datasets.reduce((sum, _, i) => sum + backup.datasetBytes(i), 1) +
    models.reduce((sum, _, i) => sum + backup.modelBytes(i), 0);
  let done = 0;
  for (let index = 0; index < datasets.length; index++) {
    const state = await backup.readState(index);
    const { columns, chunks } = state.info;
    const step = backup.datasetBytes(index) / Math.max(1, columns.length * chunks);
    for (let column = 0; column < columns.length; column++) {
      for (let chunk = 0; chunk < chunks; chunk++) {
        throwIfAborted(signal);
        await backup.readChunk(index, state, column, chunk);
        done += step;
        onFraction(Math.min(1, done / total));
      }
    }
  }
  for (let index = 0; index < models.length; index++) {
    throwIfAborted(signal);
    await backup.readModel(index);
    done += backup.modelBytes(index);
    onFraction(Math.min(1, done / total));
  }
  await backup.readTasks();
}
