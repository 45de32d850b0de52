/*
 * The Parquet reader and its decompressors, in a chunk of their own that loads with the first Parquet file. By path:
 * hyparquet's root is for Node. Its own snappy serves, since hyparquet-compressors' is WebAssembly, which the content
 * security policy does not let in.
 */
import type { Compressors } from 'hyparquet';
import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from 'hyparquet-compressors';

export { parquetHeader } from 'hyparquet/src/column.js';
export { parquetMetadataAsync, parquetSchema } from 'hyparquet/src/metadata.js';
export { parquetReadColumn } from 'hyparquet/src/read.js';
export { getPhysicalColumns } from 'hyparquet/src/schema.js';

export const compressors: Compressors = {
  GZIP: decompressGzip,
  BROTLI: decompressBrotli,
  ZSTD: (input, outputLength) => decompressZstd(input, new Uint8Array(outputLength)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};
