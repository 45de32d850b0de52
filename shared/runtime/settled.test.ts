import { expect, test } from 'vitest';
import { settled } from './settled';
import { runSteps } from './steps';

test('what a promise ends with comes through, with looks at a cancel meanwhile', async () => {
  let looks = 0;
  const late = new Promise<string>((resolve) => void setTimeout(() => resolve('done'), 120));
  expect(await runSteps(settled(late, () => looks++))).toBe('done');
  expect(looks).toBeGreaterThan(0);
  await expect(runSteps(settled(Promise.reject(new Error('gone')), () => 0))).rejects.toThrow('gone');
});

test('a cancel does not wait for the promise', async () => {
  const stopping = new AbortController();
  const steps = settled(new Promise<void>(() => {}), () => stopping.abort());
  await expect(runSteps(steps, stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
