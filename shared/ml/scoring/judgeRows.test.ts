import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createInlinePool } from '../../runtime/parallel';
import { runSteps } from '../../runtime/steps';
import { compactModel, knowingModel } from '../../testing/models';
import { createKnowledgeReader } from './doubt';
import { type Judged, judgeColumn } from './judgeColumn';
import { createJudgeKernels, judgeInThreads, NO_MODEL } from './judgeRows';
import { loadScorer, type Scorer } from './scorer';

const models: Readonly<Record<string, Scorer>> = {
  one: await loadScorer(knowingModel()),
  two: await loadScorer(compactModel()),
};
const names = Object.keys(models);
const thresholds = names.map((name) => models[name].model.manifest.thresholds[0]);

const poolOf = (loads: string[] = []) =>
  createInlinePool(
    createJudgeKernels(async (model) => {
      loads.push(model);
      return models[model];
    }),
  );

/** Each model's answer for every row. */
function allJudged(texts: readonly string[]): Promise<Judged[]> {
  const column = textColumnOf(texts);
  return Promise.all(
    names.map((name) => runSteps(judgeColumn(models[name], createKnowledgeReader(models[name]), column))),
  );
}

test('rows get the scores and doubts of their own models, however they are cut', async () => {
  const word = fc.constantFrom('you', 'are', 'rubbish', 'thanks', 'a', 'lot', 'for', 'xyzzy', '');
  const comment = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
  const row = fc.tuple(comment, fc.constantFrom(0, 1, NO_MODEL));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      // Three thousand rows: several slices.
      const many = rows.length > 10 ? Array.from({ length: 3000 }, (_, i) => rows[i % rows.length]) : rows;
      const texts = many.map(([text]) => text);
      const modelOf = Uint8Array.from(many, ([, model]) => model);
      const pool = poolOf();
      const input = { column: textColumnOf(texts), models: names, modelOf, thresholds };
      let done = 0;
      const judged = await judgeInThreads(pool, input, undefined, (some) => {
        done += some;
      });
      expect(done).toBe(many.length);
      const expected = await allJudged(texts);
      for (const [at, model] of modelOf.entries()) {
        const own = judged.scores.subarray(at * judged.stride, (at + 1) * judged.stride);
        if (model === NO_MODEL) {
          expect([...own, judged.doubts[at]].every((number) => number === 0)).toBe(true);
          continue;
        }
        const { labels } = models[names[model]].model.linear;
        expect(own.slice(0, labels)).toEqual(expected[model].scores.slice(at * labels, (at + 1) * labels));
        expect(judged.doubts[at]).toBe(expected[model].doubts[at]);
      }
    }),
    { numRuns: 30 },
  );
});

test('a model is opened once, and only where a row asks for it; one that cannot be opened is asked for again', async () => {
  const loads: string[] = [];
  const column = textColumnOf(['you are rubbish', 'thanks']);
  const pool = poolOf(loads);
  const input = { column, models: names, modelOf: Uint8Array.of(1, 1), thresholds: null };
  await judgeInThreads(pool, input);
  await judgeInThreads(pool, input);
  expect(loads).toEqual(['two']);

  let tries = 0;
  const failing = createInlinePool(
    createJudgeKernels(async () => {
      if (++tries === 1) throw new Error('no network');
      return models.one;
    }),
  );
  await expect(judgeInThreads(failing, input)).rejects.toThrow('no network');
  const { doubts } = await judgeInThreads(failing, input);
  expect([...doubts]).toEqual([0, 0]);
});

test('no rows have no scores', async () => {
  const input = { column: textColumnOf([]), models: names, modelOf: new Uint8Array(0), thresholds };
  expect(await judgeInThreads(poolOf(), input)).toMatchObject({ scores: new Float64Array(0), stride: 0 });
});
