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

test('a part of a page whose code does not arrive says so in its place, and comes when it is asked for again', async ({
  page,
}) => {
  await page.goto('/');
  const editor = page.getByRole('textbox', { name: 'Comment' });
  await editor.fill('One line.\nAnother line.');
  await page.route(/\/assets\/SeveralComments-[^/]*\.js/, (route) => route.abort());
  await page.getByRole('button', { name: 'One comment per line' }).click();
  await expect(page.getByText('This part of the page could not be loaded')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Comments' })).toHaveValue('One line.\nAnother line.');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'not flagged 1% Another line.' })).toBeVisible();
});
