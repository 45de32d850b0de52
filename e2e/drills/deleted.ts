import type { Random } from '../../shared/base/random';
import { commentsCsv } from '../comments';
import { expect } from './patient';
import { withProfile } from './profile';
import { importCsv, readStored, startImport } from './stored';

const LARGE = commentsCsv(60_000);

/** Deletes the database at a random moment of an import. */
export function deleteDuringImport(random: Random): Promise<void> {
  return withProfile(async (profile) => {
    const { page, context } = await profile.open('/data');
    await importCsv(page, 'gone.csv', commentsCsv(100));
    const other = await context.newPage();
    await other.goto('/theme.js');
    await startImport(page, 'large.csv', LARGE);
    await page.waitForTimeout(random.below(1500));
    await other.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase('moderato');
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        }),
    );
    const done = page.getByRole('article', { name: 'large.csv' });
    const alert = page.getByRole('alert').first();
    await expect(done.or(alert).first()).toBeVisible({ timeout: 120_000 });
    if (await alert.isVisible()) await expect(alert).toContainText(/deleted this site|import|no longer/);
    await page.goto('/data');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const stored = await readStored(other);
    expect(stored.datasets.filter(({ whole }) => !whole)).toEqual([]);
    await importCsv(page, 'after.csv', commentsCsv(50));
    expect(profile.errors).toEqual([]);
  });
}
