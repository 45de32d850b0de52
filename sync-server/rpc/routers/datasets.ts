import { PROCEDURES as P } from '#shared/api/procedures';
import { procedureFor, router } from '../trpc';

/** Files of comments to train on and to score. Their bytes come by plain HTTP (http/bytes.ts). */
export const datasetsRouter = router({
  list: procedureFor(P['datasets.list'].role)
    .output(P['datasets.list'].output)
    .query(({ ctx }) => ctx.services.datasets.list()),

  has: procedureFor(P['datasets.has'].role)
    .input(P['datasets.has'].input)
    .output(P['datasets.has'].output)
    .query(({ ctx, input }) => ctx.services.datasets.has(input.ids)),

  remove: procedureFor(P['datasets.remove'].role)
    .input(P['datasets.remove'].input)
    .output(P['datasets.remove'].output)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.datasets.remove(input.id);
      return { ok: true as const };
    }),
});
