import { Unzlib, zlibSync } from 'fflate';
import { CodedError } from '../../base/errors';
import { corrupt, MAGIC, MODEL_BYTES_LIMIT } from './format';

/*
 * A model file may be deflated as a whole (zlib, RFC 1950), for shipping. Packing it does not change its id.
 */

/** A model file deflated as a whole, for shipping. */
export function deflateModelFile(file: Uint8Array): Uint8Array<ArrayBuffer> {
  return zlibSync(file, { level: 9 });
}

/** True if `bytes` begin as a zlib stream does (RFC 1950), which a model file never does. */
function isDeflated(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && (bytes[0] & 0x0f) === 8 && ((bytes[0] << 8) | bytes[1]) % 31 === 0;
}

/** Deflate cannot gain more than this, so no piece below yields over 8.5 MB and no short file a long one. */
const DEFLATE_GAIN = 1032;
/** Bytes of deflated input inflated at a time. */
const INFLATE_PIECE = 8 * 1024;

/**
 * The model file in `bytes`, inflated if it was deflated; otherwise `bytes` itself. The first bytes of the output must
 * be a model file's, and no more than the length in its header is inflated.
 * @throws CodedError `model-not-a-model`, `model-too-large`, `model-cut-short`, `model-corrupt`.
 */
export function inflateModelFile(bytes: Uint8Array<ArrayBuffer>, name = ''): Uint8Array<ArrayBuffer> {
  if (!isDeflated(bytes)) return bytes;
  let begun = new Uint8Array(0);
  let file = null as Uint8Array<ArrayBuffer> | null;
  let length = 0;
  const inflate = new Unzlib((piece) => {
    if (!file) {
      begun = joined(begun, piece);
      if (begun.length < 16) return;
      const promised = promisedLength(begun, name);
      if (promised > bytes.length * DEFLATE_GAIN)
        throw new CodedError('model-cut-short', { got: begun.length, expected: promised });
      file = new Uint8Array(promised);
      length = 0;
      piece = begun;
    }
    if (length + piece.length > file.length) throw corrupt('length', 'more bytes', `${file.length} bytes`);
    file.set(piece, length);
    length += piece.length;
  });
  const cutShort = () => new CodedError('model-cut-short', { got: length, expected: file?.length ?? null });
  try {
    for (let at = 0; at < bytes.length; at += INFLATE_PIECE) {
      inflate.push(bytes.subarray(at, at + INFLATE_PIECE), at + INFLATE_PIECE >= bytes.length);
    }
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (error instanceof Error && error.message.includes('EOF')) throw cutShort();
    throw corrupt('compression', error, 'a zlib stream', error);
  }
  if (!file || length < file.length) throw cutShort();
  return file;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The length of the whole file that its first 16 bytes promise, checked before anything is allocated. */
function promisedLength(head: Uint8Array<ArrayBuffer>, name: string): number {
  if (MAGIC.some((byte, i) => head[i] !== byte)) throw new CodedError('model-not-a-model', { name });
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(12, true);
  if (length > MODEL_BYTES_LIMIT) throw new CodedError('model-too-large', { bytes: length, limit: MODEL_BYTES_LIMIT });
  return length;
}
