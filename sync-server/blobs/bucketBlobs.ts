import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import type { BlobStore } from './blobStore';
import type { BucketPlace } from './bucketPlace';
import { temporaryFile } from './temporaryFile';

/**
 * Blobs in an S3-compatible bucket: for several servers without a disk in common. An upload is spooled to a temporary
 * file, which gives it its name, and sent in one request, so that it is whole or absent. Credentials, region and
 * endpoint come from the environment, as everywhere with Amazon's SDK.
 * @param makeFolder makes a folder for an upload on its way, or a file that is asked for.
 * @throws CodedError `files-unavailable` if the bucket cannot be reached.
 */
export async function openBucketBlobs(
  { bucket, prefix }: BucketPlace,
  makeFolder: () => Promise<string>,
): Promise<BlobStore> {
  // Loaded only where it is used: it is large.
  const s3 = await import('@aws-sdk/client-s3');
  const client: S3Client = new s3.S3Client({
    // Buckets as folders of one host: what servers other than Amazon's understand.
    forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined || process.env.AWS_ENDPOINT_URL !== undefined,
    // Checksums in trailers are Amazon's own; the name of a blob is its checksum.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const keyOf = (kind: string, name: string) => [prefix, kind, name].filter((part) => part !== '').join('/');

  async function get(Key: string): Promise<{ bytes: number; stream: Readable } | null> {
    const found = await orNull(() => client.send(new s3.GetObjectCommand({ Bucket: bucket, Key })));
    return found === null ? null : { bytes: found.ContentLength ?? 0, stream: streamOf(found) };
  }

  async function sizeOf(Key: string): Promise<number | null> {
    const found = await orNull(() => client.send(new s3.HeadObjectCommand({ Bucket: bucket, Key })));
    return found === null ? null : (found.ContentLength ?? 0);
  }

  async function ping(): Promise<void> {
    await orUnavailable(() => client.send(new s3.ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })));
  }

  await ping();
  return {
    async put(kind, source, nameOf) {
      const folder = await makeFolder();
      const path = join(folder, randomUUID());
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        const count = new Transform({
          transform(chunk: Uint8Array, _, done) {
            hash.update(chunk);
            bytes += chunk.length;
            done(null, chunk);
          },
        });
        await pipeline(source, count, createWriteStream(path, { mode: 0o600 }));
        const read = async () => new Uint8Array(await readFile(path));
        const name = await nameOf({ bytes, sha256: hash.digest('hex'), read });
        const Key = keyOf(kind, name);
        const added = (await sizeOf(Key)) === null;
        if (added) {
          const object = { Bucket: bucket, Key, ContentLength: bytes };
          await orUnavailable(() => client.send(new s3.PutObjectCommand({ ...object, Body: createReadStream(path) })));
        }
        return { name, bytes, added };
      } catch (error) {
        const full = systemErrorCode(error) === 'ENOSPC' || systemErrorCode(error) === 'EDQUOT';
        throw full ? new CodedError('storage-full', { neededBytes: null, freeBytes: null }, error) : error;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    has: async (kind, name) => (await sizeOf(keyOf(kind, name))) !== null,
    async read(kind, name) {
      const blob = await get(keyOf(kind, name));
      if (blob === null) return null;
      const pieces: Uint8Array[] = [];
      for await (const piece of blob.stream) pieces.push(piece);
      return new Uint8Array(Buffer.concat(pieces));
    },
    open: (kind, name) => get(keyOf(kind, name)),
    async file(kind, name) {
      const blob = await get(keyOf(kind, name));
      return blob === null ? null : temporaryFile(name, blob.stream, makeFolder);
    },
    async remove(kind, name) {
      await orUnavailable(() => client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: keyOf(kind, name) })));
    },
    async *list(kind) {
      const Prefix = `${keyOf(kind, '')}/`;
      for (let ContinuationToken: string | undefined; ; ) {
        const page = await orUnavailable(() =>
          client.send(new s3.ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken })),
        );
        for (const { Key = '' } of page.Contents ?? []) yield Key.slice(Prefix.length);
        ContinuationToken = page.NextContinuationToken;
        if (ContinuationToken === undefined) return;
      }
    },
    sweep: async () => 0, // an upload that was broken off never came to the bucket
    ping,
  };
}

function streamOf({ Body }: GetObjectCommandOutput): Readable {
  if (Body instanceof Readable) return Body;
  throw new Error('the bucket answered without a stream');
}

/** What `ask` found; null if there is no such object. */
async function orNull<Found>(ask: () => Promise<Found>): Promise<Found | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && /^(?:NoSuchKey|NotFound)$/.test(error.name)) return null;
    throw unavailable(error);
  }
}

async function orUnavailable<Found>(ask: () => Promise<Found>): Promise<Found> {
  try {
    return await ask();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): CodedError<'files-unavailable'> {
  const reason = error instanceof Error ? systemErrorCode(error) || error.name : String(error);
  return new CodedError('files-unavailable', { reason }, error);
}
