import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** Two very different views: what works in both works in between. */
export const views = [
  { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', locale: 'ru-RU', viewport: { width: 390, height: 844 } },
] as const;

const WCAG_22_AA: RunOptions = {
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
};

/** Expects the page as it is to be accessible: no violation of WCAG 2.2 AA, nothing wider than the screen. */
export async function expectForAnyone(page: Page, state: string): Promise<void> {
  // Once per document: reading axe costs as much as a run of it. The app has no frames, so the document is the page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, frames } = await page.evaluate(async (options) => {
    // A colour on its way from one to another has no contrast to judge.
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const found = await window.axe.run(document, options);
    return {
      violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      frames: document.querySelectorAll('iframe, frame').length,
    };
  }, WCAG_22_AA);
  expect(violations, state).toEqual([]);
  expect(frames, `${state}: frames, which are not looked into`).toBe(0);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${state}: pixels wider than the screen`).toBeLessThanOrEqual(0);
}
