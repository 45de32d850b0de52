import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import Koa, { type Context, type Middleware } from 'koa';
import { DISCOVERY_PATH, PERSPECTIVE_METHODS, PERSPECTIVE_PATH } from '#shared/api/perspective';
import { API_PATH, PROCEDURES } from '#shared/api/procedures';
import { systemErrorCode } from '#shared/base/errors';
import { API_ADDRESS, isPageAddress, isWellFormedPath } from '#shared/runtime/addresses';
import { createFiles } from './files';
import { securityHeadersFor } from './headers';
import { hostNameOf, LOOPBACK_HOSTS } from './hosts';

export interface AppDeps {
  /** The folder with the built app, dist/web. */
  webDir: string;
  /** Names that requests may be for, as `allowedHosts` returns them. Default: the loopback names. */
  hosts?: ReadonlySet<string>;
  /** Other servers that the app may connect to. Default: none. */
  connectOrigins?: readonly string[];
  /** Called with a line for each reply that failed or was broken off. Default: standard error. */
  log?: (line: string) => void;
  /** The API; without it the server serves the app alone. */
  api?: Middleware | undefined;
  /** The Perspective API's format, where the server answers it. */
  perspective?: Middleware | undefined;
  /** What else there is to ask a server for: readiness, metrics. */
  operations?: Middleware | undefined;
  /** Called at the end of each reply. */
  onReply?: (reply: Reply) => void;
}

/** A reply that has ended, as logs and metrics describe it: never with a comment in it. */
export interface Reply {
  readonly id: string;
  readonly method: string;
  /** The address without what was asked in it. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** The addresses of the API and of operations, as logs and metrics name them. */
const ROUTES: ReadonlySet<string> = new Set([
  ...Object.keys(PROCEDURES).map((name) => `${API_PATH}/${name}`),
  ...PERSPECTIVE_METHODS.map((name) => `${PERSPECTIVE_PATH}/${name}`),
  ...[DISCOVERY_PATH, `${API_PATH}/openapi.json`, '/health', '/ready', '/metrics'],
]);

/** Codes of a connection that the other end closed. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);
const UNKNOWN_HOST =
  'This server does not answer to that name. To allow it, start the server with ALLOWED_HOSTS=name\n';

/** The server without a socket: the built app, its headers, `GET /health`, and the API where there is one. */
export function createApp({
  webDir,
  hosts = new Set(LOOPBACK_HOSTS),
  connectOrigins = [],
  log = logToStderr,
  api,
  perspective,
  operations,
  onReply = () => {},
}: AppDeps): Koa {
  const app = new Koa();
  const files = createFiles(webDir);
  const headers = securityHeadersFor(connectOrigins);
  app.on('error', (error: unknown, ctx?: Context) => {
    if (!GONE.has(systemErrorCode(error))) log(lineOf(error, ctx)); // a client that went away has its own line below
  });

  app.use(async (ctx, next) => {
    ctx.set(headers);
    const id = randomUUID();
    const began = performance.now();
    if (API_ADDRESS.test(ctx.path) && ctx.path !== '/health') ctx.set('X-Request-Id', id);
    ctx.res.once('close', () => {
      const milliseconds = Math.round((performance.now() - began) * 10) / 10;
      onReply({ id, method: ctx.method, route: routeOf(ctx.path), status: ctx.res.statusCode, milliseconds });
      if (!ctx.res.writableFinished) log(`${requestOf(ctx)}: broken off by the client`);
    });
    try {
      await next();
    } catch (error) {
      // Koa's own handler would drop the headers.
      const status = statusOf(error);
      if (ctx.headerSent) return;
      if (status >= 500) app.emit('error', error, ctx);
      for (const name of ['Content-Encoding', 'Content-Type', 'Cache-Control', 'Vary']) ctx.remove(name);
      ctx.status = status;
      ctx.body = STATUS_CODES[status] ?? ''; // the error's message may name a place on this disk
    }
  });

  app.use(async (ctx, next) => {
    if (hosts.has(hostNameOf(ctx.get('Host')) ?? '')) return next();
    ctx.status = 421;
    ctx.body = UNKNOWN_HOST;
  });

  if (operations) app.use(operations);
  if (api) app.use(api);
  if (perspective) app.use(perspective);

  app.use(async (ctx, next) => {
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return next();
    ctx.status = 405;
    ctx.set('Allow', 'GET, HEAD');
  });

  app.use(async (ctx, next) => {
    if (ctx.path !== '/health') return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'ok' };
  });

  app.use(async (ctx, next) => {
    // The app says that there is no such page; a script learns it by the status. The path itself is never looked up.
    if (isWellFormedPath(ctx.path)) return next();
    ctx.status = 404;
    if (ctx.get('Accept').includes('text/html')) await files.reply(ctx, '/', 404);
  });

  app.use(async (ctx) => {
    if (API_ADDRESS.test(ctx.path) || (await files.reply(ctx, ctx.path))) return;
    // Any other address that a person opens is a route of the app; a missing file, or a script's mistake, stays a 404.
    if (isPageAddress(ctx.path) && ctx.get('Accept').includes('text/html')) await files.reply(ctx, '/');
  });

  return app;
}

function logToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The address as logs and metrics group it: names of files of the app are one. */
function routeOf(path: string): string {
  if (!API_ADDRESS.test(path)) return '(app)';
  return ROUTES.has(path) ? path : '(unknown)'; // whatever somebody typed, a secret perhaps, is no name of a route
}

/** The status that an error asks for, 500 if it asks for none. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** One line: the error and the first frame of its stack. */
function lineOf(error: unknown, ctx: Context | undefined): string {
  const [first, frame = ''] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  return `${ctx ? `${requestOf(ctx)}: ` : ''}${first} ${frame.trim()}`.trimEnd();
}

/** Method and path; never the query, which may hold what nobody else should read. */
function requestOf({ method, path }: Context): string {
  const shown = API_ADDRESS.test(path) ? routeOf(path) : path.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?');
  return `${method} ${shown}`;
}
