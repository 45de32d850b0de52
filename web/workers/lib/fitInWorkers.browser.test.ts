import { afterAll, expect, test } from 'vitest';
import type { FitApi } from './testing/fit.worker';
import { createWorkerClient } from './workerClient';

const client = createWorkerClient<FitApi>({
  name: 'fit',
  idleMs: 60_000,
  start: () => new Worker(new URL('./testing/fit.worker.ts', import.meta.url), { type: 'module' }),
});

afterAll(() => client.stop());

test('a worker and its nested workers fit by Newton’s method what one alone does, to the last bit', async () => {
  const one = await client.call((api) => api.fit(1));
  expect(one.pieces).toBe(0);
  for (const size of [2, 4]) {
    const many = await client.call((api) => api.fit(size));
    expect(many.digest).toBe(one.digest);
    expect(many.pieces).toBeGreaterThan(0);
  }
}, 120_000);
