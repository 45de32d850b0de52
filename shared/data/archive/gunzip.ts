import { Gunzip } from 'fflate';
import { CodedError } from '../../base/errors';
import { crc32 } from '../bytes/crc32';
import { joinBytes } from '../bytes/source';
import { createInflationGuard, drivePacked, INFLATION_STEP, type InflationLimits } from './inflation';

/** Checksum and length, at the end of every member. */
const TRAILER_BYTES = 8;

/**
 * Unpacks gzip (RFC 1952) as a stream, of one member or several, and holds each against its checksum and length.
 *
 * @param source the packed bytes, cut anywhere.
 * @param name the file's, for errors.
 * @throws CodedError `archive-damaged`, `file-too-large`, `archive-ratio`; whatever the source throws.
 */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  name: string,
  limits: InflationLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const guard = createInflationGuard(name, limits);
  const member = createMemberCheck(name);
  const ready: Uint8Array[] = [];
  let recent: Uint8Array = new Uint8Array(0); // the latest packed bytes; a trailer is among them
  let consumed = 0;
  const trailerBefore = (end: number) => {
    const at = end - (consumed - recent.length);
    return recent.subarray(Math.max(0, at - TRAILER_BYTES), at);
  };

  const inflate = new Gunzip((bytes) => {
    if (bytes.length === 0) return;
    member.take(bytes);
    ready.push(bytes);
  });
  inflate.onmember = (offset) => member.close(trailerBefore(offset));

  yield* drivePacked(source, inflate, ready, name, guard, (bytes) => {
    consumed += bytes.length;
    // A member's end shows only once the next one's header has come.
    const kept = recent.subarray(-INFLATION_STEP);
    recent = joinBytes([kept, bytes], kept.length + bytes.length);
  });
  member.close(trailerBefore(consumed));
}

/** Holds what a member unpacked to against the trailer it ends in. */
function createMemberCheck(name: string): { take(bytes: Uint8Array): void; close(trailer: Uint8Array): void } {
  let checksum = 0;
  let length = 0;
  const expect = (where: string, got: number, expected: number) => {
    if (got === expected) return;
    throw new CodedError('archive-damaged', { name, where, got: String(got), expected: String(expected) });
  };
  return {
    take(bytes) {
      checksum = crc32(bytes, checksum);
      length += bytes.length;
    },
    close(trailer) {
      expect('length of the trailer', trailer.length, TRAILER_BYTES);
      const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER_BYTES);
      expect('checksum', checksum, view.getUint32(0, true));
      expect('length', length % 2 ** 32, view.getUint32(4, true));
      checksum = 0;
      length = 0;
    },
  };
}
