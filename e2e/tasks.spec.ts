import { expect, type Locator, type Page, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile, pressImport } from './pages/app';
import { keepTasks, storedTasks, taskOf } from './pages/tasks';

/** On the list of tasks, the one with this name. */
const row = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name });

const tray = (page: Page): Locator => page.getByRole('region', { name: 'Tasks under way' });

/** So large that a training takes seconds. */
const LARGE = 40_000;

/** Starts a training, and waits until it is under way. */
async function startTraining(page: Page, name: string): Promise<void> {
  await new App(page).open('Train');
  await page.getByRole('button', { name: 'Words and pairs' }).click();
  await page.getByText('Change settings').click();
  await page.getByRole('textbox', { name: 'Name of the model' }).fill(name);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('main').getByRole('progressbar')).toBeVisible();
}

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => dialog.accept()); // whether to leave while something runs
});

test('a training shows on every page while it runs, says when it is done, and is on the list', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
  await startTraining(page, 'Evening');
  await app.open('Models');
  await expect(tray(page)).toContainText('Training “Evening”');
  await expect(tray(page)).toContainText(/\d%/);
  await expect(page.getByRole('link', { name: 'Train working' })).toBeVisible();
  await expect(page).toHaveTitle(/^\d+% · Train$/);
  await tray(page).getByRole('link').click();
  await expect(page.getByRole('heading', { name: '1 task is under way' })).toBeVisible();
  await expect(tray(page)).toBeHidden();
  await expect(row(page, 'Evening').getByRole('progressbar')).toBeVisible();

  await app.open('Data');
  const message = page.getByRole('status').filter({ hasText: 'The model “Evening” is ready.' });
  await expect(message).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('link', { name: 'Train done' })).toBeVisible();
  await expect(page).toHaveTitle('Data · Moderato');
  await message.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeVisible();

  await app.open('Tasks');
  await expect(page.getByRole('heading', { name: 'Nothing is running' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Train done' })).toBeHidden();
  await expect(row(page, 'Evening')).toContainText('Done');
  await expect(row(page, 'Evening')).toContainText(/Started .+ · finished .+ · took/);
  await expect(row(page, 'large.csv')).toContainText('Done');
  await page.getByRole('button', { name: 'Clear the list' }).click();
  await expect(page.getByText('No tasks yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'large.csv').getByRole('button', { name: /^Open/ }).click();
  await expect(page.getByRole('heading', { name: 'large.csv' })).toBeVisible();
});

test('a task is cancelled from the tray, run again from the list, and cancelled there', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
  await startTraining(page, 'Evening');
  await app.open('Data');
  await tray(page).getByRole('button', { name: 'Cancel: Training “Evening”' }).click();
  await expect(tray(page)).toBeHidden();
  await app.open('Tasks');
  await expect(row(page, 'Evening')).toContainText('Stopped');
  await row(page, 'Evening')
    .getByRole('button', { name: /^Run again/ })
    .click();
  await expect(row(page, 'Evening').getByRole('progressbar')).toBeVisible();
  await row(page, 'Evening').getByRole('button', { name: /^Stop/ }).click();
  await expect(row(page, 'Evening')).toContainText('Stopped');
  expect((await storedTasks(page)).map(({ title, state }) => [title, state])).toEqual([
    ['Evening', 'cancelled'],
    ['large.csv', 'done'],
  ]);
});

test('a reload in the middle of a training interrupts it; it is run again with one press', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
  await startTraining(page, 'Evening');
  await page.reload();
  await app.open('Tasks');
  await expect(row(page, 'Evening')).toContainText('Interrupted');
  expect((await storedTasks(page))[0]).toMatchObject({ state: 'interrupted', result: null });
  await app.open('Models');
  await expect(page.getByText('None yet. Train one on your own comments')).toBeVisible();
  await app.open('Tasks');
  await row(page, 'Evening')
    .getByRole('button', { name: /^Run again/ })
    .click();
  await expect(row(page, 'Evening')).toContainText('Done', { timeout: 120_000 });
  await expect(row(page, 'Evening')).toHaveCount(1);
  await row(page, 'Evening')
    .getByRole('button', { name: /^Try it/ })
    .click();
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeVisible();
});

test('a reload in the middle of an import or a scored file keeps nothing half-done; the file is chosen again', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('large.csv', commentsCsv(200_000)));
  await pressImport(page);
  await expect(tray(page)).toContainText('Importing “large.csv”');
  await page.reload();
  await app.open('Tasks');
  await expect(row(page, 'large.csv')).toContainText('Interrupted');
  await row(page, 'large.csv')
    .getByRole('button', { name: /^Choose the file again/ })
    .click();
  await expect(page.getByText('Choose “large.csv” once more.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await app.importData(csvFile('large.csv', commentsCsv(300)));
  await expect(page.getByText('Choose “large.csv” once more.')).toBeHidden();
  await expect(app.dataset('large.csv')).toBeVisible();

  await app.open('Predict');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Score a file/ }).click();
  await (await chooser).setFiles(csvFile('inbox.csv', commentsCsv(60_000)));
  await page.getByRole('button', { name: 'Score', exact: true }).click();
  // Leaving the page does not end it.
  await app.open('Data');
  await expect(tray(page)).toContainText('Scoring “inbox.csv”');
  await page.reload();
  await app.open('Tasks');
  await expect(row(page, 'inbox.csv')).toContainText('Interrupted');
  await row(page, 'inbox.csv')
    .getByRole('button', { name: /^Choose the file again/ })
    .click();
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeVisible();
  await expect(page.getByText('Choose “inbox.csv” once more.')).toBeVisible();
});

