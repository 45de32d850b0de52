import { expect, test } from 'vitest';
import { createTaskSet } from './taskSet';

/** A task that the test ends. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, task: () => opened };
}

test('next resolves when a task has ended, which is then no longer counted', async () => {
  const tasks = createTaskSet();
  const [one, other] = [gate(), gate()];
  tasks.add(one.task);
  tasks.add(other.task);
  expect(tasks.size()).toBe(2);
  one.open();
  while (tasks.size() === 2) await tasks.next();
  expect(tasks.size()).toBe(1);
  other.open();
  while (tasks.size() > 0) await tasks.next();
  await tasks.next(); // none left: at once
});

test('next resolves after a tick while no task ends', async () => {
  const tasks = createTaskSet();
  const { open, task } = gate();
  tasks.add(task);
  await tasks.next();
  expect(tasks.size()).toBe(1);
  open();
  await tasks.stop();
});

test('next throws what a task threw', async () => {
  const tasks = createTaskSet();
  tasks.add(() => Promise.reject(new Error('broken')));
  await expect(tasks.next()).rejects.toThrow('broken');
});

test('stop fires the signal of every task and waits until they have ended', async () => {
  const tasks = createTaskSet();
  const ended: number[] = [];
  for (const id of [1, 2]) {
    tasks.add(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () =>
            setTimeout(() => {
              ended.push(id);
              resolve();
            }, 0),
          );
        }),
    );
  }
  await tasks.stop();
  expect(ended).toEqual([1, 2]);
  expect(tasks.size()).toBe(0);
});
