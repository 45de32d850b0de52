import { expect, test } from 'vitest';
import { createInOrder } from './inOrder';

const later = <T>(value: T, ms: number) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

test('results arrive in the order of the tasks, and at most `depth` tasks run at once', async () => {
  for (const depth of [1, 2, 5]) {
    const taken: number[] = [];
    let running = 0;
    let most = 0;
    const list = createInOrder<number>(depth, async (value) => {
      await later(null, 1);
      taken.push(value);
    });
    for (let i = 0; i < 12; i++) {
      running++;
      most = Math.max(most, running);
      await list.add(later(i, (i * 7) % 5).finally(() => running--));
    }
    await list.finish();
    expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(most).toBeLessThanOrEqual(depth);
  }
});

test('the error of a failed task is thrown when its turn comes', async () => {
  const taken: string[] = [];
  const list = createInOrder<string>(3, (value) => void taken.push(value));
  await list.add(later('a', 5));
  await list.add(Promise.reject(new Error('broken')));
  await expect(list.finish()).rejects.toThrow('broken');
  expect(taken).toEqual(['a']);
});
