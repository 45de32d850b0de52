import { PROCEDURES as P } from '#shared/api/procedures';
import { datasetsRouter } from './routers/datasets';
import { feedbackRouter } from './routers/feedback';
import { modelsRouter } from './routers/models';
import { perspectiveRouter } from './routers/perspective';
import { tasksRouter } from './routers/tasks';
import { tokensRouter } from './routers/tokens';
import { procedureFor, router } from './trpc';

/** Every procedure that goes by tRPC. */
export const appRouter = router({
  health: procedureFor(P.health.role)
    .output(P.health.output)
    .query(({ ctx }) => ({ status: 'ok' as const, version: ctx.version })),
  models: modelsRouter,
  tasks: tasksRouter,
  datasets: datasetsRouter,
  tokens: tokensRouter,
  perspective: perspectiveRouter,
  feedback: feedbackRouter,
});

export type AppRouter = typeof appRouter;
