import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A SHA-256 that takes its bytes piece by piece (crypto.subtle cannot, and is absent over plain http). */
export interface StreamingHash {
  update(bytes: Uint8Array): StreamingHash;
  /** 64 lower-case hexadecimal digits; the hash takes no more bytes after it. */
  hex(): string;
}

/** Starts a SHA-256. */
export function createSha256(): StreamingHash {
  const hash = sha256.create();
  const self: StreamingHash = {
    update(bytes) {
      hash.update(bytes);
      return self;
    },
    hex: () => bytesToHex(hash.digest()),
  };
  return self;
}

/** The SHA-256 of `bytes` as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
