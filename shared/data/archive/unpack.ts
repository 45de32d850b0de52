import { CodedError } from '../../base/errors';
import { magicKind } from '../bytes/fileKind';
import {
  type BlobLike,
  blobOfArray,
  bytesOfBlob,
  type DataFile,
  joinBytes,
  piecesOf,
  readRange,
} from '../bytes/source';
import { BINARY_FORMATS, type BinaryFormat, extensionsOf, FORMAT_LABELS, holderOf, isTableName } from '../formats';
import { gunzip } from './gunzip';
import { INFLATION_LIMITS, type InflationLimits } from './inflation';
import { bytesOfZipEntry, readZipDirectory, type ZipEntry } from './zip';

/** What a file was packed in. */
export interface Packing {
  readonly kind: 'gzip' | 'zip';
  /** Of a zip: paths of the files that may be tables. */
  readonly entries: readonly string[];
  /** Of a zip: the one that is read. */
  readonly entry: string | null;
}

/** A file out of its packing. */
export interface Unpacked {
  /** Without the folder and without `.gz`. */
  readonly name: string;
  readonly packing: Packing | null;
  /** Bytes, if that is known before they are read. */
  readonly size: number | null;
  /** Bytes of the packed file that reading takes. */
  readonly packedSize: number;
  /** The format that its bytes show; null: it is a text, or nothing that can be read. */
  readonly format: BinaryFormat | null;
  /** The first bytes: enough for `magicKind`. */
  readonly head: Uint8Array;
  /** Bytes after the packed data that belong to nothing, as far as reading has come. */
  ignored(): number;
  /**
   * Everything, as a stream. May be asked for again.
   * @param onRead called with how much of `packedSize` has been read.
   */
  bytes(onRead?: (packedBytes: number) => void): AsyncIterable<Uint8Array>;
  /**
   * Everything, for reading here and there: the file itself, or a copy in memory of a packed one.
   * @throws CodedError `file-too-large` if that copy would be.
   */
  whole(): Promise<BlobLike>;
}

/** How to open a file that may be packed. */
export interface UnpackOptions {
  /** Which file of a zip: its path. */
  readonly entry?: string;
  readonly limits?: InflationLimits;
}

/** Bytes of a packed Parquet or Excel file that may be held in memory. */
export const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

const HEAD_BYTES = 4096;

const ZIP_NAME = /\.zip$/i;
/** Files that people add to explain their tables. */
const NOTES_NAME = /(^|\/)(read.?me|licen[cs]e|notice|changelog|citation)[^/]*$/i;
/** Zips may lie in zips this deep, as Kaggle packs them. */
const ZIP_DEPTH = 3;
/** Files that programs add to a zip. */
const SYSTEM_FILES = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Takes `file` out of a gzip or a zip (or a gzip or a zip in a zip), if it is in one. An Excel file is a zip too, and
 * left whole, as is any zip that is a table by itself.
 *
 * @throws CodedError `archive-damaged`, `archive-encrypted`, `archive-method`, `archive-ratio`, `file-too-large`,
 *   `file-unreadable`; `archive-no-table` if a zip holds nothing to read, `archive-several` if it holds several files
 *   and none is chosen, `archive-file-missing` if the one chosen is not there.
 */
export async function unpack(file: DataFile, options: UnpackOptions = {}, depth = 1): Promise<Unpacked> {
  const { limits = INFLATION_LIMITS } = options;
  const head = await readRange(file, 0, HEAD_BYTES, file.name);
  const kind = magicKind(head);
  if (kind === 'gzip') {
    const packing: Packing = { kind: 'gzip', entries: [], entry: null };
    return unpackNested(await opened(gunzipped(plain(file, head), limits), packing), packing, limits, depth);
  }
  if (kind !== 'zip') return plain(file, head);

  const directory = await readZipDirectory(file, file.name);
  const whole = BINARY_FORMATS.find((format) => isZipOf(format, file.name, directory));
  if (whole !== undefined) return { ...plain(file, head), format: whole };
  const entries = tablesOf(directory);
  const entry = chooseEntry(entries, options.entry, file.name);
  const packing: Packing = { kind: 'zip', entries: entries.map(({ path }) => path), entry: entry.path };
  const inner = await opened(fromZip(file, entry, limits), packing);
  if (magicKind(inner.head) !== 'gzip') return unpackNested(inner, packing, limits, depth);
  return unpackNested(await opened(gunzipped(inner, limits), packing), packing, limits, depth);
}

