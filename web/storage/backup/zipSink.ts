import { Zip, ZipDeflate } from 'fflate';
import { CodedError } from '#shared/base/errors';

/** Takes the next bytes of a backup. */
export type WriteBytes = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/**
 * A zip without the fields of zip64 (which fflate does not write) has 32 bits for places in it, and 16 for the count.
 */
const MOST_BYTES = 0xffffffff;
const MOST_ENTRIES = 0xffff;
/** Bytes that are deflated, and written, at a time. */
const STEP = 1024 * 1024;

export interface ZipSink {
  /**
   * Adds an entry.
   * @throws CodedError `backup-too-large`; whatever writing throws.
   */
  add(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes the directory. @returns the size of the zip. */
  finish(): Promise<number>;
}

/** A zip that is written as it grows, so that no more than a step of it is in memory. */
export function createZipSink(write: WriteBytes): ZipSink {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  let written = 0;
  let entries = 0;
  let directory = 0;
  const zip = new Zip((error, data) => {
    if (error) failure ??= error;
    else ready.push(data);
  });
  const flush = async (least: number) => {
    if (failure) throw failure;
    const length = ready.reduce((sum, piece) => sum + piece.length, 0);
    if (length < least) return;
    written += length;
    if (written + directory > MOST_BYTES) throw new CodedError('backup-too-large', { limitBytes: MOST_BYTES });
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of ready.splice(0)) {
      whole.set(piece, at);
      at += piece.length;
    }
    await write(whole);
  };
  return {
    async add(path, bytes) {
      if (++entries > MOST_ENTRIES) throw new CodedError('backup-too-large', { limitBytes: MOST_BYTES });
      directory += 2 * path.length + 128;
      const entry = new ZipDeflate(path, { level: 3 });
      zip.add(entry);
      for (let at = 0; at === 0 || at < bytes.length; at += STEP) {
        entry.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
        await flush(STEP);
      }
    },
    async finish() {
      zip.end();
      await flush(1);
      return written;
    },
  };
}
