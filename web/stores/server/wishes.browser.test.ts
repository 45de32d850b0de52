import { afterEach, expect, test, vi } from 'vitest';
import type { ServerApi } from '../../sync/serverApi';

/** Calls to servers that have not been answered. */
const calls: {
  readonly address: string;
  readonly procedure: string;
  readonly input: unknown;
  answer: (value: unknown) => void;
}[] = [];
vi.mock(import('../../sync/serverApi'), () => ({
  createServerApi: ({ address }) =>
    ({
      call: (procedure: string, input: unknown) =>
        new Promise((answer) => {
          calls.push({ address, procedure, input, answer });
        }),
    }) as unknown as ServerApi,
}));

const load = async () => {
  vi.resetModules();
  calls.length = 0;
  const kept = await import('./kept');
  return { ...(await import('./connection')), ...(await import('./administration')), ...kept };
};
afterEach(() => localStorage.clear());

/** How often a procedure is being called, once all that can be called has been. */
async function underWay(procedure: string): Promise<number> {
  const count = () => calls.filter((call) => call.procedure === procedure).length;
  await expect.poll(count).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return count();
}

/** Answers the next call of a procedure. */
async function answer(procedure: string, value: unknown): Promise<unknown> {
  await expect.poll(() => calls.some((call) => call.procedure === procedure)).toBe(true);
  const at = calls.findIndex((call) => call.procedure === procedure);
  const [{ answer, input }] = calls.splice(at, 1);
  answer(value);
  return input;
}

test('who signs out while a sign-in is on its way stays signed out', async () => {
  const { signIn, signOut, server } = await load();
  const signedIn = signIn('https://one.example/#token=moderato_secret', '');
  await answer('health', { version: 'tests' });
  signOut();
  await answer('tokens.me', { id: 'a', name: 'a', role: 'admin', expiresAt: null });
  await expect(signedIn).rejects.toMatchObject({ name: 'AbortError' });
  expect(server()).toBeNull();
});

test('of two answers that are set at once neither is lost', async () => {
  const { setAnswer, keepServer } = await load();
  keepServer({ address: 'https://one.example', token: null });
  let stored: unknown[] = [];
  const place = (attribute: string) => ({ attribute, language: 'en' });
  const by = { model: 'm', label: null };
  const both = Promise.all([setAnswer(place('TOXICITY'), by), setAnswer(place('THREAT'), by)]);
  for (let change = 0; change < 2; change++) {
    expect(await underWay('perspective.models')).toBe(1);
    await answer('perspective.models', stored);
    stored = ((await answer('perspective.setModels', undefined)) as { models: unknown[] }).models;
  }
  expect(stored).toEqual([
    { ...place('TOXICITY'), ...by },
    { ...place('THREAT'), ...by },
  ]);
  const answered = setInterval(() => {
    for (const call of calls.splice(0)) call.answer([]);
  });
  await both;
  clearInterval(answered);
});

test('of two communities that are switched on at once neither is lost', async () => {
  const { keepFeedback, keepServer } = await load();
  keepServer({ address: 'https://one.example', token: null });
  let set: unknown[] = [];
  const both = Promise.all([keepFeedback('one', true), keepFeedback('two', true)]);
  for (let change = 0; change < 2; change++) {
    expect(await underWay('feedback.settings')).toBe(1);
    await answer('feedback.settings', { set });
    set = ((await answer('feedback.set', undefined)) as { communities: unknown[] }).communities;
  }
  expect(set).toEqual(['one', 'two']);
  const answered = setInterval(() => {
    for (const call of calls.splice(0)) call.answer([]);
  });
  await both;
  clearInterval(answered);
});
