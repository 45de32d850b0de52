import { expect, type Locator, type Page } from '@playwright/test';

/** A file as a person would choose it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A CSV file with this content. */
export function csvFile(name: string, content: string | Buffer): ChosenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

/**
 * Imports the file that is open with the guesses as they are. Made-up comments repeat each other, so a large file of
 * them raises the question what counts: every row is kept.
 */
export async function pressImport(page: Page): Promise<void> {
  await (await untilImportable(page)).click();
}

/** Answers as `pressImport` does, and returns the button once it can be pressed. */
export async function untilImportable(page: Page): Promise<Locator> {
  const ready = page.getByRole('button', { name: 'Import', exact: true }).and(page.locator(':enabled'));
  const keepAll = page.getByRole('button', { name: 'Keep every row' });
  await expect(ready.or(keepAll).first()).toBeVisible({ timeout: 60_000 });
  if (await keepAll.isVisible()) await keepAll.click();
  await expect(ready).toBeVisible();
  return ready;
}

/** Opens the app and scores a file with the model of each comment's language. Works in both languages of the app. */
export async function scoreFile(page: Page, file: ChosenFile): Promise<void> {
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Score a file|Оценить файл)/ }).click();
  await (await chooser).setFiles(file);
  await page.locator('.score-file .btn.main').click();
  await expect(page.locator('.score-file table')).toBeVisible();
}

/** The app as a person sees it: pages, and what can be done on them. */
export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(name: 'Predict' | 'Data' | 'Explore' | 'Train' | 'Models' | 'Tasks'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** Chooses a file on the Data page; the import sheet or an error follows. */
  async chooseData(file: ChosenFile | string): Promise<void> {
    await this.open('Data');
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  /** Imports with the guesses as they are, and waits until the comments are kept. */
  async importData(file: ChosenFile | string): Promise<void> {
    await this.chooseData(file);
    await pressImport(this.page);
    await expect(this.page.locator('.imported')).toBeVisible({ timeout: 60_000 });
  }

  dataset(name: string): Locator {
    return this.page.getByRole('article', { name });
  }

  /** Presses Train with the form as it is, or with the settings of a preset, and waits for the model. */
  async train(preset?: string): Promise<void> {
    await this.open('Train');
    if (preset !== undefined) await this.page.getByRole('button', { name: preset, exact: true }).click();
    const ready = this.page.getByRole('heading', { name: /is ready$/ });
    const before = await ready.allTextContents();
    await this.page.getByRole('button', { name: 'Train', exact: true }).click();
    // What was trained before is shown until this training has begun.
    for (const name of before) await expect(this.page.getByRole('heading', { name, exact: true })).toHaveCount(0);
    await expect(ready).toBeVisible({ timeout: 60_000 });
  }

  /** Presses "Try it" after a training: the new model is used on the Predict page from then on. */
  async tryIt(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try it' }).click();
    await expect(this.page.getByRole('textbox', { name: 'Comment' })).toBeVisible();
  }

  /** On the Models page, what was trained or imported here. */
  get ownModels(): Locator {
    return this.page.locator('.own-models');
  }

  /** On the Models page, a model that comes with the app. */
  defaultModel(name: string): Locator {
    const heading = this.page.getByRole('heading', { name: `${name} Default` });
    return this.page.locator('.default-models .model').filter({ has: heading });
  }

  /** Types a comment on the Predict page. */
  async predict(text: string): Promise<void> {
    await this.open('Predict');
    await this.page.getByRole('textbox', { name: 'Comment' }).fill(text);
  }

  /** Waits until the app can be opened without a network. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((resolve) =>
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
        );
      }
    });
  }
}
