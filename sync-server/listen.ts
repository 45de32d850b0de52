import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { systemErrorCode } from '#shared/base/errors';
import { answerMalformed } from './malformed';

export interface Listening {
  /** What to open in a browser. */
  url: string;
  port: number;
  /**
   * Stops taking connections, ends those that there are with their next reply, waits a few seconds for replies under
   * way, drops idle connections.
   */
  close(): Promise<void>;
}

/**
 * A connection on which nothing moved for this long is closed: a client that vanished in mid-upload, or never reads its
 * answer. Streams of events are never that quiet.
 */
const IDLE_MS = 120_000;
/** The longest upload. Node's own limit of five minutes would cut off large files on slow lines. */
const UPLOAD_MS = 6 * 3_600_000;
/** At the end, replies under way get this long. */
const CLOSE_MS = 5000;
const IDLE_CHECK_MS = 100;
/**
 * At the end, connections that clients keep stay open for this long, and replies end them: a client that has just sent a
 * request on one would find it closed, and could not know whether the request was carried out.
 */
const LEAVE_MS = 150;
const leaving = new WeakSet<Server>();

/** IPv6 may be switched off: then 127.0.0.1 is all of localhost. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens on `host`. `localhost` means 127.0.0.1 and ::1 both, because clients differ in which of the two they try.
 * @param port 0 means any free one.
 * Rejects with Node's error, e.g. EADDRINUSE.
 */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  idleMs = IDLE_MS,
): Promise<Listening> {
  if (host !== 'localhost') {
    const server = await listenOn(handler, host, port, idleMs);
    return listening([server], host);
  }
  const first = await listenOn(handler, '127.0.0.1', port, idleMs);
  try {
    return listening([first, await listenOn(handler, '::1', portOf(first), idleMs)], host);
  } catch (error) {
    if (NO_SUCH_ADDRESS.has(systemErrorCode(error))) return listening([first], host);
    await close(first);
    throw error;
  }
}

function listenOn(handler: RequestListener, host: string, port: number, idleMs: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Node would refuse a missing Host or an unknown Expect by itself, without our headers: the handler does it
    // instead.
    const server = createServer({ requireHostHeader: false, requestTimeout: UPLOAD_MS }, handler);
    server.timeout = idleMs;
    server.prependListener('request', (_, response) => {
      if (leaving.has(server)) response.setHeader('Connection', 'close');
    });
    server.on('checkExpectation', handler);
    answerMalformed(server);
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.removeListener('error', reject);
      resolve(server);
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // a TCP server that listens has an AddressInfo
}

function close(server: Server): Promise<void> {
  leaving.add(server);
  return new Promise((resolve, reject) => {
    // A connection whose last reply ended after `close` would be kept open for another request.
    let idle: NodeJS.Timeout | undefined;
    const left = setTimeout(() => {
      server.closeIdleConnections();
      idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    }, LEAVE_MS);
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    // Not that of HTTP, which would close idle connections at once.
    NetServer.prototype.close.call(server, (error) => {
      clearTimeout(left);
      clearInterval(idle);
      clearTimeout(late);
      if (error) reject(error);
      else resolve();
    });
  });
}

function listening(servers: readonly Server[], host: string): Listening {
  const port = portOf(servers[0]);
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${port}`,
    port,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}
