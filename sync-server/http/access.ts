import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Role } from '#shared/api/roles';
import { CodedError } from '#shared/base/errors';
import type { Caller, TokenService } from '../auth/tokens';

/** Decides who a request comes from, and whether there were too many from there. */
export interface Access {
  /** @throws CodedError `token-unknown`, `token-expired`, `token-revoked`, `rate-limited`. */
  identify(request: IncomingMessage): Promise<Caller>;
  /** As `identify`, by a secret that came in another place than the Authorization header. */
  identifyBy(request: IncomingMessage, secret: string): Promise<Caller>;
  /**
   * Somebody without a token, whatever the request carries.
   * @throws CodedError `rate-limited`.
   */
  guest(request: IncomingMessage): Promise<Caller>;
}

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/**
 * The secret in the Authorization header; empty where there is such a header without one, undefined without the header.
 */
export function bearerOf({ headers }: IncomingMessage): string | undefined {
  const { authorization } = headers;
  return authorization === undefined ? undefined : (BEARER.exec(authorization)?.[1] ?? '');
}

/**
 * @param guestRole what somebody without a token may do.
 * @param perMinute requests from one token, or from one address without one.
 */
export function createAccess(tokens: TokenService, guestRole: Role | null, perMinute: number): Access {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const addressOf = ({ socket }: IncomingMessage) => `address ${socket.remoteAddress ?? 'unknown'}`;
  const guest = async (request: IncomingMessage): Promise<Caller> => {
    await consume(limiter, addressOf(request), perMinute);
    return { id: null, role: guestRole };
  };
  const identifyBy = async (request: IncomingMessage, secret: string): Promise<Caller> => {
    let caller: Caller;
    try {
      if (secret === '') throw new CodedError('token-unknown', {});
      caller = await tokens.identify(secret);
    } catch (error) {
      // Guesses at tokens, and those that have ended, count for the address that they come from.
      if (error instanceof CodedError) await consume(limiter, addressOf(request), perMinute);
      throw error;
    }
    await consume(limiter, `token ${caller.id}`, perMinute);
    return caller;
  };
  return {
    guest,
    identifyBy,
    identify: async (request) => {
      const secret = bearerOf(request);
      return secret === undefined ? guest(request) : identifyBy(request, secret);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string, limit: number): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new CodedError('rate-limited', { seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)), limit });
  }
}
