import { type Server, STATUS_CODES } from 'node:http';
import { systemErrorCode } from '#shared/base/errors';
import { securityHeaders } from './headers';

/** Statuses for what the HTTP parser refuses; anything else is a 400. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what never becomes a request (broken, too large, too slow) as Node does, and with our headers. A connection
 * in the middle of another reply is closed instead: the answer would land inside that reply.
 */
export function answerMalformed(server: Server): void {
  const replying = new WeakMap<object, number>();
  server.on('request', ({ socket }, response) => {
    replying.set(socket, (replying.get(socket) ?? 0) + 1);
    response.once('close', () => replying.set(socket, (replying.get(socket) ?? 0) - 1));
  });
  server.on('clientError', (error, socket) => {
    if (!socket.writable || (replying.get(socket) ?? 0) > 0) {
      socket.destroy();
      return;
    }
    const status = STATUSES[systemErrorCode(error)] ?? 400;
    const headers = Object.entries({ ...securityHeaders, Connection: 'close', 'Content-Length': '0' });
    const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map((header) => header.join(': '))];
    socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
  });
}