/** Takes a file out of the zip that was found in another packing; anything else is returned as it is. */
async function unpackNested(
  inner: Unpacked,
  packing: Packing,
  limits: InflationLimits,
  depth: number,
): Promise<Unpacked> {
  if (magicKind(inner.head) !== 'zip' || depth === ZIP_DEPTH) return inner;
  const nested: DataFile = { name: inner.name, ...slices(await inner.whole()) };
  const innermost = await unpack(nested, { limits }, depth + 1);
  return { ...innermost, packing };
}

/** Whether a zip is a file of `format` by itself: by the file that it holds, or by its name if it holds no table. */
function isZipOf(format: BinaryFormat, name: string, directory: readonly ZipEntry[]): boolean {
  const holder = holderOf(format);
  if (holder === null) return false;
  if (directory.some(({ path }) => path.toLowerCase() === holder)) return true;
  const isNamed = extensionsOf(format).some((extension) => name.toLowerCase().endsWith(extension));
  return isNamed && !directory.some(({ path }) => isTableName(path));
}

/** The format whose first bytes `head` has. */
function binaryFormatOf(head: Uint8Array): BinaryFormat | null {
  const kind = magicKind(head);
  return BINARY_FORMATS.find((format) => format === kind) ?? null;
}

const slices = ({ size, slice }: BlobLike): BlobLike => ({ size, slice: (start, end) => slice(start, end) });

function plain(file: DataFile, head: Uint8Array): Unpacked {
  return {
    name: file.name,
    packing: null,
    size: file.size,
    packedSize: file.size,
    ignored: () => 0,
    format: binaryFormatOf(head),
    head,
    async *bytes(onRead) {
      let read = 0;
      for await (const piece of piecesOf(bytesOfBlob(file), file.name)) {
        read += piece.length;
        onRead?.(read);
        yield piece;
      }
    },
    whole: async () => file,
  };
}

/** A way out of a packing, before the head is known. */
type Opening = Pick<Unpacked, 'name' | 'size' | 'packedSize' | 'bytes' | 'ignored'>;

function gunzipped(packed: Opening, limits: InflationLimits): Opening {
  const name = packed.name.replace(/\.gz$/i, '');
  let ignored = 0;
  return {
    ignored: () => ignored,
    name,
    size: null, // a gzip ends in its length, but of its last member and below 4 GB only
    packedSize: packed.packedSize,
    bytes(onRead) {
      ignored = 0;
      return gunzip(packed.bytes(onRead), packed.name, limits, (bytes) => {
        ignored += bytes;
      });
    },
  };
}

function fromZip(file: DataFile, entry: ZipEntry, limits: InflationLimits): Opening {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  return {
    name,
    size: entry.size,
    packedSize: entry.packedSize,
    ignored: () => 0,
    bytes: (onRead) => bytesOfZipEntry(file, entry, name, limits, onRead),
  };
}

async function opened(opening: Opening, packing: Packing): Promise<Unpacked> {
  const { name } = opening;
  const head = await firstBytes(opening.bytes());
  return {
    ...opening,
    packing,
    format: binaryFormatOf(head),
    head,
    async whole() {
      const pieces: Uint8Array[] = [];
      let length = 0;
      for await (const piece of opening.bytes()) {
        pieces.push(piece);
        length += piece.length;
        if (length > MEMORY_LIMIT_BYTES) {
          throw new CodedError('file-too-large', { name, bytes: opening.size, limitBytes: MEMORY_LIMIT_BYTES });
        }
      }
      return blobOfArray(joinBytes(pieces, length));
    },
  };
}

async function firstBytes(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD_BYTES) break;
  }
  return joinBytes(pieces, length).subarray(0, HEAD_BYTES);
}

/** The files of a zip that may be tables: by their names, or else those with unknown extensions. */
function tablesOf(directory: readonly ZipEntry[]): ZipEntry[] {
  const files = directory.filter(({ path }) => !path.endsWith('/') && !SYSTEM_FILES.test(path));
  const tables = files.filter(({ path }) => isTableName(path));
  const named = tables.length > 0 ? tables : files.filter(({ path }) => ZIP_NAME.test(path));
  const data = named.filter(({ path }) => !NOTES_NAME.test(path));
  if (named.length > 0) return data.length > 0 ? data : named;
  return files.filter(({ path }) => !/\.\w{1,5}$/.test(path));
}

function chooseEntry(entries: readonly ZipEntry[], chosen: string | undefined, name: string): ZipEntry {
  const files = entries.map(({ path }) => path);
  if (chosen !== undefined) {
    const found = entries.find(({ path }) => path === chosen);
    if (found === undefined) throw new CodedError('archive-file-missing', { name, file: chosen, files });
    return found;
  }
  if (entries.length === 0) throw new CodedError('archive-no-table', { name, formats: FORMAT_LABELS });
  if (entries.length > 1) throw new CodedError('archive-several', { name, files });
  return entries[0];
}
