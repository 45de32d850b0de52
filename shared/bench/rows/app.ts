import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { must } from '../checks';

/* The app as `npm start` serves it, for measurements in Chromium. Pages run the strings here: this program knows no DOM. */

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const WATCH_LONG_TASKS = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });`;
/** A task of 100 ms, which the watch is to see. */
const STALL = `new Promise((resolve) => setTimeout(() => {
  const began = performance.now();
  while (performance.now() - began < 100);
  setTimeout(resolve, 200);
}, 0))`;
const TIMEOUT_MS = 600_000;

/** A page of the app whose long tasks are watched, with a file chosen on Data. */
export async function pageWithFile(context: BrowserContext, url: string, file: string): Promise<Page> {
  await context.addInitScript({ content: WATCH_LONG_TASKS });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(url);
  await open(page, 'Data');
  await page.locator('input[type=file]').setInputFiles(file);
  return page;
}

/** Proves that a page's long tasks are seen (WATCH_LONG_TASKS), and forgets those so far. */
export async function proveLongTasksSeen(page: Page): Promise<void> {
  await page.evaluate(STALL);
  const seen = (await page.evaluate('window.longTasks')) as number[];
  must(
    seen.some((ms) => ms >= 90),
    'long tasks go unseen',
  );
  await page.evaluate('window.longTasks.length = 0');
}

export async function startApp(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(ROOT, 'shared', 'cli', 'start.mjs')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      HOST: 'localhost',
      DATA_DIR: await mkdtemp(join(tmpdir(), 'moderato-bench-app-')),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[^/\s]+/.exec(line)?.[0];
    if (url) return { url, stop: () => void child.kill() };
  }
  throw new Error('the app did not start');
}

export async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
}

export async function pressAndWait(page: Page, button: string, done: () => Promise<void>): Promise<number> {
  const pressed = page.getByRole('button', { name: button, exact: true });
  await pressed.waitFor();
  const began = performance.now();
  await pressed.click();
  await done();
  return (performance.now() - began) / 1000;
}
