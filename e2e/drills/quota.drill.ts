import { expect } from '@playwright/test';
import { createRandom } from '../../shared/base/random';
import { commentsCsv } from '../comments';
import { untilImportable } from '../pages/app';
import { drill } from './drill';
import { withProfile } from './profile';
import { expectWhole, importCsv } from './stored';

/*
 * The storage is full, from the start or in the middle of a write. What is there stays, and what fails shows an error.
 */

/** 15 MB that do not compress: Chromium counts what is on the disk, compressed, and not at once. */
const LARGE = ['comment,toxic', ...Array.from({ length: 50_000 }, (_, i) => `${randomLetters(i)},${i % 2}`)].join('\n');

function randomLetters(seed: number): string {
  const random = createRandom(seed);
  return Array.from({ length: 300 }, (_, at) => (at % 8 === 7 ? ' ' : String.fromCharCode(97 + random.below(26)))).join(
    '',
  );
}

/** Where the quota is set before the import, and where while it is written. */
const QUOTAS = [
  { bytes: 500_000, during: false },
  { bytes: 5_000_000, during: false },
  { bytes: 5_000_000, during: true },
  { bytes: 500_000, during: true },
];

const REMEMBERED_MS = 31_000;

drill('storage that is full', { seconds: 40, tries: 4 }, (random, number) =>
  withProfile(async (profile) => {
    const { bytes, during } = QUOTAS[number % QUOTAS.length];
    const { page, context } = await profile.open('/data');
    await importCsv(page, 'kept.csv', commentsCsv(100));
    const session = await context.newCDPSession(page);
    const origin = new URL(page.url()).origin;
    const limit = () => session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
    const alert = page.getByRole('alert').first();
    const done = page.getByRole('article', { name: 'large.csv' });
    await page.goto('/data');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(LARGE) });
    const start = await untilImportable(page);
    await limit();
    // Chromium's IndexedDB believes for half a minute what it has heard about the room that is left.
    await page.waitForTimeout(during ? REMEMBERED_MS - random.below(2000) : REMEMBERED_MS + 1000);
    await start.click();
    await expect(alert.or(done).first()).toBeVisible({ timeout: 120_000 });
    if (!during) expect(await done.isVisible()).toBe(false);
    const imported = await done.isVisible();
    if (!imported) await expect(alert).toContainText(/full|room|most that can be read/);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await expectWhole(page, imported ? ['kept.csv', 'large.csv'] : ['kept.csv']);
    await importCsv(page, 'after.csv', commentsCsv(50));
    await expectWhole(page, ['kept.csv', 'after.csv']);
    expect(profile.errors).toEqual([]);
  }),
);
