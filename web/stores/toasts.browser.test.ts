import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismissToast, holdToasts, showToast, TOAST_MS, toasts } from './toasts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  for (const { id } of toasts()) dismissToast(id);
  holdToasts(false);
  vi.useRealTimers();
});

const texts = () => toasts().map(({ text }) => text());

test('a message is dismissed after its time and not before', () => {
  showToast(() => 'one');
  vi.advanceTimersByTime(TOAST_MS - 1);
  expect(texts()).toEqual(['one']);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test('while a message is held all countdowns pause, and then continue', () => {
  showToast(
    () => 'one',
    () => undefined,
  );
  vi.advanceTimersByTime(3000);
  holdToasts(true);
  showToast(() => 'two');
  vi.advanceTimersByTime(10 * TOAST_MS);
  expect(texts()).toEqual(['one', 'two']);
  holdToasts(false);
  vi.advanceTimersByTime(TOAST_MS - 3001);
  expect(texts()).toEqual(['one', 'two']);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual(['two']);
  vi.advanceTimersByTime(3000);
  expect(texts()).toEqual([]);
});

test('holding twice counts the time once', () => {
  showToast(() => 'one');
  vi.advanceTimersByTime(2000);
  for (let times = 0; times < 3; times++) {
    holdToasts(true);
    holdToasts(true);
    vi.advanceTimersByTime(1000);
    holdToasts(false);
  }
  vi.advanceTimersByTime(TOAST_MS - 2001);
  expect(texts()).toEqual(['one']);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test('after the last held message was dismissed the next one is not held', () => {
  const id = showToast(() => 'one');
  holdToasts(true);
  dismissToast(id);
  showToast(() => 'two');
  vi.advanceTimersByTime(TOAST_MS);
  expect(texts()).toEqual([]);
});

test('when there are more than three the oldest message is removed, and its timer cleared', () => {
  for (const text of ['one', 'two', 'three', 'four']) showToast(() => text);
  expect(texts()).toEqual(['two', 'three', 'four']);
  expect(vi.getTimerCount()).toBe(3);
});

test('a message that can be undone keeps its whole time, however many follow it', () => {
  const undo = () => undefined;
  for (const text of ['removed 1', 'removed 2', 'removed 3', 'removed 4']) showToast(() => text, undo);
  for (const text of ['one', 'two', 'three', 'four']) showToast(() => text);
  expect(texts()).toEqual(['removed 1', 'removed 2', 'removed 3', 'removed 4', 'two', 'three', 'four']);
  vi.advanceTimersByTime(TOAST_MS - 1);
  expect(texts()).toContain('removed 1');
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});
