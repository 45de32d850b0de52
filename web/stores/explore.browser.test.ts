import { deleteDB } from 'idb';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import { EDA_SECTIONS } from '#shared/eda/sections';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../storage/database';
import { layOutCloud } from './clouds';
import { concordance, findConcordance, termOf } from './concordance';
import { datasets, importFile, loadDatasets } from './datasets';
import {
  closeDrillDown,
  drillDownError,
  drillDownQuestion,
  drillDownResult,
  readComments,
  showDrillDown,
} from './drillDown';
import { labelRows, removeRows } from './edits';
import {
  askSection,
  explore,
  exploreProgress,
  exploringSince,
  report,
  reportClasses,
  sectionState,
  stopExploring,
} from './explore';

beforeEach(async () => {
  stopExploring();
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});

const MILD = ['what a stupid idea', 'you idiot, stop it', 'rubbish as always, idiot', 'such a stupid reply'];
const FINE = ['thank you for the edit', 'see the talk page', 'a careful and kind reply', 'the sources are fine'];

async function datasetOf(rows: number, header = 'comment,toxic') {
  const lines = Array.from({ length: rows }, (_, row) => {
    const toxic = row % 4 === 0;
    return `"${(toxic ? MILD : FINE)[(row >> 2) % 4]}, number${row % 50}",${toxic ? 1 : 0}`;
  });
  return importFile(new File([`${header}\n${lines.join('\n')}\n`], 'talk.csv'), {});
}

const untilDone = () => expect.poll(exploringSince, { timeout: 30_000 }).toBeNull();
const keptSections = () => withDatabase((database) => database.count('reports'));

test('a report arrives section by section; what is slow waits to be asked for', async () => {
  const info = await datasetOf(400);
  explore(info, EDA_DEFAULTS);
  expect(sectionState('overview').is).toBe('waiting');
  expect(sectionState('partsOfSpeech').is).toBe('unasked');
  await untilDone();
  expect(report().overview).toMatchObject({ rows: 400 });
  expect(reportClasses()).toEqual(['1', '0']);
  expect(report().classes?.['1']).toMatchObject({ rows: 100, characters: { max: 34 } });
  expect(report().terms?.['1']['1']).toContainEqual({ term: 'stupid', count: 50, documents: 50 });
  expect(report().distinction?.terms.find(({ term }) => term === 'stupid')?.z).toBeGreaterThan(4);
  expect(exploreProgress()).toEqual({ done: 9, total: 9 });
  expect(report().labelErrors).toBeUndefined();
  askSection('partsOfSpeech');
  await untilDone();
  expect(report().partsOfSpeech?.languages[0].rows).toBeGreaterThan(300);
  expect(exploreProgress()).toEqual({ done: 10, total: 10 });
});

