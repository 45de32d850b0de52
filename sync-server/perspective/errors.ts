import {
  DISCOVERY_PATH,
  PERSPECTIVE_METHODS,
  PERSPECTIVE_PATH,
  type PerspectiveErrorType,
} from '#shared/api/perspective';

/*
 * Errors as clients of the Perspective API know them. Their texts are part of the format: clients search them, so they
 * are in English alone. None repeats a word of the comment.
 */

/** The statuses of google.rpc.Code that are used, and the HTTP status of each. */
const HTTP = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type RpcStatus = keyof typeof HTTP;

/** An error on the wire: `{error: …}`. */
export interface ErrorBody {
  readonly error: {
    readonly code: number;
    readonly message: string;
    readonly status: RpcStatus;
    readonly details: readonly Readonly<Record<string, unknown>>[];
  };
}

/** An error that a client of the format is answered with. */
export class PerspectiveError extends Error {
  override readonly name = 'PerspectiveError';
  readonly status: RpcStatus;
  readonly details: readonly Readonly<Record<string, unknown>>[];
  /** For `Retry-After`, in seconds; null for errors that waiting does not help. */
  readonly retryAfter: number | null;

  constructor(
    status: RpcStatus,
    message: string,
    details: readonly Readonly<Record<string, unknown>>[] = [],
    retryAfter: number | null = null,
  ) {
    super(message);
    this.status = status;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  get httpStatus(): number {
    return HTTP[this.status];
  }

  get body(): ErrorBody {
    const { httpStatus: code, message, status, details } = this;
    return { error: { code, message, status, details } };
  }
}

const CONTENT_ERROR = 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error';
const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo';

function contentError(
  errorType: PerspectiveErrorType,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): PerspectiveError {
  return new PerspectiveError('INVALID_ARGUMENT', message, [{ '@type': CONTENT_ERROR, errorType, ...more }]);
}

function infoError(
  status: RpcStatus,
  reason: string,
  message: string,
  metadata: Readonly<Record<string, string>>,
  retryAfter: number | null = null,
): PerspectiveError {
  return new PerspectiveError(
    status,
    message,
    [{ '@type': ERROR_INFO, reason, domain: 'googleapis.com', metadata }],
    retryAfter,
  );
}

export const commentEmpty = () => contentError('COMMENT_EMPTY', 'Comment must be non-empty.');

export const commentTooLong = (bytes: number, limit: number) =>
  contentError('COMMENT_TOO_LONG', `Comment text is too long: it has ${bytes} bytes, and the limit is ${limit} bytes.`);

export const noRequestedAttributes = () =>
  contentError('NO_REQUESTED_ATTRIBUTES', 'No requested attributes: name at least one in requestedAttributes.');

export const unknownAttribute = (attribute: string) =>
  contentError('INVALID_REQUEST', `Unknown requested attribute: ${attribute.slice(0, 100)}`);

export const invalidRequest = (message: string) => contentError('INVALID_REQUEST', message);

export function languageNotSupported(
  attribute: string,
  asked: readonly string[],
  requestedLanguages: readonly string[],
  detectedLanguages: readonly string[],
): PerspectiveError {
  return contentError(
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    `Attribute ${attribute} does not support request languages: ${asked.join(', ')}`,
    { languageNotSupportedByAttributeError: { detectedLanguages, requestedLanguages, attribute } },
  );
}

export const languageDetectionFailed = () =>
  contentError(
    'LANGUAGE_DETECTION_FAILED',
    'The language of the comment could not be detected. Name it in languages, for example ["en"].',
  );

export const keyMissing = () =>
  new PerspectiveError(
    'PERMISSION_DENIED',
    'Method does not allow unregistered callers (callers without established identity). Send a token of this server as ?key=, x-goog-api-key or Authorization: Bearer.',
  );

/** @param why what is wrong with it besides being unknown. */
export const keyInvalid = (why = '') =>
  infoError(
    'INVALID_ARGUMENT',
    'API_KEY_INVALID',
    `API key not valid. Please pass a valid API key.${why === '' ? '' : ` ${why}`}`,
    { service: 'commentanalyzer.googleapis.com' },
  );

export const rateLimited = (limit: number, seconds: number) =>
  infoError(
    'RESOURCE_EXHAUSTED',
    'RATE_LIMIT_EXCEEDED',
    `Quota exceeded: ${limit} requests per minute. Try again in ${seconds} s.`,
    { quota_limit_value: String(limit), quota_unit: '1/min' },
    seconds,
  );

/** A suggestion that was to be kept, and that there is no room for. Waiting does not help. */
export const feedbackFull = (what: string) =>
  infoError(
    'RESOURCE_EXHAUSTED',
    'FEEDBACK_FULL',
    `The suggestion was not kept: ${what} Download the feedback and remove it on the server, or raise the limit.`,
    { service: 'commentanalyzer.googleapis.com' },
  );

export function methodNotFound(method: string, path: string): PerspectiveError {
  const there = PERSPECTIVE_METHODS.map((name) => `POST ${PERSPECTIVE_PATH}/${name}`);
  const got = `${method} ${path.slice(0, 100)}`;
  return new PerspectiveError(
    'NOT_FOUND',
    `Method not found: ${got}. There are ${[...there, `GET ${DISCOVERY_PATH}?version=v1alpha1`].join(', ')}.`,
  );
}

/** What answers an attribute by the server's settings is not there, or cannot. */
export const modelUnusable = (attribute: string, why: string) =>
  new PerspectiveError('FAILED_PRECONDITION', `Attribute ${attribute} has no usable model on this server: ${why}`);

/** Seconds after which a client may ask again for what is away: a database that is started anew, say. */
const UNAVAILABLE_SECONDS = 5;

/** What the server needs is away for the moment. */
export const unavailable = (why: string) =>
  new PerspectiveError(
    'UNAVAILABLE',
    `The service is currently unavailable: ${why} Try again in ${UNAVAILABLE_SECONDS} s.`,
    [],
    UNAVAILABLE_SECONDS,
  );

export const internal = () => new PerspectiveError('INTERNAL', 'Internal error encountered.');
