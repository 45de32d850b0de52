import { CodedError } from '../errors';
import { isAbort } from '../steps';

/** Bytes handled between two visits to the event loop. */
export const PIECE_BYTES = 256 * 1024;

/** What we use of a Blob or File, on every host. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** The bytes of a file a person chose, a megabyte at a time. (Not every browser can iterate a blob's stream.) */
export async function* bytesOfBlob(blob: BlobLike): AsyncGenerator<Uint8Array, void, undefined> {
  const step = 4 * PIECE_BYTES;
  for (let start = 0; start < blob.size; start += step) {
    yield new Uint8Array(await blob.slice(start, Math.min(start + step, blob.size)).arrayBuffer());
  }
}

/** Bytes that are in memory already, as a source. */
export async function* bytesOfArray(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
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
        if (error instanceof CodedError || isAbort(error)) throw error;
        throw new CodedError(
          'file-unreadable',
          { name, reason: error instanceof Error ? error.message : String(error) },
          error,
        );
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
