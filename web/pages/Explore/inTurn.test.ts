import { expect, test, vi } from 'vitest';
import { inTurn } from './inTurn';

test('work is done in order, a task each, unless it was called off', () => {
  vi.useFakeTimers();
  const done: string[] = [];
  inTurn(() => done.push('a'));
  const callOff = inTurn(() => done.push('b'));
  inTurn(() => done.push('c'));
  expect(done).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['a']);
  callOff();
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['a', 'c']);
  vi.runAllTimers();
  inTurn(() => done.push('d'));
  vi.runAllTimers();
  expect(done).toEqual(['a', 'c', 'd']);
  vi.useRealTimers();
});
