import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, asc, eq, like, sql } from 'drizzle-orm';
import { CodedError } from '#shared/base/errors';
import { rowsOf, type Tables } from '../store/database';
import { blobPieces } from '../store/schema';
import type { BlobKind, BlobStore } from './blobStore';
import { temporaryFile } from './temporaryFile';

/** Bytes of a piece: small enough to hold many, large enough that a model is few. */
const PIECE = 1 << 20;
/** Under this kind lie uploads that have no name yet; when they began is in their name. */
const INCOMING = 'incoming';

/**
 * Blobs in the database, in pieces: for several servers without a disk in common. An upload lies under a temporary key
 * and is renamed in one transaction, so that it is whole or absent.
 * @param makeFolder makes a folder for a file that is asked for.
 */
export function createTableBlobs(tables: Tables, makeFolder: () => Promise<string>): BlobStore {
  const keyOf = (kind: BlobKind, name: string) => `${kind}/${name}`;
  const sizeOf = async (key: string): Promise<number | null> => {
    const result = await tables.execute(
      sql`select sum(length(bytes))::float8 as bytes from blob_pieces where key = ${key}`,
    );
    return rowsOf<{ bytes: number | null }>(result)[0].bytes;
  };
  async function* piecesOf(key: string, bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    let read = 0;
    for (let piece = 0; ; piece++) {
      const [row] = await tables
        .select({ bytes: blobPieces.bytes })
        .from(blobPieces)
        .where(and(eq(blobPieces.key, key), eq(blobPieces.piece, piece)));
      if (!row) break;
      read += row.bytes.length;
      yield row.bytes;
    }
    // Removed meanwhile: what was read must not pass for the whole.
    if (read !== bytes) throw new CodedError('files-unavailable', { reason: `${key}: ${read} of ${bytes} bytes` });
  }
  const bytesOf = async (key: string, bytes: number) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of piecesOf(key, bytes)) pieces.push(piece);
    return new Uint8Array(Buffer.concat(pieces));
  };
  const remove = async (key: string) => void (await tables.delete(blobPieces).where(eq(blobPieces.key, key)));

  return {
    async put(kind, source, nameOf) {
      const temporary = `${INCOMING}/${Date.now()}-${randomUUID()}`;
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        let piece = 0;
        for await (const chunk of piecesOfSize(source)) {
          hash.update(chunk);
          bytes += chunk.length;
          await tables.insert(blobPieces).values({ key: temporary, piece: piece++, bytes: Buffer.from(chunk) });
        }
        // An empty blob is one empty piece: no piece at all is no blob.
        if (piece === 0) await tables.insert(blobPieces).values({ key: temporary, piece, bytes: Buffer.alloc(0) });
        const name = await nameOf({ bytes, sha256: hash.digest('hex'), read: () => bytesOf(temporary, bytes) });
        const key = keyOf(kind, name);
        const added = await tables.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
          const [there] = await tx
            .select({ piece: blobPieces.piece })
            .from(blobPieces)
            .where(eq(blobPieces.key, key))
            .limit(1);
          if (there) return false;
          await tx.update(blobPieces).set({ key }).where(eq(blobPieces.key, temporary));
          return true;
        });
        return { name, bytes: added ? bytes : ((await sizeOf(key)) ?? bytes), added };
      } finally {
        await remove(temporary);
      }
    },
    has: async (kind, name) => (await sizeOf(keyOf(kind, name))) !== null,
    read: async (kind, name) => {
      const key = keyOf(kind, name);
      const bytes = await sizeOf(key);
      return bytes === null ? null : bytesOf(key, bytes);
    },
    open: async (kind, name) => {
      const key = keyOf(kind, name);
      const bytes = await sizeOf(key);
      return bytes === null ? null : { bytes, stream: Readable.from(piecesOf(key, bytes)) };
    },
    file: async (kind, name) => {
      const key = keyOf(kind, name);
      const bytes = await sizeOf(key);
      return bytes === null ? null : temporaryFile(name, Readable.from(piecesOf(key, bytes)), makeFolder);
    },
    remove: (kind, name) => remove(keyOf(kind, name)),
    async *list(kind) {
      const rows = await tables
        .selectDistinct({ key: blobPieces.key })
        .from(blobPieces)
        .where(like(blobPieces.key, `${kind}/%`))
        .orderBy(asc(blobPieces.key));
      for (const { key } of rows) yield key.slice(kind.length + 1);
    },
    async sweep(olderThanMs) {
      const rows = await tables
        .selectDistinct({ key: blobPieces.key })
        .from(blobPieces)
        .where(like(blobPieces.key, `${INCOMING}/%`));
      const old = rows.filter(
        ({ key }) => Date.now() - Number(key.slice(INCOMING.length + 1).split('-')[0]) > olderThanMs,
      );
      for (const { key } of old) await remove(key);
      return old.length;
    },
    ping: async () => void (await tables.execute(sql`select 1`)),
  };
}

/** The same bytes in pieces of one size, the last one perhaps shorter. */
async function* piecesOfSize(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    const whole = Buffer.concat(waiting);
    let at = 0;
    for (; at + PIECE <= whole.length; at += PIECE) yield whole.subarray(at, at + PIECE);
    waiting = [whole.subarray(at)];
    length = whole.length - at;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