test('two pages share the tasks: the other shows the progress, cancels it, and notices when the first is closed', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
  const other = await context.newPage();
  await other.goto('/tasks');
  await expect(row(other, 'large.csv')).toContainText('Done');
  await startTraining(page, 'First');
  await expect(row(other, 'First')).toContainText('It runs in another window.');
  await expect(row(other, 'First')).toContainText(/\d%/);
  await row(other, 'First').getByRole('button', { name: /^Stop/ }).click();
  await expect(row(other, 'First')).toContainText('Stopped');
  await expect(page.getByText('Stopped. No model was kept.')).toBeVisible();
  await startTraining(page, 'Second');
  await expect(row(other, 'Second').getByRole('progressbar')).toBeVisible();
  await page.close();
  await expect(row(other, 'Second')).toContainText('Interrupted');
});

test('a task that fails says why and what to do, where it is and on the list', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Score a file/ }).click();
  const broken = `${commentsCsv(20_000)}"a quote that nobody closes,0\r\n${'x\r\n'.repeat(2000)}`;
  await (await chooser).setFiles(csvFile('broken.csv', broken));
  await page.getByRole('button', { name: 'Score', exact: true }).click();
  await app.open('Data');
  const why = /quotation mark opened on line .* is never closed/;
  const message = page.getByRole('status').filter({ hasText: '“broken.csv” was not scored.' });
  await expect(message).toContainText(why);
  await message.getByRole('button', { name: 'Details' }).click();
  await expect(row(page, 'broken.csv')).toContainText('Failed');
  await expect(row(page, 'broken.csv')).toContainText(why);
  await page.reload();
  await expect(row(page, 'broken.csv')).toContainText(why);
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the list and the tray are accessible, and the tray covers neither the text nor the messages', async ({
      page,
      context,
    }) => {
      await page.goto('/tasks');
      await expect(page.locator('.empty')).toBeVisible();
      await expectForAnyone(page, '/tasks empty');
      // Another window holds the task that runs.
      const other = await context.newPage();
      await other.goto('/');
      await other.evaluate(() => {
        void navigator.locks.request('moderato-task-running', () => new Promise(() => undefined));
      });
      await keepTasks(page, [
        taskOf('running', { state: 'running', finishedAt: null }),
        taskOf('done', { result: { kind: 'model', id: 'none' } }),
        taskOf('long name '.repeat(18), { kind: 'import', state: 'cancelled' }),
        taskOf('failed', {
          state: 'failed',
          error: { code: 'storage-full', params: { neededBytes: 5e6, freeBytes: 1e6 } },
        }),
        taskOf('interrupted', {
          kind: 'score-file',
          state: 'interrupted',
          fraction: 0.5,
          again: { fileName: 'a.csv' },
        }),
        taskOf('damaged', { kind: 'brew' }),
      ]);
      await page.bringToFront();
      await page.reload();
      await expect(page.locator('.task')).toHaveCount(5);
      await expect(page.locator('.notice.warn')).toBeVisible();
      await expectForAnyone(page, '/tasks full');
      for (const route of ['/', '/data', '/train', '/models']) {
        await page.goto(route);
        await expect(page.locator('.task-tray')).toBeVisible();
        await expectForAnyone(page, `${route} with the tray`);
      }
      await page.goto('/tasks');
      await page.locator('.task.cancelled .icon-only').click();
      await page.locator('.task-actions button').first().click(); // tries a model that is gone: a message
      await expect(page.locator('.toast')).toBeVisible();
      await page.locator('.routes a').first().click();
      const boxes = await Promise.all(
        ['.task-tray', '.toast', '.writing'].map((place) => page.locator(place).first().boundingBox()),
      );
      const [ofTray, ofToast, ofText] = boxes;
      if (ofTray === null || ofToast === null || ofText === null) throw new Error(JSON.stringify(boxes));
      const apart = (a: typeof ofTray, b: typeof ofTray) =>
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart(ofTray, ofText)).toBe(true);
      expect(apart(ofTray, ofToast)).toBe(true);
    });
  });
}

