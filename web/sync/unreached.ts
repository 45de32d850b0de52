import { CodedError } from '#shared/base/errors';

/*
 * Why a request did not come through. A browser reports all causes as the same TypeError; that its own security policy
 * forbade the address it announces as an event of the document.
 */

const forbidden = new Set<string>();

globalThis.document?.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
  if (URL.canParse(blockedURI)) forbidden.add(new URL(blockedURI).origin);
});

/** Milliseconds within which the event follows the failure, or precedes it. */
const EVENT_MS = 30;

/** The error for a request to `address` that failed before there was a reply. */
export async function unreached(address: string, cause: unknown): Promise<CodedError> {
  await new Promise((resolve) => setTimeout(resolve, EVENT_MS));
  const code = forbidden.has(address) ? 'server-blocked' : 'server-unreachable';
  return new CodedError(code, { address }, cause);
}
