import { expect, test } from 'vitest';
import { createTurns } from './turns';

test('each begins when the one before it has ended, and a failure is its own caller’s alone', async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  let finish = () => {};
  const first = inTurn(async () => {
    order.push('first begins');
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    order.push('first ends');
    throw new Error('first');
  });
  const second = inTurn(async () => {
    order.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(order).toEqual(['first begins']);
  finish();
  await expect(first).rejects.toThrow('first');
  expect(await second).toBe(2);
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});