test('many comments are explored by two workers', async () => {
  const info = await datasetOf(20_000);
  const started: (string | undefined)[] = [];
  const Native = globalThis.Worker;
  vi.stubGlobal(
    'Worker',
    class extends Native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.push(options?.name);
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  explore(info, EDA_DEFAULTS);
  await untilDone();
  expect(started.length).toBeGreaterThan(0); // the second, which nothing has asked for before
  expect(exploreProgress()).toEqual({ done: 9, total: 9 });
  expect(report()).toMatchObject({ overview: { rows: 20_000 }, duplicates: { exact: { groups: 300 } } });
  expect(report().terms?.['1']['1']).toContainEqual({ term: 'stupid', count: 2500, documents: 2500 });
});

test('results are kept, and other settings recompute only the sections that depend on them', async () => {
  const info = await datasetOf(200);
  explore(info, EDA_DEFAULTS);
  await untilDone();
  await expect.poll(keptSections).toBe(9);
  const overview = report().overview;
  explore(info, { ...EDA_DEFAULTS, tokens: 'stem' });
  expect(report().overview).toBe(overview);
  expect(report().terms).toBeUndefined();
  expect(sectionState('lengths').is).toBe('done');
  await untilDone();
  expect(report().terms?.['1']['1']?.some(({ term }) => term === 'repli')).toBe(true);
  await expect.poll(keptSections).toBe(12);
});

test('an edit of the rows makes a report of its own, in which rows have the numbers of the dataset', async () => {
  const info = await datasetOf(120);
  await removeRows(
    info.id,
    Uint32Array.from({ length: 60 }, (_, row) => row),
  );
  const edited = datasets()?.[0];
  if (edited === undefined) throw new Error('no dataset');
  expect(edited.revision).toBe(1);
  explore(edited, EDA_DEFAULTS);
  await untilDone();
  expect(report().overview?.rows).toBe(60);
  const rows = report().duplicates?.groups.flatMap((group) => group.rows) ?? [];
  expect(rows.length).toBeGreaterThan(0);
  expect(Math.min(...rows)).toBeGreaterThanOrEqual(60);
});

test('stopping keeps what is there and leaves the rest to be asked for again', async () => {
  const info = await datasetOf(30_000);
  explore(info, EDA_DEFAULTS);
  await expect.poll(() => sectionState('overview').is, { interval: 2, timeout: 20_000 }).toBe('done');
  stopExploring();
  expect(exploringSince()).toBeNull();
  expect(report().overview?.rows).toBe(30_000);
  const stopped = EDA_SECTIONS.filter((section) => sectionState(section).is === 'stopped');
  expect(stopped).toContain('duplicates');
  askSection('duplicates');
  await untilDone();
  expect(report().duplicates?.groups.length).toBeGreaterThan(0);
  const others = stopped.filter((section) => section !== 'duplicates').map((section) => sectionState(section).is);
  expect(others).toEqual(others.map(() => 'stopped'));
});

test('a failed section has an error, and the others are computed', async () => {
  const info = await importFile(new File(['comment,toxic\nпривет всем,0\nну ты чудак,1\n'], 'ru.csv'), {});
  const broken: unknown = null; // as no settings are: whatever reads words fails
  explore(info, { ...EDA_DEFAULTS, stopWords: broken as 'none' });
  await untilDone();
  expect(sectionState('terms')).toMatchObject({ is: 'failed', error: { code: 'unexpected' } });
  expect(sectionState('overview').is).toBe('done');
  expect(sectionState('duplicates').is).toBe('done');
});

test('a dataset that is gone fails all of the report at once, without asking for each section', async () => {
  explore({ id: 'no such dataset' }, EDA_DEFAULTS);
  await untilDone();
  const first = sectionState('overview');
  expect(first).toMatchObject({ is: 'failed', error: { code: 'dataset-missing' } });
  // One answer for all: the same error, and not one like it for each question.
  for (const section of ['lengths', 'terms', 'duplicates'] as const) {
    const state = sectionState(section);
    expect(state.is === 'failed' && first.is === 'failed' && state.error === first.error, section).toBe(true);
  }
});

test('without labels there is one class, and differences are not reported', async () => {
  const info = await importFile(new File(['comment\nhello there\nwhat rubbish\n'], 'plain.csv'), { labelColumn: null });
  explore(info, EDA_DEFAULTS);
  await untilDone();
  expect(reportClasses()).toEqual(['unlabelled']);
  expect(report().distinction?.terms).toEqual([]);
  expect(report().terms?.['1'].unlabelled).toContainEqual({ term: 'rubbish', count: 1, documents: 1 });
});

test('one comment, and comments without a letter, are explored like any others', async () => {
  for (const text of ['comment,toxic\nonly this,1\n', 'comment,toxic\n" ",1\n"",0\n']) {
    const info = await importFile(new File([text], 'small.csv'), {});
    explore(info, EDA_DEFAULTS);
    await untilDone();
    for (const section of ['overview', 'lengths', 'terms', 'distinction', 'duplicates'] as const) {
      expect(sectionState(section).is, section).toBe('done');
    }
  }
});

test('the drill-down of a word lists as many comments as the report counts, with the word marked', async () => {
  const info = await datasetOf(400);
  await showDrillDown({
    datasetId: info.id,
    filters: [
      { kind: 'term', term: 'stupid' },
      { kind: 'class', label: 1 },
    ],
    settings: EDA_DEFAULTS,
  });
  const found = drillDownResult();
  expect(found?.count).toBe(50);
  expect(found?.comments[0]).toMatchObject({ row: 0, label: 1, text: 'what a stupid idea, number0', marks: [[7, 13]] });
  expect(drillDownError()).toBeNull();
  await showDrillDown({ datasetId: 'gone', filters: [], settings: EDA_DEFAULTS });
  expect(drillDownError()).toMatchObject({ code: 'dataset-missing' });
  closeDrillDown();
  expect(drillDownQuestion()).toBeNull();
});

test('a question overtakes the one before it', async () => {
  const info = await datasetOf(2000);
  const ask = (term: string) =>
    showDrillDown({ datasetId: info.id, filters: [{ kind: 'term', term }], settings: EDA_DEFAULTS });
  await Promise.all([ask('stupid'), ask('idiot')]);
  expect(drillDownResult()?.comments.every(({ text }) => text.includes('idiot'))).toBe(true);
});

test('comments are read by their numbers as they are labelled now', async () => {
  const info = await datasetOf(40);
  await labelRows(info.id, Uint32Array.of(8), 0);
  expect(await readComments(info.id, [8, 9])).toMatchObject([
    { row: 8, label: 0 },
    { row: 9, label: 0 },
  ]);
});

test('every occurrence of a word is found, regardless of case, as it is written', async () => {
  const info = await datasetOf(80);
  await findConcordance(info.id, '  Stupid!');
  const found = concordance()?.found;
  expect(concordance()?.term).toBe('stupid');
  expect(found?.comments).toBe(10);
  expect(found?.lines[0]).toMatchObject({
    row: 0,
    label: 1,
    before: 'what a ',
    match: 'stupid',
    after: ' idea, number0',
  });
  await findConcordance(info.id, '?');
  expect(concordance()?.found?.lines).toEqual([]);
  expect(termOf('Shut   UP, x')).toBe('shut up');
});

test('a cloud is deterministic, its words do not overlap, and those that do not fit are left out', async () => {
  const words = Array.from({ length: 60 }, (_, i) => ({ text: `word${i}`, size: i < 5 ? 40 : 16 }));
  const signal = new AbortController().signal;
  const placed = await layOutCloud(words, 256, 200, 'serif', signal);
  expect(placed.length).toBeGreaterThan(10);
  expect(placed.length).toBeLessThan(60);
  expect(await layOutCloud(words, 256, 200, 'serif', signal)).toEqual(placed);
  const places = new Set(placed.map(({ x, y }) => `${x} ${y}`));
  expect(places.size).toBe(placed.length);
  expect(placed.every(({ index, text }) => words[index].text === text)).toBe(true);
});

test('settings changed again and again at once leave the report of the last ones, and nothing failed', async () => {
  const info = await datasetOf(3000);
  explore(info, EDA_DEFAULTS);
  await expect.poll(() => sectionState('overview').is, { interval: 2, timeout: 20_000 }).toBe('done');
  for (const tokens of ['stem', 'lemma', 'plain', 'stem', 'lemma', 'stem'] as const) {
    explore(info, { ...EDA_DEFAULTS, tokens });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await untilDone();
  expect(EDA_SECTIONS.filter((section) => sectionState(section).is === 'failed')).toEqual([]);
  expect(sectionState('terms').is).toBe('done');
  expect(report().terms?.['1']['1']?.some(({ term }) => term === 'repli')).toBe(true);
});
