import { throwIfAborted } from '#shared/runtime/steps';
import { withDatabase } from '../database';
import type { OnFraction } from './writeBackup';
import { createZipSink, type WriteBytes } from './zipSink';

/** A record of which nothing could be read. */
export interface UnreadRecord {
  readonly store: string;
  readonly key: string;
  readonly reason: string;
}

export interface RawSummary {
  readonly records: number;
  readonly unread: readonly UnreadRecord[];
  /** Size of the file. */
  readonly bytes: number;
}

/** A store of the database, whatever its name. */
interface AnyStore {
  getAllKeys(): Promise<IDBValidKey[]>;
  get(key: IDBValidKey): Promise<unknown>;
}

/**
 * Writes every record of every store as it is, into one zip: `<store>/<n>.json` with its key and value, and
 * `<store>/<n>.bin` with the bytes that the JSON refers to ({"$bytes": [from, length], "as": "Uint8Array"});
 * `index.json` comes last. It is for what a backup cannot hold, and nothing is checked. A record that cannot be read is
 * listed.
 *
 * @throws CodedError `backup-too-large`, `storage-damaged`; an AbortError; whatever `write` throws.
 */
export async function writeRawParts(
  write: WriteBytes,
  onFraction: OnFraction,
  signal?: AbortSignal,
): Promise<RawSummary> {
  const zip = createZipSink(write);
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const { names, version } = await withDatabase(async (database) => ({
    names: [...database.objectStoreNames] as string[],
    version: database.version,
  }));
  const unread: UnreadRecord[] = [];
  const keys: { store: string; key: IDBValidKey }[] = [];
  for (const store of names) {
    try {
      for (const key of await inStore(store, (records) => records.getAllKeys())) keys.push({ store, key });
    } catch (error) {
      unread.push({ store, key: '*', reason: String(error) });
    }
  }
  let records = 0;
  for (const [at, { store, key }] of keys.entries()) {
    throwIfAborted(signal);
    onFraction(at / keys.length);
    let value: unknown;
    try {
      value = await inStore(store, (all) => all.get(key));
    } catch (error) {
      unread.push({ store, key: JSON.stringify(key), reason: String(error) });
      continue;
    }
    const { json, bytes } = written(value);
    const path = `${store}/${records++}`;
    await zip.add(`${path}.json`, encode({ key: written(key).json, value: json }));
    if (bytes.length > 0) await zip.add(`${path}.bin`, bytes);
  }
  await zip.add('index.json', encode({ format: 'moderato-raw', database: version, stores: names, records, unread }));
  const bytes = await zip.finish();
  onFraction(1);
  return { records, unread, bytes };
}

function inStore<Result>(name: string, work: (store: AnyStore) => Promise<Result>): Promise<Result> {
  return withDatabase((database) => {
    // The names come from the database itself, which may be another version's.
    const transaction = database.transaction(name as 'datasets', 'readonly');
    return work(transaction.store as unknown as AnyStore);
  });
}

/** A value as JSON, as much of it as JSON can hold, with its arrays of bytes and numbers apart. */
function written(value: unknown): { json: unknown; bytes: Uint8Array } {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const around = new Set<object>();
  const plain = (at: unknown): unknown => {
    if (typeof at === 'bigint' || typeof at === 'symbol' || typeof at === 'function') return String(at);
    if (typeof at === 'number' && !Number.isFinite(at)) return String(at);
    if (typeof at !== 'object' || at === null) return at;
    if (around.has(at)) return '(circular)';
    if (at instanceof Date) return at.getTime();
    if (at instanceof ArrayBuffer || ArrayBuffer.isView(at)) {
      const piece =
        at instanceof ArrayBuffer ? new Uint8Array(at) : new Uint8Array(at.buffer, at.byteOffset, at.byteLength);
      pieces.push(piece);
      length += piece.length;
      return { $bytes: [length - piece.length, piece.length], as: at.constructor.name };
    }
    around.add(at);
    const inner = at instanceof Map || at instanceof Set || Array.isArray(at) ? [...at].map(plain) : entries(at);
    around.delete(at);
    return inner;
  };
  const entries = (at: object) => Object.fromEntries(Object.entries(at).map(([key, entry]) => [key, plain(entry)]));
  const json = plain(value);
  const bytes = new Uint8Array(length);
  let to = 0;
  for (const piece of pieces) {
    bytes.set(piece, to);
    to += piece.length;
  }
  return { json: json === undefined ? null : json, bytes };
}
