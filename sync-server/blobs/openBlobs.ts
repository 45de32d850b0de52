import { join } from 'node:path';
import type { Config } from '../config';
import type { Tables } from '../store/database';
import type { BlobStore } from './blobStore';
import { openBucketBlobs } from './bucketBlobs';
import { bucketPlaceOf } from './bucketPlace';
import { openFileBlobs } from './fileBlobs';
import { createTableBlobs } from './tableBlobs';

/**
 * The store that BLOB_STORE names: `files` in the data folder, `postgres` in the database, `s3://bucket/prefix` in a
 * bucket.
 * @param makeFolder makes a folder for what is on its way; removed by whoever asked.
 * @throws CodedError `files-unavailable` for a bucket that cannot be reached.
 */
export async function openBlobs(
  where: Config['BLOB_STORE'],
  dataDir: string,
  tables: Tables,
  makeFolder: () => Promise<string>,
): Promise<BlobStore> {
  if (where === 'files') return openFileBlobs(join(dataDir, 'blobs'));
  if (where === 'postgres') return createTableBlobs(tables, makeFolder);
  const place = bucketPlaceOf(where);
  if (place === null) throw new Error(`BLOB_STORE=${where} was not checked`);
  return openBucketBlobs(place, makeFolder);
}
