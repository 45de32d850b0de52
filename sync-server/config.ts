import { isIPv6 } from 'node:net';
import { CodedError } from '#shared/base/errors';
import { hostNameOf } from './hosts';

/** Where the server listens. */
export interface Config {
  /** The name or address from HOST. `localhost`, the default, is both loopback addresses, 127.0.0.1 and ::1. */
  host: string;
  port: number;
}

/**
 * Where to listen, from environment variables: HOST (default localhost), PORT (default 4173; 0 means any free one).
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

/**
 * The names in ALLOWED_HOSTS, separated by commas, that requests may be for besides localhost and HOST; for a server that is
 * reached by another name, for example behind a proxy.
 * @throws CodedError `argument-invalid` for what is not a name or an address, such as a URL or a name with a port.
 */
export function readAllowedHosts(env: Readonly<Record<string, string | undefined>>): string[] {
  const names = (env.ALLOWED_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of names) {
    if (hostNameOf(name) === name.toLowerCase() || isIPv6(name)) continue;
    const expected = 'names or addresses without a scheme or a port, separated by commas';
    throw new CodedError('argument-invalid', { argument: 'ALLOWED_HOSTS', got: `"${name}"`, expected });
  }
  return names;
}
