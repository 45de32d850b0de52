import { join } from 'node:path';
import type { Config } from '../config';
import type { Tables } from '../store/database';
import type { BlobStore } from './blobStore';
import { openFileBlobs } from './fileBlobs';
import { createTableBlobs } from './tableBlobs';

/**
 * The store that BLOB_STORE names: `files` in the data folder, `postgres` in the database.
 */
export async function openBlobs(where: Config['BLOB_STORE'], dataDir: string, tables: Tables): Promise<BlobStore> {
  if (where === 'files') return openFileBlobs(join(dataDir, 'blobs'));
  return createTableBlobs(tables);
}
