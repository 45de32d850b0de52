import { CodedError } from '#shared/base/errors';

/** Names of the DOM exceptions that mean "IndexedDB is not to be had here", whatever was asked of it. */
const UNAVAILABLE = new Set([
  'InvalidStateError',
  'SecurityError',
  'UnknownError',
  'VersionError',
  'NotFoundError',
  'NotAllowedError',
  'TimeoutError',
  'AbortError', // the connection was closed under a transaction; our own cancels never pass through here
]);

/** Whether a write found no room. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/**
 * What a platform error of IndexedDB means to a person. Anything that is not one passes untouched.
 *
 * @param neededBytes what was about to be written, if known.
 */
export async function storageError(error: unknown, neededBytes: number | null = null): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof CodedError) return error;
  if (isQuotaExceeded(error)) {
    const free = await freeBytes();
    // Only a number that explains the refusal is worth saying. More room than needed by the browser's own estimate, and
    // refused all the same, means that the disk is full: "11 GB is free" beside "storage is full" would mislead.
    const explains = free !== null && neededBytes !== null && free <= neededBytes;
    return new CodedError('storage-full', { neededBytes, freeBytes: explains ? free : null }, error);
  }
  if (!UNAVAILABLE.has(error.name)) return error;
  return new CodedError('storage-unavailable', { reason: error.message || error.name }, error);
}

/** Bytes the browser would still let us write, or null if it does not say. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null; // over plain http there is no navigator.storage: the sentence then names no number
  }
}
