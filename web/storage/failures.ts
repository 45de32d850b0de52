import { CodedError } from '#shared/base/errors';

/** Names of the DOM exceptions that mean that IndexedDB is not available here, whatever the request. */
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

/** Names of the DOM exceptions with which opening fails where something is stored that cannot be read. */
const UNOPENED = new Set(['UnknownError', 'DataError', 'ConstraintError', 'NotReadableError', 'OperationError']);

/** What an error of opening the database says about it; null: nothing, it may be whole. */
export function openFault(error: unknown): CodedError<'storage-damaged'> | null {
  if (!(error instanceof Error) || error instanceof CodedError) return null;
  const reason = error.message || error.name;
  if (error.name === 'VersionError') return new CodedError('storage-damaged', { fault: 'newer', reason }, error);
  return UNOPENED.has(error.name) ? new CodedError('storage-damaged', { fault: 'unopened', reason }, error) : null;
}

/** Whether a write failed because storage is full. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/**
 * The coded error for a platform error of IndexedDB. Other errors are returned unchanged.
 *
 * @param neededBytes what was about to be written, if known.
 */
export async function storageError(error: unknown, neededBytes: number | null = null): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof CodedError) return error;
  if (isQuotaExceeded(error)) {
    const free = await freeBytes();
    // Only a number that explains the refusal is shown. If the browser's own estimate is more than was needed, the disk
    // is full: "11 GB is free" next to "storage is full" would mislead.
    const explains = free !== null && neededBytes !== null && free <= neededBytes;
    return new CodedError('storage-full', { neededBytes, freeBytes: explains ? free : null }, error);
  }
  if (!UNAVAILABLE.has(error.name)) return error;
  return new CodedError('storage-unavailable', { reason: error.message || error.name }, error);
}

/** Bytes that can still be written by the browser's estimate, or null if it has none. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null; // over plain http there is no navigator.storage: the sentence then names no number
  }
}
