import { expect, type Page, test } from '@playwright/test';
import { expectForAnyone } from './pages/anyone';
import { App, csvFile } from './pages/app';

const ENGLISH = 'Is this comment toxic?';
const RUSSIAN = 'Токсичен ли этот комментарий?';

async function choose(page: Page, settings: string, label: string, name: string): Promise<void> {
  await page.getByRole('button', { name: settings }).click();
  await page.getByRole('dialog').getByLabel(label).selectOption({ label: name });
  await page.keyboard.press('Escape');
}

test.describe('in Russian', () => {
  test.use({ locale: 'ru-RU' });

  test('only the words of the visitor’s language are loaded, and nothing is shown in another', async ({ page }) => {
    const words: string[] = [];
    page.on('request', (request) => {
      const [, language] = /\/assets\/(en|ru)-[^/]*\.js/.exec(request.url()) ?? [];
      if (language !== undefined) words.push(language);
    });
    // Every heading that was ever in the page.
    await page.addInitScript(() => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      new MutationObserver(() => {
        for (const heading of document.querySelectorAll('h1, nav a')) seen.add(heading.textContent ?? '');
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: RUSSIAN })).toBeVisible();
    expect(new Set(words)).toEqual(new Set(['ru']));
    const seen = await page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<string>)].join(' '));
    expect(seen).toContain(RUSSIAN);
    expect(seen).not.toContain('Predict');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
  });
});

test.describe('offline', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the language changes without a network, and stays after a reload', async ({ page, context }) => {
    const app = new App(page);
    await page.goto('/');
    await app.untilOfflineReady();
    await context.setOffline(true);
    await choose(page, 'Settings', 'Language', 'Русский');
    await expect(page.getByRole('heading', { level: 1, name: RUSSIAN })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: RUSSIAN })).toBeVisible();
    await page.getByRole('navigation').getByRole('link', { name: 'Данные' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await choose(page, 'Настройки', 'Язык', 'English');
    await app.open('Predict');
    await expect(page.getByRole('heading', { level: 1, name: ENGLISH })).toBeVisible();
  });
});

for (const [locale, title, again, heading] of [
  ['en-GB', 'Moderato could not be loaded', 'Try again', ENGLISH],
  ['ru-RU', 'Moderato не загрузился', 'Ещё раз', RUSSIAN],
] as const) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 390, height: 844 }, colorScheme: 'dark' });

    test('words that do not arrive are said, and one press tries again', async ({ page }) => {
      await page.route(/\/assets\/(en|ru)-[^/]*\.js/, (route) => route.abort());
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await page.screenshot({ path: test.info().outputPath('failed.png') });
      await page.unrouteAll();
      await page.getByRole('button', { name: again }).press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    });
  });
}

test('a language that does not arrive is said where it was chosen, and the choice shows what is on screen', async ({
  page,
}) => {
  await page.goto('/');
  await page.route(/\/assets\/ru-[^/]*\.js/, (route) => route.abort());
  await page.getByRole('button', { name: 'Settings' }).click();
  const language = page.getByRole('dialog').getByLabel('Language');
  await language.selectOption({ label: 'Русский' });
  await expect(page.getByRole('dialog').getByText(/^A part of the app could not be loaded/)).toBeVisible();
  await expect(language).toHaveValue('en');
  await expect(page.getByRole('heading', { level: 1, includeHidden: true, name: ENGLISH })).toBeVisible();
  await page.unrouteAll();
  await language.selectOption({ label: 'Русский' });
  await expect(page.getByRole('dialog').getByLabel('Язык')).toHaveValue('ru');
  await expect(page.locator('h1')).toHaveText(RUSSIAN);
});

test('a message follows the language, and is pressed while a dialog is open', async ({ page }) => {
  const app = new App(page);
  await page.goto('/data');
  await app.importData(csvFile('gone.csv', 'comment,toxic\nyou fool,1\nthank you,0\n'));
  await app.dataset('gone.csv').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.toast')).toContainText('was removed');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByLabel('Language').selectOption({ label: 'Русский' });
  await expect(page.locator('.toast')).toHaveText(/удалён.*Отменить/);
  await expectForAnyone(page, 'a message over a dialog');
  await page.locator('.toast').getByRole('button', { name: 'Отменить' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.dataset('gone.csv')).toBeVisible();
});
