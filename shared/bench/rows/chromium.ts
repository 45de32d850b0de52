import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { sha256Hex } from '#shared/base/hash';
import { decodeModel } from '#shared/ml/model/decode';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import { findChromium, launchOptions } from '../../cli/chromium';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { inTurns, timingOf } from '../measure';
import { runFit } from '../runner';
import { open, pageWithFile, pressAndWait, proveLongTasksSeen, ROOT, startApp } from './app';

/* Training and Explore in Chromium, through the app as `npm start` serves it. */
const SCRIPTS = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\.js(\\?|$)/.test(name))`;
export const inChromium = (bench: Bench): Promise<Result[]> =>
  withApp(async (browser, url) => [await training(bench, browser, url), await firstVisit(browser, url)]);

export const exploreInChromium = (bench: Bench): Promise<Result[]> =>
  withApp(async (browser, url) => [await exploring(bench, browser, url)]);

async function withApp(measure: (browser: Browser, url: string) => Promise<Result[]>): Promise<Result[]> {
  const path = findChromium('full');
  if (!path) throw new Error('no Chromium here; npx playwright install chromium, or set CHROMIUM');
  const app = await startApp();
  const browser = await chromium.launch({ ...launchOptions('full'), headless: true });
  try {
    return await measure(browser, app.url);
  } finally {
    await browser.close();
    app.stop();
  }
}

interface BrowserTraining {
  readonly importSeconds: number;
  readonly trainSeconds: number;
  readonly modelId: string;
  /** What the app recommends for the data. */
  readonly spec: PipelineSpec;
  /** Longest task of the main thread, ms; 0 if none took 50 ms. */
  readonly longest: number;
  readonly longTasks: number;
}

async function training(bench: Bench, browser: Browser, url: string): Promise<Result> {
  const rows = bench.quick ? bench.rows : Math.floor(bench.rows / 2);
  const { path } = await bench.comments(rows);
  const out = join(bench.folder, 'chromium.moderato');
  const browserRuns: BrowserTraining[] = [];
  const ids = new Set<string>();
  const measured = await inTurns(
    [
      {
        name: 'Chromium',
        async run() {
          const done = await trainInBrowser(browser, url, path);
          browserRuns.push(done);
          ids.add(done.modelId);
          return done.importSeconds + done.trainSeconds;
        },
      },
      {
        name: 'runner',
        async run() {
          const { seconds, modelId } = await runFit(path, out, specOf(browserRuns), null);
          ids.add(modelId);
          return seconds.total;
        },
      },
    ],
    2,
  );
  must(ids.size === 1, `Chromium and the runner made different models: ${[...ids].join(', ')}`);
  const longest = Math.max(...browserRuns.map((run) => run.longest));
  return {
    work: 'import and train in Chromium, what is recommended',
    size: `${rows} comments`,
    measured,
    ours: 1,
    toReach: 'within 1.3x of the runner; no task over 50 ms',
    facts: {
      'same model id': true,
      'time in Chromium / in the runner': measured[0].timing.min / measured[1].timing.min,
      'import, s': Math.min(...browserRuns.map((run) => run.importSeconds)),
      'train, s': Math.min(...browserRuns.map((run) => run.trainSeconds)),
      'longest main-thread task, ms': longest === 0 ? 'none over 50' : longest,
      'main-thread tasks over 50 ms': Math.max(...browserRuns.map((run) => run.longTasks)),
    },
  };
}

/** What the browser, which comes first, trained. */
function specOf(runs: readonly BrowserTraining[]): PipelineSpec {
  const last = runs.at(-1);
  if (last === undefined) throw new Error('the runner came before Chromium');
  return last.spec;
}

async function trainInBrowser(browser: Browser, url: string, file: string): Promise<BrowserTraining> {
  const context = await browser.newContext({ locale: 'en-GB' });
  try {
    const page = await pageWithFile(context, url, file);
    const importing = page.getByRole('button', { name: 'Import', exact: true });
    await importing.waitFor();
    // The button goes when reading begins; the dataset comes when it is all kept.
    const imported = page.getByRole('article', { name: basename(file) });
    await proveLongTasksSeen(page); // opening the app is measured by another row
    const importSeconds = await pressAndWait(page, 'Import', () => imported.waitFor());
    await open(page, 'Train');
    const ready = page.getByRole('heading', { name: /is ready$/ });
    const trainSeconds = await pressAndWait(page, 'Train', () => ready.waitFor());
    const tasks = (await page.evaluate('window.longTasks')) as number[];
    await open(page, 'Models');
    const download = page.waitForEvent('download');
    await page.locator('.own-models').getByRole('button', { name: 'Save as file' }).click();
    const bytes = new Uint8Array(await readFile(await (await download).path()));
    const { spec } = decodeModel(bytes).manifest;
    return {
      importSeconds,
      trainSeconds,
      modelId: sha256Hex(bytes),
      spec,
      longest: Math.max(0, ...tasks),
      longTasks: tasks.length,
    };
  } finally {
    await context.close();
  }
}

/** Explore of an imported file, from the press in the rail: its first chart, and all that it shows without being asked. */
async function exploring(bench: Bench, browser: Browser, url: string): Promise<Result> {
  const { path } = await bench.comments(bench.rows);
  const context = await browser.newContext({ locale: 'en-GB' });
  try {
    const page = await pageWithFile(context, url, path);
    await pressAndWait(page, 'Import', () => page.getByRole('article', { name: basename(path) }).waitFor());
    await proveLongTasksSeen(page);
    const began = performance.now();
    await open(page, 'Explore');
    await page.locator('.explore-sheet .chart').first().waitFor();
    const firstChart = (performance.now() - began) / 1000;
    await page.locator('.task-tray').waitFor({ state: 'detached' });
    const all = (performance.now() - began) / 1000;
    must((await page.getByText('Waiting for its turn').count()) === 0, 'sections are still waiting');
    const tasks = (await page.evaluate('window.longTasks')) as number[];
    return {
      work: 'explore in Chromium, all but parts of speech and label errors',
      size: `${bench.rows} comments`,
      measured: [{ name: 'Chromium', timing: timingOf([all]) }],
      ours: 1,
      toReach: '9 s; no task over 50 ms',
      facts: {
        'first chart, s': firstChart,
        'longest main-thread task, ms': tasks.length === 0 ? 'none over 50' : Math.max(...tasks),
        'main-thread tasks over 50 ms': tasks.length,
      },
    };
  } finally {
    await context.close();
  }
}

/** The scripts that the page itself loads before it can be used, gzipped. */
async function firstVisit(browser: Browser, url: string): Promise<Result> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const scripts = new Set((await page.evaluate(SCRIPTS)) as string[]);
    let gzipped = 0;
    for (const script of scripts) {
      gzipped += gzipSync(await readFile(join(ROOT, 'dist', 'web', new URL(script).pathname)), { level: 9 }).length;
    }
    must(gzipped > 0, 'no script was loaded');
    return {
      work: 'first visit',
      size: `${scripts.size} scripts`,
      measured: [],
      ours: 0,
      toReach: 'under 75 KB of script gzipped',
      facts: { 'script gzipped, KB': gzipped / 1000 },
    };
  } finally {
    await context.close();
  }
}
