import { CodedError } from '#shared/base/errors';

/** Where the server listens. */
export interface Config {
  /** The name or address from HOST. `localhost`, the default, is both loopback addresses, 127.0.0.1 and ::1. */
  host: string;
  port: number;
}

/**
 * The configuration, all of it from environment variables: HOST (default localhost), PORT (default 4173; 0 takes any
 * free one).
 * @throws CodedError `argument-invalid` naming the variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = env.PORT === undefined || env.PORT === '' ? 4173 : Number(env.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new CodedError('argument-invalid', {
      argument: 'PORT',
      got: `"${env.PORT}"`,
      expected: 'a whole number from 0 to 65535',
    });
  }
  return { host: env.HOST || 'localhost', port };
}
