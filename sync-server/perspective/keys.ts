import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { mayActAs } from '#shared/api/roles';
import { CodedError } from '#shared/base/errors';
import { TOKEN_PREFIX, type TokenService } from '../auth/tokens';
import { type Access, bearerOf } from '../http/access';
import { keyInvalid, keyMissing, rateLimited } from './errors';
import { originOf } from './origin';

export interface KeyDeps {
  readonly access: Access;
  readonly tokens: Pick<TokenService, 'hasClients'>;
  /** Whether this machine alone can reach the server, and may then ask without a key. */
  readonly openOnLoopback: boolean;
  /** Origins of other sites whose pages may call. */
  readonly corsOrigins: ReadonlySet<string>;
}

/** Headers of a proxy: what it forwards is not of this machine, although its connection is. */
const FORWARDED = /^(?:forwarded|via|x-forwarded-.+|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/**
 * Lets a request in by its key, a token of this server. Without one, a guest's role decides; and where the server
 * listens on loopback alone and has no token for clients yet, anybody on this machine may ask. Whoever needs no key may
 * send one that is not ours: clients keep the key they had.
 * @throws PerspectiveError for a missing or wrong key, and over the rate.
 */
export async function admit(ctx: Context, { access, tokens, openOnLoopback, corsOrigins }: KeyDeps): Promise<void> {
  const key = keyOf(ctx);
  try {
    if (key?.startsWith(TOKEN_PREFIX)) {
      const { role } = await access.identifyBy(ctx.req, key);
      if (!mayActAs(role, 'reader')) throw keyMissing();
      return;
    }
    const { role } = await access.guest(ctx.req);
    if (mayActAs(role, 'reader')) return;
    if (openOnLoopback && isOfThisMachine(ctx, corsOrigins) && !(await tokens.hasClients())) return;
    throw key === null ? keyMissing() : keyInvalid();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw errorOfToken(error);
  }
}

/** The key that a request carries, or null. */
function keyOf(ctx: Context): string | null {
  const { key, access_token: accessToken } = ctx.query;
  const header = ctx.req.headers['x-goog-api-key'];
  for (const candidate of [key, header, bearerOf(ctx.req), accessToken]) {
    const one = Array.isArray(candidate) ? candidate[0] : candidate;
    if (one !== undefined && one !== '') return one;
  }
  return null;
}

/**
 * Whether a program or a page of this machine sent it: not a proxy for others, nor a page of another site in a browser
 * here.
 */
function isOfThisMachine(ctx: Context, corsOrigins: ReadonlySet<string>): boolean {
  if (!isLoopback(ctx.req) || Object.keys(ctx.req.headers).some((name) => FORWARDED.test(name))) return false;
  // nginx that is told nothing but the address sends no header of a proxy, and speaks HTTP/1.0, which programs do not.
  if (ctx.req.httpVersion === '1.0') return false;
  const origin = ctx.get('Origin');
  return origin === '' || origin === originOf(ctx) || corsOrigins.has(origin);
}

function isLoopback({ socket }: IncomingMessage): boolean {
  const address = socket.remoteAddress ?? '';
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

function errorOfToken(error: CodedError): Error {
  switch (error.code) {
    case 'token-unknown':
      return keyInvalid();
    case 'token-expired':
      return keyInvalid('This token has expired.');
    case 'token-revoked':
      return keyInvalid('This token was revoked.');
    case 'rate-limited': {
      const { limit, seconds } = (error as CodedError<'rate-limited'>).params;
      return rateLimited(limit, seconds);
    }
    default:
      return error;
  }
}
