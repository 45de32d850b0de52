import { CodedError, type ErrorCode, type ErrorParams } from '#shared/base/errors';
import { isErrorCode, sentenceIn } from '#shared/messages/index';

/*
 * What went wrong between the app and a server, as coded errors: what the server refused, in the words of this app, and
 * what the network did.
 */

/** Errors whose sentences speak of the device, where the one who has a problem is the server. */
const ON_SERVER: Readonly<Partial<Record<ErrorCode, CodedError>>> = {
  'model-missing': new CodedError('server-lacks-model', {}),
  'dataset-missing': new CodedError('server-lacks-dataset', {}),
  'storage-full': new CodedError('server-full', {}),
};

/**
 * The coded error in the body of a reply that is one (`{error: {data: {error}}}`); null if the body is something else.
 */
export function refusalIn(body: unknown): CodedError | null {
  return refusalOf(field(field(field(body, 'error'), 'data'), 'error'));
}

/** The coded error that a server sent, `{code, params, sentences}`; null if `wire` is something else. */
export function refusalOf(wire: unknown): CodedError | null {
  const code = field(wire, 'code');
  const params = field(wire, 'params');
  if (typeof code !== 'string' || typeof params !== 'object' || params === null) return null;
  if (!isErrorCode(code)) return foreign(wire, code);
  if (code === 'not-signed-in') {
    return new CodedError('server-sign-in', { needed: String(field(params, 'needed') ?? 'reader') });
  }
  const here = ON_SERVER[code];
  if (here !== undefined) return new CodedError(here.code, here.params);
  const coded = new CodedError(code, params as unknown as ErrorParams[typeof code]);
  try {
    sentenceIn('en', coded);
    return coded;
  } catch {
    return foreign(wire, code); // the parameters are of another version
  }
}

/** An error that this version has no sentence for: the server's own is shown. */
function foreign(wire: unknown, code: string): CodedError {
  const said = field(field(wire, 'sentences'), 'en');
  return new CodedError('unexpected', { reason: typeof said === 'string' ? said : code });
}

/** Errors that pass by themselves: the same request may succeed later. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'server-unreachable',
  'server-slow',
  'server-stopping',
  'server-full',
  'server-lacks-dataset',
  'database-unavailable',
  'files-unavailable',
  'rate-limited',
  'queue-full',
]);

/** Whether asking again later makes sense; every other error needs a person. */
export function isPassing({ code, params }: CodedError): boolean {
  if (code === 'limit-reached') return field(params, 'what') === 'tasks-of-token';
  return PASSING.has(code);
}

/** Errors that signing in again ends. */
const ABOUT_TOKEN: ReadonlySet<ErrorCode> = new Set([
  'server-sign-in',
  'token-unknown',
  'token-expired',
  'token-revoked',
]);

/** Whether a server refused because of who asked. */
export function isAboutToken({ code }: CodedError): boolean {
  return ABOUT_TOKEN.has(code);
}

export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
