import type { Context } from 'koa';

/**
 * Ends the connection with the reply if a part of the request's body has not come yet: it is not going to be read, and
 * whoever used the connection again would find it closed.
 */
export function closeIfUnread({ req, res }: Context): void {
  if (!req.complete) res.setHeader('Connection', 'close');
}
