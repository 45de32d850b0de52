import { CodedError, unreadableReason } from '../../base/errors';
import { isAbort } from '../../runtime/steps';

/** Bytes handled between two visits to the event loop. */
export const PIECE_BYTES = 256 * 1024;

/** What we use of a Blob or File, on every host. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that a person chose: a browser's File is one. */
export interface DataFile extends BlobLike {
  readonly name: string;
}

/**
 * Bytes `start` to `end` of `blob`; fewer where it ends before.
 * @throws CodedError `file-unreadable` if it was moved, changed or shut away since it was chosen.
 */
export async function readRange(
  blob: BlobLike,
  start: number,
  end: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.slice(start, Math.min(end, blob.size)).arrayBuffer());
  } catch (error) {
    throw unreadable(error, name);
  }
}

/**
 * The bytes of `blob` from `start` to `end`, a megabyte at a time, the next being read while one is worked on. (Not
 * every browser can iterate a blob's stream.)
 */
export async function* bytesOfBlob(
  blob: BlobLike,
  start = 0,
  end = blob.size,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const step = 4 * PIECE_BYTES;
  const read = (at: number) => {
    const bytes = blob.slice(at, Math.min(at + step, end)).arrayBuffer();
    bytes.catch(() => undefined); // reported when it is awaited, and not at all if the reading has ended by then
    return bytes;
  };
  if (start >= end) return;
  let next = read(start);
  for (let at = start; at < end; at += step) {
    const bytes = new Uint8Array(await next);
    if (at + step < end) next = read(at + step);
    yield bytes;
  }
}

/** Bytes that are in memory already, as a blob. */
export function blobOfArray(bytes: Uint8Array): BlobLike {
  return {
    size: bytes.length,
    slice: (start, end) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer as ArrayBuffer }),
  };
}

/** `pieces`, `length` bytes in all, as one array. */
export function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * `source`, in pieces of at most PIECE_BYTES.
 * @throws CodedError `file-unreadable` for whatever the source throws, except coded errors and cancels.
 */
export async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = source[Symbol.asyncIterator]();
  let open = true;
  try {
    for (;;) {
      let step: IteratorResult<Uint8Array>;
      try {
        step = await pieces.next();
      } catch (error) {
        open = false;
        throw unreadable(error, name);
      }
      if (step.done) {
        open = false;
        return;
      }
      for (let at = 0; at < step.value.length; at += PIECE_BYTES) yield step.value.subarray(at, at + PIECE_BYTES);
    }
  } finally {
    if (open) await pieces.return?.();
  }
}

/** `error` of reading as a coded error; coded errors and cancels are returned as they are. */
function unreadable(error: unknown, name: string): unknown {
  if (error instanceof CodedError || isAbort(error)) return error;
  return new CodedError('file-unreadable', { name, reason: unreadableReason(error) }, error);
}
