import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Two very different views: what works in both works in between. */
export const views = [
  { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', locale: 'ru-RU', viewport: { width: 390, height: 844 } },
] as const;

/** Expects the page as it is to be accessible: no violation of WCAG 2.2 AA, nothing wider than the screen. */
export async function expectForAnyone(page: Page, state: string): Promise<void> {
  // The other mode hands what it saw to a blank page of its own, which takes five times as long. It is for frames of
  // other sites.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    state,
  ).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${state}: pixels wider than the screen`).toBeLessThanOrEqual(0);
}
