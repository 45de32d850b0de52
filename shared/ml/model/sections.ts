import { CodedError } from '../../base/errors';
import { digestOf } from './digest';
import {
  corrupt,
  DIGEST_AT,
  ENTRY_BYTES,
  MAGIC,
  MANIFEST_BYTES_LIMIT,
  MODEL_BYTES_LIMIT,
  MODEL_FORMAT_VERSION,
  SECTIONS_LIMIT,
  TABLE_AT,
} from './format';

/** The section table, checked: sections are in order and inside the file, and each is read exactly once. */
export interface Sections {
  readonly version: number;
  readonly count: number;
  /** The section's bytes. `length` is the number of elements it must hold, null for any. */
  take(kind: number, block: number, elementBytes: number, length: number | null): Uint8Array<ArrayBuffer>;
  /** Rejects sections that were not read. */
  end(): void;
}

/**
 * Checks header, checksum and table of a file that is inflated; what it yields means nothing.
 * @param name how to call the file in an error.
 * @throws CodedError `model-not-a-model`, `model-too-new`, `model-cut-short`, `model-too-large`, `model-corrupt`.
 */
export function* readSections(file: Uint8Array<ArrayBuffer>, name: string): Generator<number, Sections, undefined> {
  if (file.length < 8 || MAGIC.some((byte, i) => file[i] !== byte)) {
    // A file cut inside its first bytes is still recognisably ours.
    const begun =
      file.length > 0 && file.length < 8 && MAGIC.slice(0, file.length).every((byte, i) => file[i] === byte);
    if (!begun) throw new CodedError('model-not-a-model', { name });
  }
  if (file.length < TABLE_AT) throw new CodedError('model-cut-short', { got: file.length, expected: TABLE_AT });
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = header.getUint32(8, true);
  if (version > MODEL_FORMAT_VERSION) {
    throw new CodedError('model-too-new', { version, supported: MODEL_FORMAT_VERSION });
  }
  if (version < 1) throw corrupt('format version', version, `1 to ${MODEL_FORMAT_VERSION}`);
  const length = header.getUint32(12, true);
  if (length > MODEL_BYTES_LIMIT) throw new CodedError('model-too-large', { bytes: length, limit: MODEL_BYTES_LIMIT });
  if (file.length < length) throw new CodedError('model-cut-short', { got: file.length, expected: length });
  if (file.length > length) throw corrupt('length', file.length, String(length));
  if ((yield* digestOf(file)).some((byte, i) => file[DIGEST_AT + i] !== byte)) {
    throw corrupt('checksum', 'other bytes', 'the bytes it was made from');
  }
  const manifest = header.getUint32(16, true);
  if (manifest > MANIFEST_BYTES_LIMIT) {
    throw corrupt('length of the manifest', manifest, `at most ${MANIFEST_BYTES_LIMIT}`);
  }
  const count = header.getUint32(20, true);
  if (count > SECTIONS_LIMIT) throw corrupt('number of sections', count, `at most ${SECTIONS_LIMIT}`);
  const entries: { kind: number; block: number; offset: number; length: number; taken: boolean }[] = [];
  let end = TABLE_AT + count * ENTRY_BYTES + manifest;
  if (end > length) throw corrupt('length of the manifest', manifest, 'a manifest inside the file');
  for (let i = 0; i < count; i++) {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    const offset = header.getUint32(entry + 8, true);
    const bytes = header.getUint32(entry + 12, true);
    if (offset % 8 !== 0 || offset < end || offset + bytes > length) {
      throw corrupt(`section ${i}`, `${bytes} bytes at ${offset}`, `a place between ${end} and ${length}`);
    }
    end = offset + bytes;
    const kind = header.getUint32(entry, true);
    entries.push({ kind, block: header.getUint32(entry + 4, true), offset, length: bytes, taken: false });
  }
  return {
    version,
    count,
    take(kind, block, elementBytes, elements) {
      const entry = entries.find((e) => e.kind === kind && e.block === block && !e.taken);
      if (!entry) throw corrupt(`section of kind ${kind}, block ${block}`, 'none', 'one');
      const expected = elements === null ? null : elements * elementBytes;
      if (expected !== null && entry.length !== expected) {
        throw corrupt(`section of kind ${kind}, block ${block}`, `${entry.length} bytes`, `${expected} bytes`);
      }
      entry.taken = true;
      return file.subarray(entry.offset, entry.offset + entry.length);
    },
    end() {
      const left = entries.find((e) => !e.taken);
      if (left)
        throw corrupt('sections', `an extra one of kind ${left.kind}, block ${left.block}`, 'none but the needed');
    },
  };
}
