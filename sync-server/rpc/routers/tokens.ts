import { PROCEDURES as P } from '#shared/api/procedures';
import { procedureFor, router } from '../trpc';

/** Tokens, for admins; and for everybody who they are. */
export const tokensRouter = router({
  me: procedureFor(P['tokens.me'].role)
    .output(P['tokens.me'].output)
    .query(({ ctx }) => ctx.services.tokens.describe(ctx.caller)),

  list: procedureFor(P['tokens.list'].role)
    .output(P['tokens.list'].output)
    .query(({ ctx }) => ctx.services.tokens.list()),

  create: procedureFor(P['tokens.create'].role)
    .input(P['tokens.create'].input)
    .output(P['tokens.create'].output)
    .mutation(({ ctx, input: { name, role, days = null } }) => ctx.services.tokens.create(name, role, days)),

  revoke: procedureFor(P['tokens.revoke'].role)
    .input(P['tokens.revoke'].input)
    .output(P['tokens.revoke'].output)
    .mutation(({ ctx, input }) => ctx.services.tokens.revoke(input.id)),
});
