import type pg from 'pg';

/**
 * Locks by key, for what the database and the store of bytes must do together: a row and its bytes come and go under
 * one lock. Whoever holds one must not ask for another.
 */
export interface KeyedLocks {
  /** Waits until nobody else holds `key`. Returns what gives it back. */
  acquire(key: string): Promise<() => Promise<void>>;
}

/** Runs `work` while nobody else holds `key`. */
export async function holding<Result>(locks: KeyedLocks, key: string, work: () => Promise<Result>): Promise<Result> {
  const release = await locks.acquire(key);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Locks among the requests of this process. */
export function createProcessLocks(): KeyedLocks {
  const last = new Map<string, Promise<void>>();
  return {
    async acquire(key) {
      const before = last.get(key);
      let open = () => {};
      const mine = new Promise<void>((resolve) => {
        open = resolve;
      });
      last.set(key, mine);
      await before;
      return async () => {
        if (last.get(key) === mine) last.delete(key);
        open();
      };
    },
  };
}

/**
 * Locks among all processes that use one PostgreSQL, as advisory locks of sessions: they go with their connection.
 * @param pool of its own: a lock waits on a connection while its holder needs another one.
 */
export function createPostgresLocks(pool: pg.Pool): KeyedLocks {
  const here = createProcessLocks();
  return {
    async acquire(key) {
      // First in turn within the process, so that waiting for each other takes one connection and not many.
      const releaseHere = await here.acquire(key);
      try {
        const client = await pool.connect();
        try {
          await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
        } catch (error) {
          client.release(true);
          throw error;
        }
        return async () => {
          try {
            await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]);
            client.release();
          } catch {
            client.release(true); // the connection is closed, and the lock with it
          } finally {
            await releaseHere();
          }
        };
      } catch (error) {
        await releaseHere();
        throw error;
      }
    },
  };
}
