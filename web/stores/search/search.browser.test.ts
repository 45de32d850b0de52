import { afterEach, expect, test, vi } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { SearchedTrial } from '../../workers/train/search.worker';
import { dismissSearch, type SearchAbout, search, searchRun } from './search';
import { FIRST_SETUP } from './setup';

type Api = typeof import('../../workers/train/searchClient')['searching'];
/** Searches under way, which the test lets find trials and end. */
const underWay: { report: Parameters<Api['search']>[2]; done: readonly number[]; end: () => void }[] = [];
vi.mock(import('../../workers/train/searchClient'), async () => {
  const searching = {
    search: (_rows: unknown, plan: { done: readonly number[] }, report: Parameters<Api['search']>[2]) =>
      new Promise<void>((resolve) => {
        underWay.push({ report, done: plan.done, end: resolve });
      }),
  };
  return { searching: searching as unknown as Api };
});

afterEach(() => {
  dismissSearch();
  underWay.length = 0;
});

const base = parsePipelineSpec({});
const about = (datasetName: string): SearchAbout => ({
  sources: [{ datasetId: datasetName }],
  label: null,
  groupBy: null,
  datasetName,
  revision: 0,
  smallestClass: 100,
});
const trial = (index: number): SearchedTrial => ({
  share: 1,
  trial: {
    index,
    spec: base,
    foldScores: [0.5],
    mean: 0.5,
    sd: 0,
    converged: true,
    skipped: false,
    failure: null,
  },
});
const find = (at: number, index: number) =>
  underWay[at].report({ phase: 'search', done: 1, total: 2, threads: 1, trials: [trial(index)], begun: null });
const shown = () => [searchRun()?.kept.datasetName, searchRun()?.trials.map(({ trial: { index } }) => index)];

test('a search that waits for another takes no trials of it, and shows its own from its turn on', async () => {
  const first = search(about('first'), base, FIRST_SETUP, false);
  await expect.poll(() => underWay.length).toBe(1);
  find(0, 0);
  const second = search(about('second'), base, FIRST_SETUP, false);
  find(0, 1);
  expect(shown()).toEqual(['first', [0, 1]]);
  underWay[0].end();
  await first;
  await expect.poll(shown).toEqual(['second', []]);
  await expect.poll(() => underWay.length).toBe(2);
  find(1, 3);
  expect(shown()).toEqual(['second', [3]]);
  underWay[1].end();
  await second;
});

test('a search goes on only with trials of its own', async () => {
  const first = search(about('first'), base, FIRST_SETUP, false);
  await expect.poll(() => underWay.length).toBe(1);
  find(0, 2);
  underWay[0].end();
  await first;
  const goesOn = search(about('first'), base, FIRST_SETUP, true);
  await expect.poll(() => underWay.length).toBe(2);
  expect([underWay[1].done, ...shown()]).toEqual([[2], 'first', [2]]);
  underWay[1].end();
  await goesOn;
});
