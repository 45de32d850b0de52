import type { SQL } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../store/database';
import { tokens } from '../store/schema';
import { openTestDatabase } from '../testing/testDatabase';
import { TokenService } from './tokens';

const DAY = 86_400_000;
const NOW = new Date('2030-03-01T12:00:00.000Z');
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

let database: Database;
let service: TokenService;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.tables.delete(tokens);
  service = new TokenService(database.tables);
});

const lastUse = async () => (await service.list()).map(({ lastUsedAt }) => lastUsedAt);

/** Something to wait for. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test('of servers that start at once, one makes the token of the first admin', async () => {
  const made = await Promise.all([1, 2, 3].map(() => new TokenService(database.tables).createFirstAdmin()));
  const [secret, ...others] = made.filter((one) => one !== null);
  expect(others).toEqual([]);
  expect(await service.identify(secret)).toMatchObject({ role: 'admin' });
  expect(await service.createFirstAdmin()).toBeNull();
});

test('a token is made with what was asked for, and its secret is kept nowhere', async () => {
  const { token, secret } = await service.create('laptop', 'reader', 30, NOW);
  expect(token).toEqual({
    id: token.id,
    name: 'laptop',
    role: 'reader',
    createdAt: NOW.toISOString(),
    expiresAt: after(30 * DAY).toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  });
  expect(secret).toMatch(/^moderato_[A-Za-z0-9_-]{43}$/);
  expect(JSON.stringify(await database.tables.select().from(tokens))).not.toContain(secret.slice('moderato_'.length));
  const other = await service.create('laptop', 'reader', null, NOW);
  expect(other.secret).not.toBe(secret);
  expect(other.token).toMatchObject({ expiresAt: null });
});

test('tokens are listed the newest first', async () => {
  await service.create('old', 'reader', null, NOW);
  await service.create('new', 'admin', null, after(1000));
  await service.create('older', 'reader', null, after(-1000));
  expect((await service.list()).map(({ name }) => name)).toEqual(['new', 'old', 'older']);
});

test('a secret identifies its token, and another secret none', async () => {
  const { token, secret } = await service.create('laptop', 'contributor', null, NOW);
  expect(await service.identify(secret, NOW)).toEqual({ id: token.id, role: 'contributor' });
  for (const wrong of ['', 'moderato_', `${secret}x`, secret.slice(0, -1)]) {
    await expect(service.identify(wrong, NOW)).rejects.toMatchObject({ code: 'token-unknown' });
  }
});

test('a token ends at its instant, whether it is remembered or read', async () => {
  const { token, secret } = await service.create('laptop', 'reader', 1, NOW);
  const caller = await service.identify(secret, after(DAY - 1));
  await service.confirm(caller, after(DAY - 2000));
  const expected = { code: 'token-expired', params: { expired: token.expiresAt } };
  await expect(service.identify(secret, after(DAY))).rejects.toMatchObject(expected);
  const fresh = new TokenService(database.tables);
  await expect(fresh.identify(secret, after(DAY))).rejects.toMatchObject(expected);
  await expect(service.confirm(caller, after(DAY))).rejects.toMatchObject(expected);
});

test('a revoked token ends at once here, and within a second in another process', async () => {
  const { token, secret } = await service.create('laptop', 'reader', null, NOW);
  const elsewhere = new TokenService(database.tables);
  const caller = await elsewhere.identify(secret, NOW);
  await service.identify(secret, NOW);
  await service.confirm(caller, NOW);
  await elsewhere.confirm(caller, NOW);
  const revoked = await service.revoke(token.id, after(1));
  expect(revoked).toMatchObject({ id: token.id, revokedAt: after(1).toISOString() });
  const expected = { code: 'token-revoked', params: { revoked: after(1).toISOString() } };
  await expect(service.identify(secret, after(1))).rejects.toMatchObject(expected);
  await expect(service.confirm(caller, after(1))).rejects.toMatchObject(expected);
  expect(await elsewhere.identify(secret, after(999))).toEqual(caller);
  await elsewhere.confirm(caller, after(999));
  await expect(elsewhere.identify(secret, after(1000))).rejects.toMatchObject(expected);
  await expect(elsewhere.confirm(caller, after(1000))).rejects.toMatchObject(expected);
});

test('a clock that was set back keeps nothing remembered', async () => {
  const { token, secret } = await service.create('laptop', 'reader', null, NOW);
  const elsewhere = new TokenService(database.tables);
  const caller = await elsewhere.identify(secret, NOW);
  await elsewhere.confirm(caller, NOW);
  await service.revoke(token.id, NOW);
  await expect(elsewhere.identify(secret, after(-1000))).rejects.toMatchObject({ code: 'token-revoked' });
  await expect(elsewhere.confirm(caller, after(-1000))).rejects.toMatchObject({ code: 'token-revoked' });
});

test('what was not found is asked for again, since the token may be made meanwhile', async () => {
  const { token, secret } = await service.create('laptop', 'reader', null, NOW);
  const [row] = await database.tables.select().from(tokens);
  await database.tables.delete(tokens);
  await expect(service.identify(secret, NOW)).rejects.toMatchObject({ code: 'token-unknown' });
  await expect(service.confirm({ id: token.id, role: 'reader' }, NOW)).rejects.toMatchObject({ code: 'token-unknown' });
  await database.tables.insert(tokens).values(row);
  expect(await service.identify(secret, NOW)).toEqual({ id: token.id, role: 'reader' });
});

test('within a second the database is asked once, and for a guest never', async () => {
  const { secret } = await service.create('laptop', 'reader', null, NOW);
  const select = vi.spyOn(database.tables, 'select');
  try {
    const caller = await service.identify(secret, NOW);
    await service.identify(secret, after(999));
    expect(select).toHaveBeenCalledTimes(1);
    await service.confirm(caller, NOW);
    await service.confirm(caller, after(999));
    expect(select).toHaveBeenCalledTimes(2);
    await service.confirm({ id: null, role: null }, NOW);
    expect(select).toHaveBeenCalledTimes(2);
    await service.identify(secret, after(1000));
    await service.confirm(caller, after(1000));
    expect(select).toHaveBeenCalledTimes(4);
  } finally {
    select.mockRestore();
  }
});

test('a token that is revoked while it is read is not remembered', async () => {
  const { token, secret } = await service.create('laptop', 'reader', null, NOW);
  const [read, arrival] = [gate(), gate()];
  // What was read before the token was revoked arrives after.
  const where = async (condition: SQL | undefined) => {
    const rows = await database.tables.select().from(tokens).where(condition);
    read.open();
    await arrival.opened;
    return rows;
  };
  const select = () => ({ from: () => ({ where }) });
  const late = new TokenService(Object.create(database.tables, { select: { value: select } }));
  const reading = late.identify(secret, NOW);
  await read.opened;
  await late.revoke(token.id, NOW);
  arrival.open();
  expect(await reading).toMatchObject({ id: token.id });
  await expect(late.identify(secret, after(1))).rejects.toMatchObject({ code: 'token-revoked' });
});

test('the last use is written, at most once a minute', async () => {
  const { secret } = await service.create('laptop', 'reader', null, NOW);
  await service.identify(secret, NOW);
  expect(await lastUse()).toEqual([NOW.toISOString()]);
  await service.identify(secret, after(60_000));
  expect(await lastUse()).toEqual([NOW.toISOString()]);
  const again = after(61_001);
  await service.identify(secret, again);
  expect(await lastUse()).toEqual([again.toISOString()]);
});

test('revoking again is no error and keeps the first time; an unknown token is one', async () => {
  const { token } = await service.create('laptop', 'reader', null, NOW);
  await service.revoke(token.id, NOW);
  expect(await service.revoke(token.id, after(5000))).toMatchObject({ revokedAt: NOW.toISOString() });
  const id = '00000000-0000-4000-8000-000000000000';
  await expect(service.revoke(id, NOW)).rejects.toMatchObject({ code: 'token-missing', params: { id } });
  // The database would refuse it as no UUID, in its own words.
  await expect(service.revoke('laptop', NOW)).rejects.toMatchObject({
    code: 'token-missing',
    params: { id: 'laptop' },
  });
});

test('the last admin who can come in cannot be revoked; expired and revoked ones do not count', async () => {
  const { token } = await service.create('me', 'admin', null, NOW);
  const expired = await service.create('was', 'admin', 1, after(-2 * DAY));
  const gone = await service.create('gone', 'admin', null, NOW);
  await service.revoke(gone.token.id, NOW);
  await service.create('reads', 'reader', null, NOW);
  await expect(service.revoke(token.id, NOW)).rejects.toMatchObject({ code: 'token-last-admin' });
  await service.revoke(expired.token.id, NOW);
  await service.create('next', 'admin', 1, NOW);
  expect(await service.revoke(token.id, NOW)).toMatchObject({ revokedAt: NOW.toISOString() });
});

test('there is an admin as long as one can come in', async () => {
  expect(await service.hasAdmin(NOW)).toBe(false);
  await service.create('reads', 'contributor', null, NOW);
  const revoked = await service.create('first', 'admin', null, NOW);
  await service.create('second', 'admin', 1, NOW);
  await service.revoke(revoked.token.id, NOW);
  expect(await service.hasAdmin(NOW)).toBe(true);
  expect(await service.hasAdmin(after(DAY))).toBe(false);
});

test('there are clients as long as one that is no admin can come in; asked of the database once a second', async () => {
  await service.create('me', 'admin', null, NOW);
  expect(await service.hasClients(NOW)).toBe(false);
  const elsewhere = new TokenService(database.tables);
  expect(await elsewhere.hasClients(NOW)).toBe(false);
  const { token } = await service.create('forum', 'reader', 1, NOW);
  expect(await service.hasClients(NOW)).toBe(true);
  expect(await elsewhere.hasClients(after(999))).toBe(false);
  expect(await elsewhere.hasClients(after(1000))).toBe(true);
  expect(await elsewhere.hasClients(after(DAY))).toBe(false);
  // A clock that was set back keeps nothing remembered.
  expect(await elsewhere.hasClients(NOW)).toBe(true);
  await service.revoke(token.id, NOW);
  expect(await service.hasClients(NOW)).toBe(false);
});

test('a token says who it is; one that is gone is unknown; a guest has no name', async () => {
  const { token } = await service.create('forum', 'reader', 1, NOW);
  const { token: lasting } = await service.create('me', 'admin', null, NOW);
  expect(await service.describe({ id: token.id, role: 'reader' })).toEqual({
    id: token.id,
    name: 'forum',
    role: 'reader',
    expiresAt: after(DAY).toISOString(),
  });
  expect(await service.describe({ id: lasting.id, role: 'admin' })).toMatchObject({ name: 'me', expiresAt: null });
  await database.tables.delete(tokens);
  await expect(service.describe({ id: token.id, role: 'reader' })).rejects.toMatchObject({ code: 'token-unknown' });
  expect(await service.describe({ id: null, role: 'reader' })).toEqual({
    id: null,
    name: null,
    role: 'reader',
    expiresAt: null,
  });
});
