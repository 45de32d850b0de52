import type { Page } from '@playwright/test';
import type { Random } from '../../shared/base/random';
import { commentsCsv } from '../comments';
import { expect } from './patient';
import { withProfile } from './profile';
import { expectWhole, importCsv } from './stored';

/** Kills the browser up to `milliseconds` after `work` began, and expects what was there before to be there after. */
export function killDuring(random: Random, milliseconds: number, work: (page: Page) => Promise<void>): Promise<void> {
  return withProfile(async (profile) => {
    const { page } = await profile.open('/data');
    await importCsv(page, 'kept.csv', commentsCsv(300));
    const before = await expectWhole(page, ['kept.csv']);
    await work(page);
    await page.waitForTimeout(random.below(milliseconds)); // the moment of the kill, not a wait for something
    await profile.kill();
    const again = await profile.open('/data');
    const after = await expectWhole(again.page, ['kept.csv']);
    expect(after.labels['kept.csv']).toEqual(before.labels['kept.csv']);
    expect(profile.errors).toEqual([]);
  });
}
