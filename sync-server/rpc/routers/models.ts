import { PROCEDURES as P } from '#shared/api/procedures';
import { CodedError } from '#shared/base/errors';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import { procedureFor, router } from '../trpc';

/** Models: listing, training, loading, predicting. Their bytes come and go by plain HTTP (http/bytes.ts). */
export const modelsRouter = router({
  list: procedureFor(P['models.list'].role)
    .output(P['models.list'].output)
    .query(({ ctx }) => ctx.services.models.list()),

  get: procedureFor(P['models.get'].role)
    .input(P['models.get'].input)
    .output(P['models.get'].output)
    .query(({ ctx, input }) => ctx.services.models.get(input.id)),

  fit: procedureFor(P['models.fit'].role)
    .input(P['models.fit'].input)
    .output(P['models.fit'].output)
    .mutation(({ ctx, input }) => {
      const { taskId: id, datasetId, keepDataset, name = null } = input;
      return ctx.services.tasks.submit({ id, kind: 'fit', name, datasetId, keepDataset, input }, ctx.caller);
    }),

  search: procedureFor(P['models.search'].role)
    .input(P['models.search'].input)
    .output(P['models.search'].output)
    .mutation(({ ctx, input }) => {
      const { taskId: id, datasetId, keepDataset, grid, candidates } = input;
      if ((grid === undefined) === (candidates === undefined)) {
        const got = grid === undefined ? 'neither' : 'both';
        throw new CodedError('input-invalid', { path: 'grid', got, expected: 'either a grid or candidates' });
      }
      return ctx.services.tasks.submit({ id, kind: 'search', name: null, datasetId, keepDataset, input }, ctx.caller);
    }),

  score: procedureFor(P['models.score'].role)
    .input(P['models.score'].input)
    .output(P['models.score'].output)
    .mutation(async ({ ctx, input }) => {
      const { taskId: id, datasetId, keepDataset } = input;
      const { name } = await ctx.services.models.get(input.modelId);
      return ctx.services.tasks.submit({ id, kind: 'score', name, datasetId, keepDataset, input }, ctx.caller);
    }),

  load: procedureFor(P['models.load'].role)
    .input(P['models.load'].input)
    .output(P['models.load'].output)
    .mutation(({ ctx, input }) => ctx.services.models.load(input.id)),

  unload: procedureFor(P['models.unload'].role)
    .input(P['models.unload'].input)
    .output(P['models.unload'].output)
    .mutation(({ ctx, input }) => ctx.services.models.unload(input.id)),

  predict: procedureFor(P['models.predict'].role)
    .input(P['models.predict'].input)
    .output(P['models.predict'].output)
    .mutation(({ ctx, input }) => ctx.services.models.predict(input.id, input.texts)),

  predictScores: procedureFor(P['models.predictScores'].role)
    .input(P['models.predictScores'].input)
    .output(P['models.predictScores'].output)
    .mutation(async ({ ctx, input: { ids, texts, labels = null } }) => {
      if (labels !== null && labels.length !== texts.length) {
        const expected = `${texts.length} values, one a comment`;
        throw new CodedError('input-invalid', { path: 'labels', got: `${labels.length} values`, expected });
      }
      const models = [];
      for (const reference of ids) {
        const { id, scorer, scores } = await ctx.services.models.score(reference, texts);
        const { model } = scorer;
        const first = texts.map((_, row) => scores[row * model.linear.labels]);
        const probabilities = hasProbability(model) ? first.map((score) => probabilityOf(model, score) ?? 0) : null;
        models.push({ id, scores: first, probabilities });
      }
      return { labels, models };
    }),

  rename: procedureFor(P['models.rename'].role)
    .input(P['models.rename'].input)
    .output(P['models.rename'].output)
    .mutation(({ ctx, input: { id, name, notes } }) => ctx.services.models.rename(id, name, notes)),

  remove: procedureFor(P['models.remove'].role)
    .input(P['models.remove'].input)
    .output(P['models.remove'].output)
    .mutation(async ({ ctx, input }) => {
      await ctx.services.models.remove(input.id);
      return { removed: 1 };
    }),

  removeAll: procedureFor(P['models.removeAll'].role)
    .input(P['models.removeAll'].input)
    .output(P['models.removeAll'].output)
    .mutation(async ({ ctx }) => ({ removed: await ctx.services.models.removeAll() })),
});