test('with the keyboard alone a task is reached from any page, stopped, run again and taken off the list', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
  await startTraining(page, 'Evening');
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused())) return;
    }
    throw new Error(`${name} is not reached`);
  };
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await tabTo(/^Training “Evening”$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '1 task is under way' })).toBeFocused();
  await tabTo(/^Stop: Training “Evening”$/);
  await page.keyboard.press('Enter');
  await expect(row(page, 'Evening')).toContainText('Stopped');
  await tabTo(/^Run again: Training “Evening”$/);
  await page.keyboard.press('Enter');
  await expect(row(page, 'Evening').getByRole('progressbar')).toBeVisible();
  await tabTo(/^Stop: Training “Evening”$/);
  await page.keyboard.press('Enter');
  await expect(row(page, 'Evening')).toContainText('Stopped');
  await tabTo(/^Take off the list: Training “Evening”$/);
  await page.keyboard.press('Enter');
  await expect(row(page, 'Evening')).toBeHidden();
});

test('a list of two hundred tasks opens at once', async ({ page }) => {
  await page.goto('/');
  await keepTasks(
    page,
    Array.from({ length: 200 }, (_, i) => taskOf(`Model ${i}`, { createdAt: 1000 + i })),
  );
  await page.goto('/models');
  await page.reload();
  const milliseconds = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a[href="/tasks"]');
    const start = performance.now();
    link?.click();
    while (document.querySelectorAll('.task').length < 200) await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  test.info().annotations.push({ type: 'measured', description: `${Math.round(milliseconds)} ms` });
  expect(milliseconds).toBeLessThan(5000); // a busy machine; the figure is in the annotation
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('work that begins and ends moves nothing on the page', async ({ page }) => {
    const app = new App(page);
    await page.goto('/');
    await app.importData(csvFile('large.csv', commentsCsv(LARGE)));
    await startTraining(page, 'Evening');
    await app.open('Predict');
    const top = async () => (await page.getByRole('heading', { level: 1 }).boundingBox())?.y;
    await expect(page.locator('.task-tray')).toBeVisible();
    const busy = await top();
    await page.locator('.task-tray').getByRole('button').click();
    await expect(page.locator('.task-tray')).toHaveCount(0);
    expect(await top()).toBe(busy);
  });
});
