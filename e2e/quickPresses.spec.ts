import { expect, type Page, type Route, test } from '@playwright/test';

/** Holds the code of pages back, by the name of the page. Returns what lets it arrive. */
async function holdBack(page: Page, name: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let open = false;
  await page.route(new RegExp(`/assets/${name}-[^/]*\\.js`), async (route) => {
    if (open) await route.continue();
    else held.push(route);
  });
  return async () => {
    open = true;
    for (const route of held) await route.continue();
    await page.waitForTimeout(500); // what must not happen has the time to happen
  };
}

const link = (page: Page, name: keyof typeof HEADINGS) => page.getByRole('navigation').getByRole('link', { name });
/** What a page begins with. */
const HEADINGS = {
  Predict: 'Is this comment toxic?',
  Tasks: 'Nothing is running',
  Train: 'What should the model learn?',
};
const heading = (page: Page, name: keyof typeof HEADINGS) =>
  page.getByRole('heading', { level: 1, name: HEADINGS[name] });

test('of two quick presses in the rail the second wins, however long the code of the first takes', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, 'Predict')).toBeVisible();
  const release = await holdBack(page, 'Train');
  await link(page, 'Train').click();
  await link(page, 'Tasks').click();
  await expect(heading(page, 'Tasks')).toBeVisible();
  await expect(page).toHaveURL('/tasks');
  await release();
  await expect(heading(page, 'Tasks')).toBeVisible();
  await expect(page).toHaveURL('/tasks');
  await page.goBack();
  await expect(heading(page, 'Train')).toBeVisible();
  await expect(page).toHaveURL('/train');
});

test('a second press on the page that is shown stays there', async ({ page }) => {
  await page.goto('/tasks');
  await expect(heading(page, 'Tasks')).toBeVisible();
  const release = await holdBack(page, 'Train');
  await link(page, 'Train').click();
  await link(page, 'Tasks').click();
  await release();
  await expect(heading(page, 'Tasks')).toBeVisible();
  await expect(page).toHaveURL('/tasks');
  await link(page, 'Train').click();
  await expect(heading(page, 'Train')).toBeVisible();
});

test('back while the next page loads returns to the one before', async ({ page }) => {
  await page.goto('/tasks');
  await expect(heading(page, 'Tasks')).toBeVisible();
  const release = await holdBack(page, 'Train');
  await link(page, 'Train').click();
  await page.goBack();
  await expect(heading(page, 'Tasks')).toBeVisible();
  await release();
  await expect(heading(page, 'Tasks')).toBeVisible();
  await expect(page).toHaveURL('/tasks');
  await link(page, 'Train').click();
  await expect(heading(page, 'Train')).toBeFocused();
});
