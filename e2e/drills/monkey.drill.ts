import { expect, type Page, test } from '@playwright/test';
import type { Random } from '../../shared/base/random';
import { commentsCsv } from '../comments';
import { LONG, repeat } from './drill';
import { createProfile } from './profile';
import { importCsv } from './stored';

/* Random presses, keys and texts on all pages, in two languages and four sizes: nothing throws, nothing is wider than the window. */

const PATHS = ['/', '/data', '/explore', '/train', '/models'];
const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const STEPS = LONG ? 120 : 25;
const KEYS = [
  'Tab',
  'Shift+Tab',
  'Enter',
  'Escape',
  'ArrowDown',
  'ArrowUp',
  'Home',
  'End',
  'Space',
  'Control+z',
  'Delete',
  'Backspace',
];
const TEXTS = ['', 'you are a fool', 'дурак', '0', '-1', '1e9', '(a+', '\u202e!', 'x'.repeat(3000)];

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.below(items.length)];

/** One random step; what it did, for the report. */
async function step(page: Page, random: Random): Promise<string> {
  const kind = random.below(10);
  if (kind === 0) {
    const path = pick(random, PATHS);
    await page.goto(path);
    return `opened ${path}`;
  }
  if (kind <= 2) {
    const key = pick(random, KEYS);
    await page.keyboard.press(key);
    return `pressed ${key}`;
  }
  const wanted =
    kind <= 4 ? 'input:not([type=file]), textarea, select' : 'button, a[href^="/"]:not([target]), summary, [role=tab]';
  const found = page.locator(wanted).filter({ visible: true });
  const count = await found.count();
  if (count === 0) return 'found nothing';
  const element = found.nth(random.below(count));
  const about = await element
    .evaluate((node) => node.outerHTML.slice(0, 120), undefined, { timeout: 2000 })
    .catch(() => '');
  const options = { timeout: 2000 };
  const tag = /^<(\w+)/.exec(about)?.[1];
  const typed = tag === 'textarea' || (tag === 'input' && !/type="(checkbox|radio|range|color)"/.test(about));
  const act = typed ? element.fill(pick(random, TEXTS), options) : element.click(options);
  // What was there a moment ago may be covered, disabled or gone: a person would see that and press something else.
  const done = await act.then(
    () => 'used',
    () => 'could not use',
  );
  return `${done} ${about}`;
}

for (const locale of ['en-GB', 'ru-RU']) {
  test(`random steps in ${locale}`, async () => {
    const profile = createProfile({ locale, acceptDownloads: false });
    try {
      const { page } = await profile.open('/data');
      page.on('filechooser', () => undefined);
      // Whether to leave while something runs: yes, else there is no step to another page.
      page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()));
      if (locale === 'en-GB') await importCsv(page, 'talk.csv', commentsCsv(80));
      let steps = 0;
      await repeat(`random steps in ${locale}`, { seconds: 40, tries: 8 }, async (random, number) => {
        profile.errors.length = 0;
        const size = SIZES[number % SIZES.length];
        await page.setViewportSize(size);
        await page.goto(pick(random, PATHS));
        const trail: string[] = [];
        for (let i = 0; i < STEPS; i++) {
          trail.push(await step(page, random));
          steps++;
          expect(profile.errors, trail.slice(-5).join('\n')).toEqual([]);
        }
        await expect(page.locator('main'), trail.slice(-5).join('\n')).not.toBeEmpty();
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${size.width} px: ${page.url()}\n${trail.slice(-5).join('\n')}`).toBeLessThanOrEqual(0);
      });
      process.stdout.write(`${steps} steps\n`);
    } finally {
      await profile.delete();
    }
  });
}
