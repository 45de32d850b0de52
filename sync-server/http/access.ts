import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Role } from '#shared/api/roles';
import { CodedError } from '#shared/base/errors';
import type { Caller, TokenService } from '../auth/tokens';

/** Decides who a request comes from, and whether there were too many from there. */
export interface Access {
  /** @throws CodedError `token-unknown`, `token-expired`, `token-revoked`, `rate-limited`. */
  identify(request: IncomingMessage): Promise<Caller>;
}

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/**
 * @param guestRole what somebody without a token may do.
 * @param perMinute requests from one token, or from one address without one.
 */
export function createAccess(tokens: TokenService, guestRole: Role | null, perMinute: number): Access {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    async identify(request) {
      const header = request.headers.authorization;
      const address = request.socket.remoteAddress ?? 'unknown';
      if (header === undefined) {
        await consume(limiter, `address ${address}`, perMinute);
        return { id: null, role: guestRole };
      }
      const secret = BEARER.exec(header)?.[1];
      try {
        if (secret === undefined) throw new CodedError('token-unknown', {});
        const caller = await tokens.identify(secret);
        await consume(limiter, `token ${caller.id}`, perMinute);
        return caller;
      } catch (error) {
        // Guesses at tokens count for the address that they come from.
        if (error instanceof CodedError && error.code === 'token-unknown') {
          await consume(limiter, `address ${address}`, perMinute);
        }
        throw error;
      }
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
