import { CodedError } from '../../base/errors';
import type { ArchivePlace } from '../../base/faults';
import { crc32 } from '../bytes/crc32';
import { type BlobLike, bytesOfBlob, piecesOf, readRange } from '../bytes/source';
import { createInflationGuard, type InflationLimits, inflateRaw } from './inflation';

/** A file in a zip. */
export interface ZipEntry {
  /** Its path, with forward slashes. */
  readonly path: string;
  /** 0 is stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes in the zip. */
  readonly packedSize: number;
  /** Its declared unpacked size, in bytes. */
  readonly size: number;
  /** Where its local header is. */
  readonly offset: number;
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const END = 0x06054b50;
const END_BYTES = 22;
const END64_LOCATOR = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LONGEST_COMMENT = 0xffff;
const EXTRA_ZIP64 = 0x0001;
/** "See the zip64 field" in fields of two and four bytes. */
const ABSENT16 = 0xffff;
const ABSENT32 = 0xffffffff;
/** More than any archive of tables has. */
const DIRECTORY_LIMIT = 64 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('windows-1252');

/**
 * The files of a zip, by its central directory (APPNOTE 6.3: 4.3.6 to 4.3.16, zip64 included).
 * @throws CodedError `archive-damaged`, `file-too-large` (the directory), `file-unreadable`.
 */
export async function readZipDirectory(blob: BlobLike, name: string): Promise<ZipEntry[]> {
  const damaged = (got: number, expected: number) =>
    new CodedError('archive-damaged', { name, where: 'directory', got, expected });

  const { at, length, count } = await findDirectory(blob, name);
  if (at + length > blob.size) throw damaged(blob.size, at + length);
  if (length > DIRECTORY_LIMIT)
    throw new CodedError('file-too-large', { name, bytes: length, limitBytes: DIRECTORY_LIMIT });
  const bytes = await readRange(blob, at, at + length, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

  const entries: ZipEntry[] = [];
  for (let start = 0; start + 4 <= length && entries.length < count; ) {
    if (view.getUint32(start, true) !== DIRECTORY_ENTRY || start + DIRECTORY_ENTRY_BYTES > length) {
      throw damaged(entries.length, count);
    }
    const nameLength = view.getUint16(start + 28, true);
    const extraLength = view.getUint16(start + 30, true);
    const nameAt = start + DIRECTORY_ENTRY_BYTES;
    const extraAt = nameAt + nameLength;
    const end = extraAt + extraLength + view.getUint16(start + 32, true);
    if (end > length) throw damaged(length, end);
    const wide = createWideFields(view, extraAt, extraLength);
    const size = wide(view.getUint32(start + 24, true));
    const packedSize = wide(view.getUint32(start + 20, true));
    const offset = wide(view.getUint32(start + 42, true));
    entries.push({
      path: pathOf(bytes.subarray(nameAt, extraAt)),
      method: view.getUint16(start + 10, true),
      encrypted: (view.getUint16(start + 8, true) & 1) !== 0,
      crc: view.getUint32(start + 16, true),
      packedSize,
      size,
      offset,
    });
    start = end;
  }
  if (entries.length !== count) throw damaged(entries.length, count);
  return entries;
}

/**
 * What one file of a zip unpacks to, held against the length and the checksum in the directory.
 *
 * @param onRead called with the packed bytes read so far.
 * @throws CodedError `archive-damaged`, `archive-encrypted`, `archive-method`, `file-too-large`, `archive-ratio`,
 *   `file-unreadable`.
 */
export async function* bytesOfZipEntry(
  blob: BlobLike,
  entry: ZipEntry,
  name: string,
  limits: InflationLimits,
  onRead: (packedBytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const expect = (where: ArchivePlace, got: number, expected: number) => {
    if (got !== expected) throw new CodedError('archive-damaged', { name, where, got, expected });
  };
  if (entry.encrypted) throw new CodedError('archive-encrypted', { name });
  if (entry.method !== 0 && entry.method !== 8) throw new CodedError('archive-method', { name, method: entry.method });
  if (entry.size > limits.bytes) {
    throw new CodedError('file-too-large', { name, bytes: entry.size, limitBytes: limits.bytes });
  }

  const header = await readRange(blob, entry.offset, entry.offset + LOCAL_HEADER_BYTES, name);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  expect('file-header', header.length, LOCAL_HEADER_BYTES);
  if (view.getUint32(0, true) !== LOCAL_HEADER) {
    throw new CodedError('archive-damaged', { name, where: 'file-header', got: null, expected: null });
  }
  const start = entry.offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  const end = start + entry.packedSize;
  if (end > blob.size) expect('end', blob.size, end);

  let read = 0;
  async function* packed() {
    for await (const piece of piecesOf(bytesOfBlob(blob, start, end), name)) {
      read += piece.length;
      onRead(read);
      yield piece;
    }
  }
  const guard = createInflationGuard(name, limits);
  let checksum = 0;
  let size = 0;
  for await (const piece of entry.method === 0 ? packed() : inflateRaw(packed(), name, guard)) {
    checksum = crc32(piece, checksum);
    size += piece.length;
    if (size > entry.size) break;
    yield piece;
  }
  expect('length', size, entry.size);
  expect('checksum', checksum, entry.crc);
}

/** Where the central directory is, by the record at the end of the file. */
async function findDirectory(blob: BlobLike, name: string): Promise<{ at: number; length: number; count: number }> {
  const tailAt = Math.max(0, blob.size - END_BYTES - LONGEST_COMMENT - END64_LOCATOR_BYTES);
  const tail = await readRange(blob, tailAt, blob.size, name);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  let end = tail.length - END_BYTES;
  while (
    end >= 0 &&
    (view.getUint32(end, true) !== END || end + END_BYTES + view.getUint16(end + 20, true) > tail.length)
  ) {
    end--;
  }
  if (end < 0) {
    throw new CodedError('archive-damaged', { name, where: 'end', got: null, expected: null });
  }
  const directory = {
    count: view.getUint16(end + 10, true),
    length: view.getUint32(end + 12, true),
    at: view.getUint32(end + 16, true),
  };
  const locator = end - END64_LOCATOR_BYTES;
  const wide = directory.count === ABSENT16 || directory.length === ABSENT32 || directory.at === ABSENT32;
  if (!wide || locator < 0 || view.getUint32(locator, true) !== END64_LOCATOR) return directory;

  const at = Number(view.getBigUint64(locator + 8, true));
  const end64 = await readRange(blob, at, at + END64_BYTES, name);
  const view64 = new DataView(end64.buffer, end64.byteOffset, end64.length);
  if (end64.length < END64_BYTES || view64.getUint32(0, true) !== END64) {
    throw new CodedError('archive-damaged', { name, where: 'directory', got: null, expected: null });
  }
  return {
    count: Number(view64.getBigUint64(32, true)),
    length: Number(view64.getBigUint64(40, true)),
    at: Number(view64.getBigUint64(48, true)),
  };
}

/**
 * Reads fields that stand in the zip64 extra field, in the order of asking, if they are too large for their own place.
 */
function createWideFields(view: DataView, extraAt: number, extraLength: number): (field: number) => number {
  let at = 0;
  let end = 0;
  for (let i = extraAt; i + 4 <= extraAt + extraLength; i += 4 + view.getUint16(i + 2, true)) {
    if (view.getUint16(i, true) !== EXTRA_ZIP64) continue;
    at = i + 4;
    end = Math.min(at + view.getUint16(i + 2, true), extraAt + extraLength);
    break;
  }
  return (field) => {
    if (field !== ABSENT32 || at + 8 > end) return field;
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  };
}

/** A path as people wrote it; old programs wrote other encodings than UTF-8 without saying which. */
function pathOf(bytes: Uint8Array): string {
  let path: string;
  try {
    path = utf8.decode(bytes);
  } catch {
    path = latin.decode(bytes); // readable in part, and still of one file alone
  }
  return path.replaceAll('\\', '/');
}
