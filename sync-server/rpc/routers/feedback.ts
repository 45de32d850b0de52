import { PROCEDURES as P } from '#shared/api/procedures';
import { procedureFor, router } from '../trpc';

/** What the Perspective API's clients suggested. The datasets go by plain HTTP (http/bytes.ts). */
export const feedbackRouter = router({
  list: procedureFor(P['feedback.list'].role)
    .output(P['feedback.list'].output)
    .query(({ ctx }) => ctx.services.feedback.list()),

  remove: procedureFor(P['feedback.remove'].role)
    .input(P['feedback.remove'].input)
    .output(P['feedback.remove'].output)
    .mutation(async ({ ctx, input: { community, attribute } }) => ({
      removed: await ctx.services.feedback.remove(community, attribute),
    })),

  settings: procedureFor(P['feedback.settings'].role)
    .output(P['feedback.settings'].output)
    .query(({ ctx }) => ctx.services.feedback.settings()),

  set: procedureFor(P['feedback.set'].role)
    .input(P['feedback.set'].input)
    .output(P['feedback.set'].output)
    .mutation(({ ctx, input }) => ctx.services.feedback.set(input)),
});
