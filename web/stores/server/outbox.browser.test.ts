import { deleteDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { closeDatabase, DATABASE_NAME } from '../../storage/database';
import type { OutboxEntry } from '../../storage/outbox';

/** Work that is being done; each waits until the test lets it end. */
const doing: { readonly entry: OutboxEntry; end: (error?: Error) => void }[] = [];
vi.mock(import('./outboxWork'), () => ({
  runEntry: (entry) =>
    new Promise<void>((resolve, reject) => {
      doing.push({ entry, end: (error) => (error === undefined ? resolve() : reject(error)) });
    }),
}));

const load = async () => {
  vi.resetModules();
  doing.length = 0;
  const outbox = await import('./outbox');
  const kept = await import('./kept');
  const storage = await import('../../storage/outbox');
  kept.keepServer({ address: 'https://one.example', token: null });
  return { ...outbox, ...kept, ...storage };
};

const push = (modelId: string) => ({ kind: 'push' as const, modelId, name: modelId });
const unshare = (modelId: string) => ({ kind: 'unshare' as const, modelId, name: modelId });
const underWay = () => doing.map(({ entry }) => [entry.id, entry.work.kind]);

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

test('what is asked for waits for the server that was chosen then, also while the one before is being done', async () => {
  const { queue, keepServer, readOutbox } = await load();
  await queue('a', push('a'));
  await expect.poll(underWay).toEqual([['a', 'push']]);
  const second = queue('b', push('b'));
  keepServer({ address: 'https://two.example', token: null });
  await second;
  expect((await readOutbox()).map(({ id, server }) => [id, server])).toEqual([
    ['a', 'https://one.example'],
    ['b', 'https://one.example'],
  ]);
});

test('work left from an earlier visit is not waited for before something new is kept', async () => {
  const { queue, putOutboxEntry, readOutbox } = await load();
  const left = { server: 'https://one.example', createdAt: 1, nextAt: 1, attempts: 0, error: null };
  await putOutboxEntry({ id: 'old', ...left, work: push('old') });
  void queue('new', push('new'));
  await expect.poll(async () => (await readOutbox()).map(({ id }) => id)).toEqual(['old', 'new']);
});

test.each([
  ['is done', 'c', undefined],
  ['is refused', 'd', new CodedError('model-missing', { id: 'd' })],
] as const)('a wish that takes the place of one that %s at that moment stays as it was asked', async (_, id, error) => {
  const { queue, readOutbox, readOutboxEntry } = await load();
  await queue(id, push(id));
  await expect.poll(underWay).toEqual([[id, 'push']]);
  const before = await readOutboxEntry(id);
  const replaced = queue(id, unshare(id));
  doing[0].end(error);
  await replaced;
  await expect.poll(underWay).toEqual([
    [id, 'push'],
    [id, 'unshare'],
  ]);
  const [now, ...others] = await readOutbox();
  expect([now.work.kind, now.attempts, now.error, others]).toEqual(['unshare', 0, null, []]);
  expect(now.createdAt).not.toBe(before?.createdAt);
});
