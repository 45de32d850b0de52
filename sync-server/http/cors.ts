import type { Context } from 'koa';

/** Names of headers, separated by commas. */
export interface CorsHeaders {
  /** Those that a request may carry. */
  readonly allowed: string;
  /** Those of a reply that a page may read. */
  readonly exposed: string;
}

/** Sets the headers that let a page of an allowed site in. True if the request was a preflight, and is answered. */
export function allowOrigin(ctx: Context, origins: ReadonlySet<string>, { allowed, exposed }: CorsHeaders): boolean {
  const origin = ctx.get('Origin');
  ctx.vary('Origin');
  const allow = origins.has(origin);
  if (allow) {
    ctx.set('Access-Control-Allow-Origin', origin);
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    ctx.set('Access-Control-Expose-Headers', exposed);
  }
  if (ctx.method !== 'OPTIONS') return false;
  if (allow) {
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Access-Control-Allow-Headers', allowed);
    ctx.set('Access-Control-Max-Age', '600');
  }
  ctx.status = 204;
  return true;
}
