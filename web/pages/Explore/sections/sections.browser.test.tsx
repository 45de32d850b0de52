import { MemoryRouter, Route } from '@solidjs/router';
import { deleteDB } from 'idb';
import type { JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import { EDA_SECTIONS } from '#shared/eda/sections';
import { exploreWords } from '../../../i18n/exploreWords';
import { closeDatabase, DATABASE_NAME } from '../../../storage/database';
import { importFile, loadDatasets } from '../../../stores/datasets';
import { explore, exploringSince, stopExploring } from '../../../stores/explore';
import '../../../styles/index.css';
import '../../../charts/charts.css';
import '../explore.css';
import { DataTable } from '../sheet/DataTable';
import { drawingOf } from '../sheet/saveChart';
import { sheetOnPage } from '../sheet/sheets';
import { DistinctionSection } from './distinction/DistinctionSection';
import { EXPLORE_SECTIONS } from './index';
import { LengthsSection } from './lengths/LengthsSection';
import { PartsOfSpeechSection } from './partsOfSpeech/PartsOfSpeechSection';
import { ScatterSection } from './scatter/ScatterSection';

let dispose: () => void = () => undefined;

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});
afterEach(() => {
  dispose();
  stopExploring();
});

function show(what: () => JSX.Element): HTMLElement {
  const root = document.createElement('div');
  root.style.width = '480px';
  document.body.append(root);
  const stop = render(
    () => (
      <MemoryRouter>
        <Route path="*" component={what} />
      </MemoryRouter>
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  return root;
}

const untilDone = () => expect.poll(exploringSince, { timeout: 30_000 }).toBeNull();
const never = () => false;

async function talk() {
  const rows = Array.from({ length: 200 }, (_, i) =>
    i % 4 === 0 ? `what rubbish ${i},1` : `thank you for this ${i},0`,
  );
  return importFile(new File([`comment,toxic\n${rows.join('\n')}\n`], 'talk.csv'), {});
}

test('every section that is worked out is on the page once, and under a title', () => {
  const shown = EXPLORE_SECTIONS.map(({ key }) => key);
  const ofThePageAlone = ['scatter', 'concordance'];
  expect([...shown].sort()).toEqual([...EDA_SECTIONS, ...ofThePageAlone].sort());
  expect([...shown].sort()).toEqual(Object.keys(exploreWords().sections).sort());
});

test('a failed section shows its error and what is safe, and can be retried', async () => {
  explore({ id: 'gone' }, EDA_DEFAULTS);
  const root = show(() => <LengthsSection />);
  await untilDone();
  await expect.poll(() => root.querySelector('[role=alert]')?.textContent).toContain('no longer on the device');
  expect(root.querySelector('[role=alert]')?.textContent).toContain('untouched');
  root.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
  expect(root.textContent).toContain('Waiting for its turn');
  await untilDone();
  await expect.poll(() => root.querySelector('[role=alert]')).not.toBeNull();
});

test('the frame is there before the numbers and reserves their height once they are asked for', async () => {
  const info = await talk();
  explore(info, EDA_DEFAULTS);
  const root = show(() => <PartsOfSpeechSection />);
  const height = () => root.querySelector('.body')?.getBoundingClientRect().height;
  expect(root.querySelector('h2')?.textContent).toBe('Parts of speech');
  expect([...root.querySelectorAll('button')].map((button) => button.textContent)).toEqual(['Find parts of speech']);
  expect(height()).toBeLessThan(250);
  root.querySelector<HTMLButtonElement>('.quiet-place button')?.click();
  expect(height()).toBeGreaterThanOrEqual(300);
  await untilDone();
});

test('parts of speech are charted by language, and each shows how many words were read', async () => {
  const rows = Array.from({ length: 200 }, (_, i) =>
    i % 4 < 2 ? `what rubbish is that,${i % 2}` : `какая чушь и ерунда,${i % 2}`,
  );
  const info = await importFile(
    new File([`comment,toxic\n${rows.join('\n')}\nご覧ください記事です,0\n`], 'two.csv'),
    {},
  );
  explore(info, EDA_DEFAULTS);
  const root = show(() => <PartsOfSpeechSection />);
  await untilDone();
  root.querySelector<HTMLButtonElement>('.quiet-place button')?.click();
  await expect.poll(() => root.querySelectorAll('.dot-plot').length, { timeout: 30_000 }).toBe(2);
  expect([...root.querySelectorAll('h3')].map((each) => each.textContent)).toEqual(['English', 'Russian']);
  expect([...root.querySelectorAll('.foot p')].map((each) => each.textContent?.replaceAll('\u00a0', ' '))).toEqual([
    'English: 400 words in 100 comments',
    'Russian: 400 words in 100 comments',
    'in other languages, or too short to tell: 1 comment, left out',
    expect.stringContaining('95% intervals'),
  ]);
});

test('of a handful of words there is no chart, and the section shows how many there are in each language', async () => {
  const info = await importFile(
    new File(['comment,toxic\nты глупый и злой человек,1\nспасибо за эту статью,0\nthank you for this,0\n'], 'few.csv'),
    {},
  );
  explore(info, EDA_DEFAULTS);
  const root = show(() => <PartsOfSpeechSection />);
  await untilDone();
  root.querySelector<HTMLButtonElement>('.quiet-place button')?.click();
  const said = () => root.querySelector('.quiet-place')?.textContent?.replaceAll('\u00a0', ' ');
  await expect.poll(said, { timeout: 30_000 }).toContain('needs 100 words of one class');
  expect(said()).toContain('English: 4 words in 1 comment, too few for shares');
  expect(said()).toContain('Russian: 9 words in 2 comments, too few for shares');
  expect(root.querySelector('.chart')).toBeNull();
});

test('of comments without a word no axes are drawn', async () => {
  const info = await importFile(new File(['comment,toxic\n" ",1\n"!",0\n'], 'blank.csv'), {});
  explore(info, EDA_DEFAULTS);
  const root = show(() => <ScatterSection offensive={never} />);
  await untilDone();
  await expect.poll(() => root.querySelector('.quiet-place')?.textContent).toContain('No word is common enough');
  expect(root.querySelector('svg')).toBeNull();
});

test('chart and table show the same numbers, and either is known to the report', async () => {
  const info = await talk();
  explore(info, EDA_DEFAULTS);
  const root = show(() => <DistinctionSection offensive={never} />);
  await untilDone();
  await expect.poll(() => root.querySelectorAll('.bars [data-mark]').length).toBeGreaterThan(0);
  const first = root.querySelector('.bars .name')?.textContent;
  expect(sheetOnPage('distinction')?.charts()?.querySelectorAll('.chart > svg')).toHaveLength(1);
  const toggle = [...root.querySelectorAll('button')].find((button) => button.textContent === 'Table');
  toggle?.click();
  expect(root.querySelector<HTMLElement>('.charts')?.hidden).toBe(true);
  await expect.poll(() => root.querySelector('tbody th .user-text')?.textContent).toBe(first);
  dispose();
  expect(sheetOnPage('distinction')).toBeUndefined();
});

test('a saved drawing needs no style sheet', async () => {
  const info = await talk();
  explore(info, EDA_DEFAULTS);
  const root = show(() => <LengthsSection />);
  await untilDone();
  await expect.poll(() => root.querySelector('.histogram .outline')).not.toBeNull();
  const place = root.querySelector<HTMLElement>('.charts');
  const drawing = place && drawingOf(place, 'Length & more');
  expect(drawing?.text).toContain('>Length &amp; more</text>');
  expect(drawing?.text).not.toMatch(/class=|oklch|var\(|tabindex|aria-/);
  expect(drawing?.text.match(/fill="#[0-9a-f]{6}" fill-opacity="0\.1\d"/g)).toHaveLength(2);
});

test('a table of a thousand rows lays out those in sight, and sorts them all', async () => {
  const table = {
    caption: 'Terms',
    columns: [
      { head: 'Term', userText: true },
      { head: 'Count', format: String },
    ],
    rows: Array.from({ length: 1000 }, (_, i) => [`term${i}`, i] as const),
  };
  const root = show(() => <DataTable table={table} />);
  await expect.poll(() => root.querySelectorAll('tbody tr:not(.gap)').length).toBeGreaterThan(5);
  expect(root.querySelectorAll('tbody tr:not(.gap)').length).toBeLessThan(60);
  expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('1001');
  const sorters = root.querySelectorAll<HTMLButtonElement>('.sorter');
  sorters[1].click();
  await expect.poll(() => root.querySelector('tbody th')?.textContent).toBe('term999');
  sorters[1].click();
  await expect.poll(() => root.querySelector('tbody th')?.textContent).toBe('term0');
});
