import { Inflate } from 'fflate';
import { CodedError } from '../../base/errors';

/** What packed data may come to: beyond it a file is a mistake or a trap. */
export interface InflationLimits {
  /** Bytes that one file may unpack to. */
  readonly bytes: number;
  /** How many times its packed size a file may unpack to. (Deflate can reach 1032.) */
  readonly ratio: number;
  /** Bytes up to which the ratio may be anything: little that packs well is no danger. */
  readonly ratioFrom: number;
}

export const INFLATION_LIMITS: InflationLimits = { bytes: 4 * 1024 ** 3, ratio: 500, ratioFrom: 256 * 1024 ** 2 };

/** Packed bytes inflated at a time: at the worst ratio they come to 16 MB. */
export const INFLATION_STEP = 16 * 1024;

/** Counts what comes out of a packed file against what went in. */
export interface InflationGuard {
  /** @throws CodedError `file-too-large` or `archive-ratio`. */
  count(packedBytes: number, bytes: number): void;
}

export function createInflationGuard(name: string, limits: InflationLimits): InflationGuard {
  let packed = 0;
  let inflated = 0;
  return {
    count(packedBytes, bytes) {
      packed += packedBytes;
      inflated += bytes;
      if (inflated > limits.bytes)
        throw new CodedError('file-too-large', { name, bytes: null, limitBytes: limits.bytes });
      if (inflated > limits.ratioFrom && inflated > limits.ratio * packed) {
        throw new CodedError('archive-ratio', { name, ratio: Math.floor(inflated / packed), limit: limits.ratio });
      }
    },
  };
}

/** A stream of fflate's: it passes what it unpacks to a callback. */
interface PackedStream {
  push(bytes: Uint8Array, last: boolean): void;
}

/**
 * Drives one of fflate's streams over `source`, a step at a time.
 *
 * @param ready what the stream has unpacked since the last step, which empties it.
 * @param onPacked sees every packed piece before the stream does.
 * @throws CodedError `archive-damaged`, and whatever the guard or the source throws.
 */
export async function* drivePacked(
  source: AsyncIterable<Uint8Array>,
  stream: PackedStream,
  ready: Uint8Array[],
  name: string,
  guard: InflationGuard,
  onPacked: (bytes: Uint8Array) => void = () => {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const push = (bytes: Uint8Array, last: boolean): Uint8Array[] => {
    onPacked(bytes);
    try {
      stream.push(bytes, last);
    } catch (error) {
      throw inflationError(error, name);
    }
    const pieces = ready.splice(0);
    guard.count(
      bytes.length,
      pieces.reduce((sum, piece) => sum + piece.length, 0),
    );
    return pieces;
  };
  for await (const piece of source) {
    for (let at = 0; at < piece.length; at += INFLATION_STEP)
      yield* push(piece.subarray(at, at + INFLATION_STEP), false);
  }
  yield* push(new Uint8Array(0), true);
}

/**
 * Inflates raw deflate data (RFC 1951) as a stream.
 *
 * @throws CodedError `archive-damaged`, and whatever the guard throws.
 */
export async function* inflateRaw(
  source: AsyncIterable<Uint8Array>,
  name: string,
  guard: InflationGuard,
): AsyncGenerator<Uint8Array, void, undefined> {
  const ready: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => {
    if (bytes.length > 0) ready.push(bytes);
  });
  yield* drivePacked(source, inflate, ready, name, guard);
}

/** What fflate found wrong with packed data, as a coded error; anything else as it is. */
function inflationError(error: unknown, name: string): unknown {
  if (error instanceof CodedError || !(error instanceof Error)) return error;
  const cut = /EOF/i.test(error.message);
  const where = cut ? 'end' : 'packed-data';
  return new CodedError('archive-damaged', { name, where, got: null, expected: null }, error);
}

/** What a decoded cell costs in addition to its characters. */
const CELL_BYTES = 16;

/**
 * Counts what the cells of a typed file come to: they refer to strings and to nulls that the file holds once, and obey
 * the rule of packed data.
 */
export function createUnfoldGuard(name: string, packedBytes: number): { count(cells: readonly string[]): void } {
  let bytes = 0;
  return {
    count(cells) {
      for (const cell of cells) bytes += cell.length;
      bytes += CELL_BYTES * cells.length;
      checkUnfolded(name, bytes, packedBytes);
    },
  };
}

/**
 * Refuses `bytes` that `packedBytes` unfold to where packed data would be refused.
 * @throws CodedError `file-too-large`, `archive-ratio`
 */
export function checkUnfolded(name: string, bytes: number, packedBytes: number): void {
  const { bytes: limitBytes, ratio, ratioFrom } = INFLATION_LIMITS;
  if (bytes > limitBytes) throw new CodedError('file-too-large', { name, bytes: null, limitBytes });
  if (bytes > ratioFrom && bytes > ratio * packedBytes) {
    throw new CodedError('archive-ratio', { name, ratio: Math.floor(bytes / packedBytes), limit: ratio });
  }
}
