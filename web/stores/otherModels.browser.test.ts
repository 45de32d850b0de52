import { afterEach, expect, test, vi } from 'vitest';
import { sampleModel } from '../storage/testing/samples';
import type { ModelRecord } from './models';
import { chooseOther, otherModels } from './otherModels';

const all: readonly ModelRecord[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => sampleModel(id));
/** Those that are known so far. */
let here: readonly ModelRecord[] = all;
vi.mock(import('./modelChoice'), async (original) => ({ ...(await original()), everyModel: () => [...here] }));

const KEY = 'moderato.other-models';
afterEach(() => {
  here = all;
  localStorage.removeItem(KEY);
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
});

const chosen = () => otherModels().map(({ id }) => id);

test('models that are not looked up yet stay chosen when another is', () => {
  for (const model of all.slice(0, 2)) chooseOther(model, true);
  here = all.slice(2);
  chooseOther(all[2], true);
  expect(chosen()).toEqual(['c']);
  here = all;
  expect(chosen()).toEqual(['a', 'b', 'c']);
});

test('of more than there is room for, those chosen first of what is not here are left out', () => {
  for (const model of all.slice(0, 4)) chooseOther(model, true);
  here = all.slice(4);
  chooseOther(all[4], true);
  chooseOther(all[5], true);
  here = all;
  expect(chosen()).toEqual(['b', 'c', 'd', 'e', 'f']);
});

test('what another tab has chosen stays when another model is chosen here', () => {
  chooseOther(all[0], true);
  localStorage.setItem(KEY, JSON.stringify(['a', 'b']));
  chooseOther(all[2], true);
  expect(chosen()).toEqual(['a', 'b', 'c']);
});
