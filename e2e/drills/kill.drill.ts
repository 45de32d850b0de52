import { expect, type Page } from '@playwright/test';
import { commentsCsv } from '../comments';
import { drill } from './drill';
import { killDuring } from './kill';
import { smallModelFile } from './modelFile';
import { withProfile } from './profile';
import { expectWhole, importCsv, startImport } from './stored';

/* The browser is killed in the middle of work. What was acknowledged before is there after, and nothing is half there. */

const LARGE = commentsCsv(60_000);

/** A drill whose work is cut short up to `milliseconds` after it began. */
function killed(title: string, milliseconds: number, work: (page: Page) => Promise<void>): void {
  drill(title, { seconds: 20, tries: 5 }, (random) => killDuring(random, milliseconds, work));
}

killed('killed while a file is imported', 2500, (page) => startImport(page, 'large.csv', LARGE));

killed('killed while a model is trained', 4000, async (page) => {
  await page.goto('/train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
});

killed('killed while a model file is opened', 1500, async (page) => {
  await page.goto('/models');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'small.moderato', mimeType: 'application/octet-stream', buffer: smallModelFile() });
});

drill('killed while labels are edited: every edit that was shown is there', { seconds: 20, tries: 5 }, (random) =>
  withProfile(async (profile) => {
    const { page } = await profile.open('/data');
    await importCsv(page, 'kept.csv', commentsCsv(40));
    const before = (await expectWhole(page, ['kept.csv'])).labels['kept.csv'];
    await page.getByRole('article', { name: 'kept.csv' }).getByRole('link').first().click();
    const edits = 1 + random.below(6);
    for (let row = 1; row <= edits; row++) {
      const button = page.getByRole('button', { name: new RegExp(`^Row ${row}: .*Change the label$`) });
      await button.click();
      await expect(button).toHaveAccessibleName(/was /);
    }
    await page.getByRole('button', { name: new RegExp(`^Row ${edits + 1}: .*Change the label$`) }).click();
    await page.waitForTimeout(random.below(60));
    await profile.kill();
    const again = await profile.open('/data');
    const after = (await expectWhole(again.page, ['kept.csv'])).labels['kept.csv'];
    const changed = before.map((label, row) => label !== after[row]);
    expect(changed.slice(0, edits)).toEqual(new Array(edits).fill(true));
    expect(changed.slice(edits + 1)).not.toContain(true);
    expect(profile.errors).toEqual([]);
  }),
);
