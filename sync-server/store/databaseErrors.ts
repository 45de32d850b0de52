import { CodedError, systemErrorCode } from '#shared/base/errors';

/**
 * PostgreSQL's classes of errors that mean that it cannot be reached: connections (08), shutting down (57P), no room
 * (53).
 */
const AWAY = /^(?:08|57P|53)|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND)$/;
const CAUSES = 5;

/** What `error` means if the database is away, has no room or is stopping; null for any other error. */
export function databaseErrorOf(error: unknown): CodedError<'database-unavailable'> | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < CAUSES; cause = cause.cause, depth++) {
    if (cause instanceof CodedError && cause.code !== 'unexpected') return null;
    const code = systemErrorCode(cause);
    if (AWAY.test(code)) return new CodedError('database-unavailable', { reason: code }, error);
    if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(cause.message)) {
      return new CodedError('database-unavailable', { reason: 'timeout' }, error);
    }
  }
  return null;
}

/**
 * An error as a log may have it: stacks, without the values of a query that failed. Those can be comments, when bytes
 * are kept in the database.
 */
export function errorForLog(error: unknown): string {
  const lines: string[] = [];
  for (let cause = error, depth = 0; cause !== undefined && depth < CAUSES; depth++) {
    if (!(cause instanceof Error)) {
      lines.push(String(cause));
      break;
    }
    if ('query' in cause && typeof cause.query === 'string') {
      lines.push(`a query failed: ${cause.query.slice(0, 300)}`);
    } else {
      lines.push(cause.stack ?? cause.message);
    }
    cause = cause.cause;
  }
  return lines.join('\ncaused by ');
}
