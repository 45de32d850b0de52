import { expect } from '@playwright/test';
import { commentsCsv } from '../comments';
import { drill } from './drill';
import { withProfile } from './profile';
import { expectWhole, importCsv, startImport } from './stored';

/*
 * The storage is full, from the start or in the middle of a write. What is there stays, and what fails shows an error.
 */

const LARGE = commentsCsv(120_000);

/** Where the quota is set before the import, and where while it is written. */
const QUOTAS = [
  { bytes: 500_000, during: false },
  { bytes: 5_000_000, during: false },
  { bytes: 5_000_000, during: true },
  { bytes: 500_000, during: true },
];

drill('storage that is full', { seconds: 40, tries: 4 }, (random, number) =>
  withProfile(async (profile) => {
    const { bytes, during } = QUOTAS[number % QUOTAS.length];
    const { page, context } = await profile.open('/data');
    await importCsv(page, 'kept.csv', commentsCsv(100));
    const session = await context.newCDPSession(page);
    const origin = new URL(page.url()).origin;
    const limit = () => session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
    if (!during) await limit();
    const alert = page.getByRole('alert').first();
    const done = page.getByRole('article', { name: 'large.csv' });
    if (during) {
      await startImport(page, 'large.csv', LARGE);
      await page.waitForTimeout(random.below(800));
      await limit();
    } else {
      await page.goto('/data');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(LARGE) });
      const start = page.getByRole('button', { name: 'Import', exact: true });
      // The file is counted first, and where nothing can be kept an error comes instead.
      await expect.poll(async () => (await alert.isVisible()) || (await start.isEnabled())).toBe(true);
      if (await start.isEnabled()) await start.click();
    }
    await expect(alert.or(done).first()).toBeVisible({ timeout: 120_000 });
    if (!during) await expect(done).toBeHidden();
    const imported = await done.isVisible();
    if (!imported) await expect(alert).toContainText(/full|room|most that can be read/);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await expectWhole(page, imported ? ['kept.csv', 'large.csv'] : ['kept.csv']);
    await importCsv(page, 'after.csv', commentsCsv(50));
    await expectWhole(page, ['kept.csv', 'after.csv']);
    expect(profile.errors).toEqual([]);
  }),
);
