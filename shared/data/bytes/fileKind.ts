import { BINARY_FORMATS, FORMATS, holderOf } from '../formats';
import { hasManyControls, isControl } from './controls';

/** First bytes that identify a file, whatever its name. Source: each format's own description. */
const MAGIC: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ...BINARY_FORMATS.flatMap((format) =>
    holderOf(format) === null ? [[format, FORMATS[format].magic.bytes] as const] : [],
  ),
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['utf-32', [0xff, 0xfe, 0x00, 0x00]],
];

/** The offset of the magic number of a tar. */
const TAR_MARK = [0x75, 0x73, 0x74, 0x61, 0x72]; // ustar
const TAR_MARK_AT = 257;

/** Bytes after the signature in which a binary file has a control character. */
const JUDGED_BYTES = 1024;

/**
 * The kind of file that `head` starts, a format by its name: 'zip', 'gzip', 'png', 'parquet' ...; null if its first
 * bytes match no signature. A text can start with the characters of a signature (`PAR1,comment`, `GIF8 is great`):
 * where all of them are printable, only a file with control characters near its start is binary.
 */
export function magicKind(head: Uint8Array): string | null {
  const found = MAGIC.find(([, bytes]) => holdsAt(head, bytes, 0));
  if (found === undefined) return holdsAt(head, TAR_MARK, TAR_MARK_AT) && hasControls(head) ? 'tar' : null;
  const [kind, signature] = found;
  if (kind === 'pdf') return isPdf(head) ? kind : null;
  const readable = signature.every((byte) => byte >= 0x20 && byte < 0x7f);
  return !readable || hasControls(head) ? kind : null;
}

/** A PDF starts with a line that names its version, and may hold text alone for long. */
function isPdf(head: Uint8Array): boolean {
  return /^%PDF-\d\.\d\s*[\r\n]/.test(String.fromCharCode(...head.subarray(0, 16)));
}

/** Whether a byte near the start is a control character that no text has. */
function hasControls(head: Uint8Array): boolean {
  return head.subarray(0, JUDGED_BYTES).some(isControl);
}

/**
 * The kind of binary file that `head` starts: as `magicKind`, or 'unknown' when control characters are more than a few
 * outside quoted cells; null if it may be a text. NUL bytes at the end of a text are what a power cut leaves.
 *
 * @param wide the text is UTF-16, where a NUL is half of a character.
 */
export function binaryKind(head: Uint8Array, wide: boolean): string | null {
  const kind = magicKind(head);
  if (kind !== null || wide) return kind;
  let end = head.length;
  while (end > 0 && (head[end - 1] === 0 || head[end - 1] === 0x1a)) end--;
  return hasManyControls(head.subarray(0, end)) ? 'unknown' : null;
}

function holdsAt(bytes: Uint8Array, part: readonly number[], at: number): boolean {
  return part.every((byte, i) => bytes[at + i] === byte);
}
