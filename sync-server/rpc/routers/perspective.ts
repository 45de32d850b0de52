import { PROCEDURES as P } from '#shared/api/procedures';
import { procedureFor, router } from '../trpc';

/** Which models answer the Perspective API's format. */
export const perspectiveRouter = router({
  models: procedureFor(P['perspective.models'].role)
    .output(P['perspective.models'].output)
    .query(({ ctx }) => ctx.services.perspective.list()),

  answers: procedureFor(P['perspective.answers'].role)
    .output(P['perspective.answers'].output)
    .query(({ ctx }) => ctx.services.perspective.answers()),

  setModels: procedureFor(P['perspective.setModels'].role)
    .input(P['perspective.setModels'].input)
    .output(P['perspective.setModels'].output)
    .mutation(({ ctx, input }) => ctx.services.perspective.set(input.models)),
});
