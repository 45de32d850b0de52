import { TRPCError } from '@trpc/server';
import { expectedBy } from '#shared/api/expectedBy';
import { HTTP_STATUS } from '#shared/api/httpStatus';
import { CodedError } from '#shared/base/errors';
import { databaseErrorOf } from '../store/databaseErrors';

/* What went wrong, as a coded error, whoever threw it. */

type TrpcCode = TRPCError['code'];

/** tRPC's name of each HTTP status that an error may have. */
const TRPC_CODES: Readonly<Record<(typeof HTTP_STATUS)[keyof typeof HTTP_STATUS], TrpcCode>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

export function trpcErrorOf(error: CodedError): TRPCError {
  return new TRPCError({ code: TRPC_CODES[HTTP_STATUS[error.code]], message: error.code, cause: error });
}

/**
 * The coded error in `error`: itself, its cause, or what tRPC's own codes mean.
 * @param procedure for errors about the request.
 * @param limitBytes of the body.
 */
export function codedErrorOf(error: unknown, procedure: string, limitBytes: number): CodedError {
  if (error instanceof CodedError) return error;
  const unavailable = databaseErrorOf(error);
  if (unavailable) return unavailable;
  if (!(error instanceof TRPCError)) return unforeseen(error);
  if (error.cause instanceof CodedError) return error.cause;
  switch (error.code) {
    case 'NOT_FOUND':
      return new CodedError('procedure-unknown', { procedure }, error);
    case 'METHOD_NOT_SUPPORTED':
      return new CodedError(
        'method-wrong',
        { procedure, got: 'another method', expected: 'the documented one' },
        error,
      );
    case 'PAYLOAD_TOO_LARGE':
      return new CodedError('body-too-large', { limitBytes }, error);
    case 'PARSE_ERROR':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new CodedError('input-invalid', { path: '', got: 'no JSON that can be read', expected: 'JSON' }, error);
    case 'BAD_REQUEST':
      return inputErrorOf(error);
    default:
      return databaseErrorOf(error.cause) ?? unforeseen(error.cause ?? error);
  }
}

/**
 * What nobody foresaw, as others are told of it: its own words may hold places on this disk, statements and their values.
 */
export function unforeseen(error: unknown): CodedError<'unexpected'> {
  return new CodedError('unexpected', { reason: 'the log of the server has the details' }, error);
}

/** What a schema found wrong with the input. */
function inputErrorOf(error: TRPCError): CodedError<'input-invalid'> {
  const { cause } = error;
  const issues = cause !== undefined && 'issues' in cause && Array.isArray(cause.issues) ? cause.issues : [];
  const [issue] = issues;
  if (typeof issue !== 'object' || issue === null) {
    return new CodedError('input-invalid', { path: '', got: 'not understood', expected: 'what is documented' }, error);
  }
  const { path = [], received = 'not accepted' } = issue;
  const keys = Array.isArray(path) ? path.map((step) => String(step?.key ?? step)) : [];
  return new CodedError(
    'input-invalid',
    { path: keys.join('.'), got: cutTo(String(received), 100), expected: cutTo(expectedBy(issue), 300) },
    error,
  );
}

function cutTo(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
