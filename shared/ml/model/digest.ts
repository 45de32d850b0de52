import { createSha256, type StreamingHash } from '../../base/hash';
import { runStepsSync } from '../../runtime/steps';
import { DIGEST_AT, TABLE_AT } from './format';
import { inflateModelFile } from './modelDeflation';

/* A model file's checksum, which detects damage, and its id, which identifies it. */

/** Writes the checksum of `file` into its header. Exported for tests that alter a file and seal it again. */
export function sealModelFile(file: Uint8Array): void {
  file.set(runStepsSync(digestOf(file)), DIGEST_AT);
}

/** Bytes hashed between two yields. */
const BYTES_PER_STEP = 1 << 21;

/** The checksum of `file`, 32 bytes: of all but the place where it is kept. */
export function* digestOf(file: Uint8Array): Generator<number, Uint8Array, undefined> {
  const hash = createSha256().update(file.subarray(0, DIGEST_AT));
  yield* updateSteps(hash, file.subarray(TABLE_AT));
  const hex = hash.hex();
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** A model's id: the SHA-256 of its file as inflated, 64 lower-case hexadecimal digits. */
export function modelId(file: Uint8Array<ArrayBuffer>): string {
  return runStepsSync(idSteps(file));
}

/** `modelId` in steps; yields bytes hashed. */
export function* idSteps(file: Uint8Array<ArrayBuffer>): Generator<number, string, undefined> {
  const hash = createSha256();
  yield* updateSteps(hash, inflateModelFile(file));
  return hash.hex();
}

function* updateSteps(hash: StreamingHash, bytes: Uint8Array): Generator<number, void, undefined> {
  for (let at = 0; at < bytes.length; at += BYTES_PER_STEP) {
    hash.update(bytes.subarray(at, at + BYTES_PER_STEP));
    yield at;
  }
}
