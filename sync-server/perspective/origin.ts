import type { Context } from 'koa';

/** Where the client came in: its own requests go there too. A proxy that ends TLS says so. */
export function originOf(ctx: Context): string {
  const secure = ctx.secure || ctx.get('X-Forwarded-Proto').split(',')[0].trim() === 'https';
  return `${secure ? 'https' : 'http'}://${ctx.host}`;
}
