import { afterEach, expect, test, vi } from 'vitest';
import { sampleModel } from '../storage/testing/samples';
import type { ModelRecord } from './models';

const all: readonly ModelRecord[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => sampleModel(id));
/** Those that are known so far. */
let here: readonly ModelRecord[] = all;
vi.mock(import('./modelChoice'), async (original) => ({ ...(await original()), everyModel: () => [...here] }));

const load = async () => {
  vi.resetModules();
  return import('./otherModels');
};
afterEach(() => {
  here = all;
  localStorage.clear();
});

test('models that are not looked up yet stay chosen when another is', async () => {
  const first = await load();
  for (const model of all.slice(0, 2)) first.chooseOther(model, true);
  here = all.slice(2);
  const { chooseOther, otherModels } = await load();
  chooseOther(all[2], true);
  expect(otherModels().map(({ id }) => id)).toEqual(['c']);
  here = all;
  expect((await load()).otherModels().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('of more than there is room for, those chosen first of what is not here are left out', async () => {
  const first = await load();
  for (const model of all.slice(0, 4)) first.chooseOther(model, true);
  here = all.slice(4);
  const { chooseOther } = await load();
  chooseOther(all[4], true);
  chooseOther(all[5], true);
  here = all;
  const { otherModels } = await load();
  expect(otherModels().map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e', 'f']);
});
