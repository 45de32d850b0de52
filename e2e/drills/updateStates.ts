import type { Page } from '@playwright/test';
import { commentsCsv } from '../comments';
import { App, untilImportable } from '../pages/app';
import { type Deployment, serveTwoBuilds } from './builds';
import { expect } from './patient';
import { withProfile } from './profile';
import { expectWhole, startImport } from './stored';

const build = (page: Page) => page.locator('meta[name="build"]');
const notice = (page: Page) => page.getByText(/new version/i).first();

/** Serves the next build and lets the service worker look for it. */
async function deployTo(page: Page, deployment: Deployment): Promise<void> {
  deployment.deploy();
  await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
}

/** What a page is doing when the new version arrives, and what must be so after. */
export const STATES: Readonly<Record<string, (page: Page, deployment: Deployment) => Promise<void>>> = {
  async idle(page, deployment) {
    await deployTo(page, deployment);
    await expect(build(page)).toBeAttached();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async 'a comment is being written'(page, deployment) {
    const comment = page.getByRole('textbox', { name: 'Comment' });
    await comment.fill('words of my own');
    await deployTo(page, deployment);
    await expect(notice(page)).toBeVisible();
    await expect(comment).toHaveValue('words of my own');
    await expect(build(page)).not.toBeAttached();
  },
  async 'a file is chosen'(page, deployment) {
    await page.goto(`${deployment.url}/data`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'chosen.csv', mimeType: 'text/csv', buffer: Buffer.from(commentsCsv(50)) });
    const start = await untilImportable(page);
    await deployTo(page, deployment);
    await expect(notice(page)).toBeVisible();
    await start.click();
    await expect(page.getByRole('article', { name: 'chosen.csv' })).toBeVisible();
  },
  async 'an import is under way'(page, deployment) {
    await startImport(page, 'large.csv', commentsCsv(30_000));
    await deployTo(page, deployment);
    await expect(page.getByRole('article', { name: 'large.csv' })).toBeVisible({ timeout: 120_000 });
    await expectWhole(page, ['large.csv']);
  },
  async 'another tab is open'(page, deployment) {
    const other = await page.context().newPage();
    await other.goto(deployment.url);
    await other.getByRole('textbox', { name: 'Comment' }).fill('in the other tab');
    await deployTo(page, deployment);
    // The tab in which nothing would be lost may load the new version by itself.
    await expect.poll(async () => (await notice(page).isVisible()) || (await build(page).count()) > 0).toBe(true);
    await expect(notice(other)).toBeVisible();
    await expect(other.getByRole('textbox', { name: 'Comment' })).toHaveValue('in the other tab');
  },
  async 'the person agrees'(page, deployment) {
    await page.getByRole('textbox', { name: 'Comment' }).fill('x');
    await deployTo(page, deployment);
    await page.getByRole('textbox', { name: 'Comment' }).fill('');
    await page.getByRole('button', { name: 'Reload now' }).click();
    await expect(build(page)).toBeAttached();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async 'something is shared while it waits'(page, deployment) {
    await page.getByRole('textbox', { name: 'Comment' }).fill('x');
    await deployTo(page, deployment);
    await expect(notice(page)).toBeVisible();
    const address = await page.evaluate(async () => {
      const form = new FormData();
      form.set('text', 'shared words');
      return new URL((await fetch('/share', { method: 'POST', body: form })).url).search;
    });
    await page.goto(`${deployment.url}/${address}`);
    await expect(page.getByRole('dialog')).toContainText('shared words');
    await page.reload();
    await expect(page.getByRole('dialog')).toContainText('shared words');
    await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('shared words');
  },
};

/** Deploys a new version while a page is in `state`, on a server and in a profile of its own. */
export async function updateIn(state: string): Promise<void> {
  const deployment = await serveTwoBuilds();
  try {
    await withProfile(
      async (profile) => {
        const { page } = await profile.open('/');
        await new App(page).untilOfflineReady();
        await STATES[state](page, deployment).catch((error: unknown) => {
          throw new Error(`${state}: ${error instanceof Error ? error.message : String(error)}`);
        });
        expect(profile.errors, state).toEqual([]);
      },
      { baseURL: deployment.url },
    );
  } finally {
    await deployment.close();
  }
}
