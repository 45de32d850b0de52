import { Gunzip } from 'fflate';
import { CodedError } from '../../base/errors';
import type { ArchivePlace } from '../../base/faults';
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
 * @param onIgnored called with the number of bytes after the last member that are neither a member nor zeros.
 * @throws CodedError `archive-damaged`, `file-too-large`, `archive-ratio`; whatever the source throws.
 */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  name: string,
  limits: InflationLimits,
  onIgnored: (bytes: number) => void = () => undefined,
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
  let members = 1;
  inflate.onmember = (offset) => {
    member.close(trailerBefore(offset));
    if (++members > MEMBERS && consumed < members * MEMBER_BYTES) {
      throw new CodedError('archive-damaged', { name, where: 'members', got: members, expected: MEMBERS });
    }
  };
  let ended = false;
  let padding = true; // nothing but zeros after the data, as tapes and block devices have it
  const ignore = (bytes: Uint8Array) => {
    ended = true;
    padding &&= !bytes.some((byte) => byte !== 0);
    if (!padding) onIgnored(bytes.length);
  };
  const stream = {
    push(bytes: Uint8Array, last: boolean) {
      if (ended) return ignore(bytes);
      const isOver = last && stateOf(inflate).headerAt > 0;
      try {
        if (!isOver) return inflate.push(bytes, last);
      } catch (error) {
        if (error instanceof CodedError || stateOf(inflate).headerAt === 0) throw error;
      }
      // What follows a whole member is no other one: `gzip -d` ignores it too.
      const { headerAt, held } = stateOf(inflate);
      const rest = held.subarray(headerAt - 1);
      member.close(trailerBefore(consumed - rest.length));
      ignore(rest);
    },
  };

  yield* drivePacked(source, stream, ready, name, guard, (bytes) => {
    consumed += bytes.length;
    // A member's end shows only once the next one's header has come.
    const kept = recent.subarray(-INFLATION_STEP);
    recent = joinBytes([kept, bytes], kept.length + bytes.length);
  });
  if (!ended) member.close(trailerBefore(consumed));
}

/** A file of so many members, each shorter than this, is made to keep a reader busy. */
const MEMBERS = 20_000;
const MEMBER_BYTES = 64;

/**
 * Where a Gunzip of fflate is: after a member it waits for a header at `headerAt` − 1 of the bytes it holds. The
 * library has no other way to signal that what follows is not a member; its version is pinned, and a test covers this.
 */
function stateOf(inflate: Gunzip): { readonly headerAt: number; readonly held: Uint8Array } {
  const { v, p } = inflate as unknown as { readonly v: number; readonly p: Uint8Array };
  return { headerAt: v > 1 ? v : 0, held: p };
}

/** Holds what a member unpacked to against the trailer it ends in. */
function createMemberCheck(name: string): { take(bytes: Uint8Array): void; close(trailer: Uint8Array): void } {
  let checksum = 0;
  let length = 0;
  const expect = (where: ArchivePlace, got: number, expected: number) => {
    if (got !== expected) throw new CodedError('archive-damaged', { name, where, got, expected });
  };
  return {
    take(bytes) {
      checksum = crc32(bytes, checksum);
      length += bytes.length;
    },
    close(trailer) {
      expect('trailer', trailer.length, TRAILER_BYTES);
      const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER_BYTES);
      expect('checksum', checksum, view.getUint32(0, true));
      expect('length', length % 2 ** 32, view.getUint32(4, true));
      checksum = 0;
      length = 0;
    },
  };
}
