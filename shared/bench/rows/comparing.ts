import { basename } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findChromium, launchOptions } from '../../cli/chromium';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { open, pageWithFile, pressAndWait, proveLongTasksSeen, startApp } from './app';

/** Five models that come with the app: four read English, one Russian. */
const MODELS = [
  'English',
  'English, logistic regression',
  'English, linear support vector machine',
  'English, naive Bayes',
  'Russian',
];
const ROWS = 100_000;

/** Compare in Chromium: five models on one dataset, until the first curves are there and until all is. */
export async function comparing(bench: Bench): Promise<Result[]> {
  const path = findChromium('full');
  if (!path) throw new Error('no Chromium here; npx playwright install chromium, or set CHROMIUM');
  const app = await startApp();
  const browser = await chromium.launch({ ...launchOptions('full'), headless: true });
  try {
    return [await compareFive(bench, browser, app.url)];
  } finally {
    await browser.close();
    app.stop();
  }
}

async function compareFive(bench: Bench, browser: Browser, url: string): Promise<Result> {
  const rows = Math.min(ROWS, bench.rows);
  const { path } = await bench.comments(rows);
  const context = await browser.newContext({ locale: 'en-GB' });
  try {
    const page = await pageWithFile(context, url, path);
    await pressAndWait(page, 'Import', () => page.getByRole('article', { name: basename(path) }).waitFor());
    await open(page, 'Compare');
    for (const name of MODELS) await page.getByRole('checkbox', { name, exact: true }).check();
    await proveLongTasksSeen(page);
    const began = performance.now();
    const firstCurves = await pressAndWait(page, 'Compare', () =>
      page.getByRole('group', { name: 'Found against false alarms (ROC)' }).waitFor(),
    );
    await page.getByRole('heading', { name: 'Comments to look at' }).waitFor();
    const seconds = (performance.now() - began) / 1000;
    const figures = page.getByRole('table', { name: 'Figures' }).first().getByRole('row');
    must((await figures.count()) === MODELS.length + 1, 'not every model has its figures');
    const tasks = (await page.evaluate('window.longTasks')) as number[];
    return {
      work: 'compare five models in Chromium',
      size: `${rows} comments`,
      measured: [],
      ours: 0,
      toReach: 'first curves in 5 s; no task over 50 ms',
      facts: {
        'first curves, s': firstCurves,
        'everything, s': seconds,
        'longest main-thread task, ms': tasks.length === 0 ? 'none over 50' : Math.max(...tasks),
        'main-thread tasks over 50 ms': tasks.length,
      },
    };
  } finally {
    await context.close();
  }
}
