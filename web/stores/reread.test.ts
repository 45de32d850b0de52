import { expect, test } from 'vitest';
import { createReread } from './reread';

function createSource() {
  let stored = 0;
  const shown: number[] = [];
  const arriving: (() => void)[] = [];
  const reread = createReread(async () => {
    const found = stored;
    await new Promise<void>((resolve) => arriving.push(resolve));
    shown.push(found);
  });
  return {
    shown,
    reread,
    write: (value: number) => {
      stored = value;
    },
    async arrive() {
      arriving.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('calls that come while something is read share one more reading, and wait for it', async () => {
  const { shown, reread, write, arrive } = createSource();
  const first = reread();
  write(1);
  let second = false;
  void reread().then(() => {
    second = true;
  });
  write(2);
  void reread();
  await arrive();
  expect([shown, second]).toEqual([[0], false]);
  await arrive();
  expect([shown, second]).toEqual([[0, 2], true]);
  await first;
  void reread();
  await arrive();
  expect(shown).toEqual([0, 2, 2]);
});

test('a reading that fails keeps nobody from reading again', async () => {
  let fails = true;
  const reread = createReread(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve()));
  await expect(reread()).rejects.toThrow('no');
  fails = false;
  await reread();
});
