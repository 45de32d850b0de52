/*
 * The Parquet reader and its decompressors, in a chunk of their own that loads with the first Parquet file. By path:
 * hyparquet's root is for Node, and hyparquet-compressors' root starts WebAssembly for snappy, which the content security
 * policy does not let in. (hyparquet's own snappy serves.)
 */
import { decompress } from 'fzstd';
import type { Compressors } from 'hyparquet';
import { decompressBrotli } from 'hyparquet-compressors/src/brotli.js';
import { gunzip } from 'hyparquet-compressors/src/gzip.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';

export { parquetHeader } from 'hyparquet/src/column.js';
export { parquetMetadataAsync, parquetSchema } from 'hyparquet/src/metadata.js';
export { parquetReadColumn } from 'hyparquet/src/read.js';
export { getPhysicalColumns } from 'hyparquet/src/schema.js';

export const compressors: Compressors = {
  GZIP: (packed, length) => gunzip(packed, new Uint8Array(length)),
  BROTLI: decompressBrotli,
  ZSTD: (packed, length) => decompress(packed, new Uint8Array(length)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};
