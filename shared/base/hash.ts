import { createSha256 } from '#sha256';

/** An incremental SHA-256 (crypto.subtle cannot, and is absent over plain http). */
export interface StreamingHash {
  update(bytes: Uint8Array): StreamingHash;
  /** 64 lower-case hexadecimal digits; the hash accepts no more bytes after it. */
  hex(): string;
}

/** Starts a SHA-256: Node's own there (`imports` in package.json choose), else @noble/hashes. */
export { createSha256 };

/** The SHA-256 of `bytes` as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createSha256().update(bytes).hex();
}
