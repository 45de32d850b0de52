/*
 * The Parquet reader and its decompressors, in a chunk of their own that loads with the first Parquet file. By path:
 * hyparquet's root is for Node, and hyparquet-compressors' root starts WebAssembly for snappy, which the content
 * security policy does not let in. (hyparquet's own snappy serves.)
 */
import { decompress } from 'fzstd';
import type { Compressors } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { decompressBrotli } from 'hyparquet-compressors/src/brotli.js';
import { gunzip } from 'hyparquet-compressors/src/gzip.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';
import type { PageTools } from './parquetChecks';

export { parquetMetadataAsync, parquetSchema } from 'hyparquet/src/metadata.js';
export { parquetReadColumn } from 'hyparquet/src/read.js';

export const compressors: Compressors = {
  GZIP: (packed, length) => gunzip(packed, new Uint8Array(length)),
  BROTLI: decompressBrotli,
  ZSTD: (packed, length) => decompress(packed, new Uint8Array(length)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

export const pageTools: PageTools = {
  readHeader: parquetHeader,
  readPage,
  convert,
  decoderOf: (tree, { path_in_schema: pathInSchema, type, codec }) => {
    const schemaPath = getTreePath(tree, pathInSchema);
    const { element } = schemaPath[schemaPath.length - 1];
    return { pathInSchema, type, codec, element, schemaPath, parsers: DEFAULT_PARSERS, compressors };
  },
  unpack: (packed, length, codec) => decompressPage(packed, length, codec, compressors),
};
