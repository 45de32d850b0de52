import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setNotify } from '../stores/settings';
import type { TaskRecord } from '../stores/tasks/taskList';
import { notifyEnd } from './notifyEnd';

const shown: { body: string; notification: { onclick: (() => void) | null; close: () => void } }[] = [];

class FakeNotification {
  static permission = 'granted';
  onclick: (() => void) | null = null;
  close = () => undefined;
  constructor(_title: string, { body }: { body: string }) {
    shown.push({ body, notification: this });
  }
}

const hide = (hidden: boolean) => vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);

beforeEach(() => {
  shown.length = 0;
  FakeNotification.permission = 'granted';
  vi.stubGlobal('Notification', FakeNotification);
  hide(true);
  setNotify(true);
});

afterEach(() => {
  setNotify(false);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A training that took `milliseconds`. */
const task = (milliseconds: number, more: Partial<TaskRecord> = {}): TaskRecord => ({
  id: 'a',
  kind: 'train',
  title: 'Evening',
  state: 'done',
  phase: null,
  fraction: 1,
  createdAt: 0,
  startedAt: 1000,
  finishedAt: 1000 + milliseconds,
  error: null,
  result: null,
  again: null,
  ...more,
});

test('the end of a long task is notified while the page is out of sight, and a press opens what it made', () => {
  const open = vi.fn();
  notifyEnd(task(10_001), open);
  expect(shown.map(({ body }) => body)).toEqual([expect.stringMatching(/Evening.* is ready/)]);
  shown[0].notification.onclick?.();
  expect(open).toHaveBeenCalledOnce();
});

test('a failure is notified with its reason', () => {
  const error = { code: 'storage-full' as const, params: { neededBytes: 5e6, freeBytes: 1e6 } };
  notifyEnd(task(60_000, { state: 'failed', error }), () => undefined);
  expect(shown[0].body).toMatch(/Evening.*was not trained.*storage/);
});

test('nothing is notified of a short or a cancelled task, in sight, without the switch or without permission', () => {
  notifyEnd(task(10_000), () => undefined);
  notifyEnd(task(60_000, { state: 'cancelled' }), () => undefined);
  hide(false);
  notifyEnd(task(60_000), () => undefined);
  hide(true);
  setNotify(false);
  notifyEnd(task(60_000), () => undefined);
  setNotify(true);
  FakeNotification.permission = 'default';
  notifyEnd(task(60_000), () => undefined);
  expect(shown).toEqual([]);
});
