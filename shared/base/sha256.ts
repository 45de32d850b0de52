import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { StreamingHash } from './hash';

/** `#sha256` of package.json where the host has no incremental SHA-256. */
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
