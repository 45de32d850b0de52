import { STATUS_CODES } from 'node:http';
import { sep } from 'node:path';
import Koa from 'koa';
import send from 'koa-send';
import serve from 'koa-static';
import { securityHeaders } from './headers';

export interface AppDeps {
  /** The folder with the built app, dist/web. */
  webDir: string;
}

/** Ours to answer with data or an error, never with the app's page. */
const API = /^\/(api|v1alpha1)(\/|$)/;
const YEAR = 365 * 24 * 60 * 60;

/** The server without a socket: the built app, its headers, and `GET /health`. */
export function createApp({ webDir }: AppDeps): Koa {
  const app = new Koa();

  app.use(async (ctx, next) => {
    ctx.set(securityHeaders);
    try {
      await next();
    } catch (error) {
      // Koa's own handler would drop the headers. What is not the caller's mistake goes on to it, and to the log.
      if (!(error instanceof Koa.HttpError) || !error.expose) throw error;
      ctx.status = error.status;
      ctx.body = STATUS_CODES[error.status] ?? ''; // its message may name a place on this disk
    }
    // Files carry Last-Modified; whoever has them already need not fetch them again.
    if (ctx.status === 200 && ctx.fresh) ctx.status = 304;
  });

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

  const setHeaders: send.SetHeaders = (res, path) => {
    // Names under assets/ hold a hash of their bytes; anything else may change with the next build.
    const immutable = path.startsWith(`${webDir}${sep}assets${sep}`);
    res.setHeader('Cache-Control', immutable ? `public, max-age=${YEAR}, immutable` : 'no-cache');
    res.setHeader('Vary', 'Accept-Encoding');
  };
  const files = serve(webDir, { index: 'index.html', setHeaders });
  app.use((ctx, next) => (API.test(ctx.path) ? next() : files(ctx, next)));

  // Any other address a person opens is a room of the app; a missing file, or a script's mistake, stays a 404.
  app.use(async (ctx) => {
    const isFile = /\.[^/]*$/.test(ctx.path) || ctx.path.startsWith('/assets/');
    if (isFile || API.test(ctx.path) || !ctx.accepts('html') || !ctx.get('Accept').includes('text/html')) return;
    await send(ctx, 'index.html', { root: webDir, setHeaders });
  });

  return app;
}
