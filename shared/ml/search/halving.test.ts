import { expect, test } from 'vitest';
import { createInlinePool } from '../../runtime/parallel';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts } from '../../testing/specimens';
import answers from '../frozen/pipelines.json';
import { kernels } from '../pipeline/kernels';
import { gridCandidates } from './candidates';
import { type HalvingProgress, halvingRounds, halvingSearch, subsetOf } from './halving';
import { type SearchProgress, searchPipeline } from './search';

const data = labelledTexts(
  [...answers.texts, ...answers.texts.map((text) => `${text} more`)],
  [...answers.labels, ...answers.labels],
);
const pool = createInlinePool(kernels);
const options = { folds: 3, seed: 5, metric: 'rocAuc', pool } as const;
const candidates = gridCandidates({}, [
  ['estimator.c', [0.001, 0.1, 1, 10]],
  ['features.0.useIdf', [true, false]],
]);

test('a third of the candidates goes on each time, on three times the comments, until all are used', async () => {
  const seen: HalvingProgress[] = [];
  const result = await runSteps(halvingSearch(data, candidates, { ...options, factor: 3 }), undefined, (progress) =>
    seen.push(progress),
  );
  expect(result.rounds.map(({ trials }) => trials.length)).toEqual([8, 3]);
  expect(result.rounds.map(({ share }) => share)).toEqual([1 / 3, 1]);
  const [first, last] = result.rounds;
  const kept = first.trials.toSorted((a, b) => b.mean - a.mean || a.index - b.index).slice(0, 3);
  expect(last.trials.map(({ index }) => index)).toEqual(kept.map(({ index }) => index).sort());
  expect(seen.filter(({ trial }) => trial).map(({ trial, round }) => [round, trial?.index]).length).toBe(11);
  expect(seen.at(-1)).toMatchObject({ done: 33, total: 33 });
});

test('the last round has the numbers of a search on all comments, and its best is the winner', async () => {
  const { rounds, best } = await runSteps(halvingSearch(data, candidates, { ...options, factor: 3 }));
  const whole = await runSteps(searchPipeline(data, candidates, { ...options, budget: null, firstAlone: true }));
  const last = rounds[rounds.length - 1].trials;
  for (const trial of last) expect(trial.foldScores).toEqual(whole.trials[trial.index].foldScores);
  expect(best).toBe(last.toSorted((a, b) => b.mean - a.mean || a.index - b.index)[0].index);
});

test('the first candidate by itself changes no number', async () => {
  const search = (firstAlone: boolean) =>
    runSteps(searchPipeline(data, candidates, { ...options, budget: null, firstAlone }));
  expect(await search(true)).toEqual(await search(false));
});

test('the cheapest candidate comes first, is shown fold by fold, and changes no number', async () => {
  const dear = [{ analyzer: 'char_wb', ngramRange: [1, 5] }, {}];
  const specs = [
    { features: dear, estimator: { c: 3 } },
    { estimator: { c: 3 } },
    { estimator: { kind: 'multinomialNb', c: 9 } },
    { features: dear },
  ].map(parsePipelineSpec);
  const seen: SearchProgress[] = [];
  const inTurn = await runSteps(searchPipeline(data, specs, { ...options, budget: null }));
  const searching = searchPipeline(data, specs, { ...options, budget: null, firstAlone: true });
  const cheapFirst = await runSteps(searching, undefined, (progress) => seen.push(progress));
  expect(cheapFirst).toEqual(inTurn);
  const ended = seen.flatMap(({ trial }) => (trial ? [trial.index] : []));
  expect([ended[0], new Set(ended.slice(0, 2)), new Set(ended)]).toEqual([2, new Set([2, 1]), new Set([0, 1, 2, 3])]);
  const begun = seen.flatMap((progress) => progress.begun ?? []);
  expect(begun.map(({ index, foldScores }) => [index, foldScores.length])).toEqual([
    [2, 1],
    [2, 2],
  ]);
  expect(begun[1].foldScores).toEqual(inTurn.trials[2].foldScores.slice(0, 2));
});

test.each([
  [1, 3, 1],
  [3, 3, 1],
  [4, 3, 2],
  [9, 3, 2],
  [10, 3, 3],
  [20, 2, 5],
])('%i candidates with factor %i take %i rounds', (count, factor, rounds) => {
  expect(halvingRounds(count, factor)).toBe(rounds);
});

test('a subset holds the rows asked for, across chunks', async () => {
  const texts = ['a', 'bb', '', 'dddd', 'eé', 'f', 'g'];
  const subset = subsetOf(labelledTexts(texts, [0, 1, 0, 1, 0, 1, 0], 3), Uint32Array.of(1, 2, 4, 6));
  const found: string[] = [];
  for await (const { bytes, offsets } of subset.chunks()) {
    for (let row = 0; row + 1 < offsets.length; row++) {
      found.push(new TextDecoder().decode(bytes.subarray(offsets[row], offsets[row + 1])));
    }
  }
  expect(found).toEqual(['bb', '', 'eé', 'g']);
  expect([...subset.labels[0].values]).toEqual([1, 0, 0, 0]);
});

test('a factor below two is refused', async () => {
  const searching = halvingSearch(data, [parsePipelineSpec({})], { ...options, factor: 1 });
  await expect(runSteps(searching)).rejects.toMatchObject({ code: 'argument-invalid' });
});
