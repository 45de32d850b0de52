import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { textColumnOf } from '#shared/data/column/textColumn';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../../storage/database';
import { importDataset } from './client';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

test('what a killed import had stored is deleted, and the call rejects with the reason', async () => {
  const file = new File(['comment\nhello\n'], 'a.csv');
  const storedKeys = () => withDatabase((database) => database.getAllKeys('chunks'));
  const killed = async (id: string): Promise<never> => {
    await withDatabase((database) => database.put('chunks', textColumnOf(['hello']), [id, 0, 0]));
    expect(await storedKeys()).toEqual([[id, 0, 0]]);
    throw new CodedError('worker-failed', { worker: 'ingest', reason: 'it was killed' });
  };
  const importing = importDataset(file, {}, () => undefined, new AbortController().signal, killed);
  await expect(importing).rejects.toMatchObject({ code: 'worker-failed' });
  expect(await storedKeys()).toEqual([]);
});
