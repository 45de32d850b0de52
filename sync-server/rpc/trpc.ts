import { initTRPC } from '@trpc/server';
import { errorOnWire } from '#shared/api/errors';
import { HTTP_STATUS } from '#shared/api/httpStatus';
import { mayActAs, type Role } from '#shared/api/roles';
import type { TaskError } from '#shared/api/tasks';
import { CodedError } from '#shared/base/errors';
import type { Caller } from '../auth/tokens';
import type { Services } from '../services';
import { codedErrorOf, trpcErrorOf } from './faults';

/** What a procedure knows of the request that calls it. */
export interface Context {
  readonly services: Services;
  readonly caller: Caller;
  readonly maxBodyBytes: number;
  readonly version: string;
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error, path = '', ctx }) => {
    const coded = codedErrorOf(error, path, ctx?.maxBodyBytes ?? 0);
    const wire: TaskError = errorOnWire(coded);
    return {
      message: wire.sentences.en,
      code: shape.code,
      // No stack: it names places on this disk.
      data: { code: shape.data.code, httpStatus: HTTP_STATUS[coded.code], path, error: wire },
    };
  },
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
});

export const { router, createCallerFactory } = t;

/**
 * A procedure for callers of at least this role; null: for anybody. Coded errors keep their meaning.
 * @throws CodedError `not-signed-in`, `role-insufficient`.
 */
export function procedureFor(needed: Role | null) {
  return t.procedure.use(async ({ ctx, next, path }) => {
    if (needed !== null) refuseUnless(ctx.caller, needed);
    const result = await next();
    if (result.ok) return result;
    const coded = codedErrorOf(result.error, path, ctx.maxBodyBytes);
    throw trpcErrorOf(coded);
  });
}

/** @throws TRPCError that carries the coded one. */
export function refuseUnless({ id, role }: Caller, needed: Role): void {
  if (mayActAs(role, needed)) return;
  if (id === null) throw trpcErrorOf(new CodedError('not-signed-in', { needed }));
  throw trpcErrorOf(new CodedError('role-insufficient', { role: role ?? 'none', needed }));
}
