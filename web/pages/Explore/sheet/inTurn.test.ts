import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from './inTurn';

const FRAME = 16;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => setTimeout(next, FRAME));
});
afterEach(() => {
  vi.runAllTimers();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('work is done in order, a frame each, unless it was called off', () => {
  const done: string[] = [];
  inTurn(() => done.push('a'));
  const callOff = inTurn(() => done.push('b'));
  inTurn(() => done.push('c'));
  expect(done).toEqual([]);
  vi.advanceTimersByTime(FRAME + 1);
  expect(done).toEqual(['a']);
  callOff();
  vi.advanceTimersByTime(FRAME + 1);
  expect(done).toEqual(['a', 'c']);
  vi.runAllTimers();
  inTurn(() => done.push('d'));
  vi.runAllTimers();
  expect(done).toEqual(['a', 'c', 'd']);
});

test('a page that has no frames draws all the same', () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const done: string[] = [];
  inTurn(() => done.push('a'));
  inTurn(() => done.push('b'));
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(['a', 'b']);
});
