import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/*
 * A page of another site can make a browser send requests here under that site's name (DNS rebinding), and would read
 * the replies as its own. So only requests for known names are answered.
 */

/** This machine, as its own browser names it. */
export const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a server that listens on `host` can be reached from this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || host === '::1';
}

/**
 * The names that requests may be for: the loopback names, `host` and `more`. A server that listens on all addresses of
 * the machine (0.0.0.0 or ::) also answers to each of them.
 * @param host the name or address that is listened on.
 */
export function allowedHosts(host: string, more: readonly string[] = []): ReadonlySet<string> {
  const everywhere = host === '0.0.0.0' || host === '::';
  const own = everywhere
    ? Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address))
    : [];
  return new Set([...LOOPBACK_HOSTS, ...[host, ...own, ...more].map(bracketed)]);
}

/** The name in a Host header, in lower case and without the port; null if there is none or it is malformed. */
export function hostNameOf(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::\d*)?$/i.exec(header ?? '');
  return match ? match[1].toLowerCase() : null;
}

function bracketed(name: string): string {
  const lower = name.toLowerCase();
  return lower.includes(':') && !lower.startsWith('[') ? `[${lower}]` : lower;
}

/** Whether `name` is a host name or an address, without a scheme or a port. */
export function isHostName(name: string): boolean {
  return hostNameOf(name) === name.toLowerCase() || isIPv6(name);
}
