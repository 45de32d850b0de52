import { expect } from '@playwright/test';
import { App } from '../pages/app';
import { drill } from './drill';
import { withProfile } from './profile';

/* The network goes away in the first two seconds of a first visit, and comes back. */

drill('offline within two seconds of a first visit', { seconds: 40, tries: 12 }, (random) =>
  withProfile(async (profile) => {
    const { page, context } = await profile.open('about:blank');
    await page.goto('/', { waitUntil: 'commit' });
    await page.waitForTimeout(random.below(2000));
    await context.setOffline(true);
    for (const name of ['Data', 'Models', 'Predict']) {
      const link = page.getByRole('navigation').getByRole('link', { name }).first();
      if (await link.isVisible()) await link.click();
    }
    const shown = (await page.getByRole('navigation').count()) > 0;
    // A page that has begun to show something shows a heading, or an error about what it could not load.
    if (shown) await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
    const errors = profile.errors.filter((message) => !/dynamically imported module|preload/i.test(message));
    expect(errors).toEqual([]);
    await context.setOffline(false);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await new App(page).untilOfflineReady();
    await context.setOffline(true);
    await page.goto('/data');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }),
);
