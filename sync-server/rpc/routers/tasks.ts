import { tracked } from '@trpc/server';
import { PROCEDURES as P } from '#shared/api/procedures';
import { CodedError } from '#shared/base/errors';
import { procedureFor, router } from '../trpc';

/** Work in the background. A task goes queued → running → one of four ends, never back. */
export const tasksRouter = router({
  list: procedureFor(P['tasks.list'].role)
    .input(P['tasks.list'].input)
    .output(P['tasks.list'].output)
    .query(({ ctx, input: { states, limit = 100 } }) => ctx.services.tasks.list(ctx.caller, states, limit)),

  get: procedureFor(P['tasks.get'].role)
    .input(P['tasks.get'].input)
    .output(P['tasks.get'].output)
    .query(({ ctx, input }) => ctx.services.tasks.get(input.id, ctx.caller)),

  cancel: procedureFor(P['tasks.cancel'].role)
    .input(P['tasks.cancel'].input)
    .output(P['tasks.cancel'].output)
    .mutation(({ ctx, input }) => ctx.services.tasks.cancel(input.id, ctx.caller)),

  /** Server-sent events: the present state, then every change. Ends with the task if one is watched, else never. */
  watch: procedureFor(P['tasks.watch'].role)
    .input(P['tasks.watch'].input)
    .subscription(async function* ({ ctx, input: { id, lastEventId }, signal = new AbortController().signal }) {
      if (id !== undefined) await ctx.services.tasks.get(id, ctx.caller);
      const admit = () => ctx.services.tokens.confirm(ctx.caller);
      const end = AbortSignal.any([signal, ctx.services.stopping]);
      for await (const event of ctx.services.watch.follow(ctx.caller, id, lastEventId, end, admit)) {
        yield tracked(event.id, event.task);
        if (id !== undefined && event.task.finishedAt !== null) return;
      }
      // The end of a stream would mean that nothing more happens; this makes clients come again.
      if (ctx.services.stopping.aborted) throw new CodedError('server-stopping', {});
    }),
});
