import { expect, test } from 'vitest';
import { textColumnOf } from '../data/column/textColumn';
import { runSteps } from '../runtime/steps';
import { exploreText } from './explore';
import { parseEdaSettings } from './parseSettings';
import { reportJson } from './reportJson';
import { EDA_DEFAULTS } from './section/settings';
import { EDA_SECTIONS, type EdaProgress, type EdaReport, type EdaSection, SECTIONS } from './sections';
import { explored, sourceOf } from './testing/explored';

const texts = ['You idiot, go away!', 'Thanks for the edit.', 'you IDIOT go away', 'See the talk page', '', 'Ты дурак'];
const labels = [1, 0, 1, 0, 0, 1];
const QUICK = EDA_SECTIONS.filter((section) => section !== 'partsOfSpeech' && section !== 'labelErrors');

test('sections are computed in their order, each reported when it is done, and make up the report', async () => {
  const done: EdaSection[] = [];
  let together: Partial<EdaReport> = {};
  let under: EdaSection | null = null;
  const watch = (progress: EdaProgress) => {
    if (progress.kind === 'progress') {
      under = progress.section;
      expect(progress.done).toBeLessThanOrEqual(progress.total);
      return;
    }
    expect(progress.section).toBe(under);
    done.push(progress.section);
    together = { ...together, ...progress.found };
  };
  const steps = exploreText(sourceOf(texts, labels, 2), EDA_DEFAULTS, QUICK.toReversed());
  const report = await runSteps(steps, undefined, watch);
  expect(done).toEqual(QUICK);
  expect(report).toEqual({ settings: EDA_DEFAULTS, rows: 6, ...together });
});

test('a section on its own finds what it finds among the others', async () => {
  const whole = await explored(sourceOf(texts, labels), QUICK);
  for (const section of QUICK) {
    const { classes, ...alone } = await explored(sourceOf(texts, labels), [section]);
    expect(whole).toMatchObject(alone);
    expect(classes['1']?.rows).toBe(3);
  }
});

test('a section fills in the parts of the report that its row names', async () => {
  const steps = exploreText(sourceOf(texts, labels), EDA_DEFAULTS);
  await runSteps(steps, undefined, (progress) => {
    if (progress.kind === 'progress') return;
    const parts = Object.keys(progress.found).filter((part) => part !== 'classes');
    expect(parts).toEqual([...SECTIONS[progress.section].parts]);
  });
});

test('rows that findings name get the numbers of the source', async () => {
  const mail = 'write to someone@example.com please';
  const rude = Array.from({ length: 30 }, (_, i) => `what a stupid idiot you are number${i}`);
  const kind = Array.from({ length: 30 }, (_, i) => `thank you for a careful reply number${i}`);
  const all = [mail, mail, ...rude, ...kind, 'what a stupid idiot you are number99', 'thank you for a careful reply'];
  const given = [0, 0, ...rude.map(() => 1), ...kind.map(() => 0), 0, 1];
  const sections = ['personalData', 'duplicates', 'labelErrors'] as const;
  const source = sourceOf(all, given);
  const plain = await explored(source, sections);
  const rowNumbers = Uint32Array.from(all, (_, row) => 1000 + 3 * row);
  const numbered = await explored({ ...source, rowNumbers }, sections);
  const all3 = (rows: readonly number[] = []) => rows.map((row) => 1000 + 3 * row);
  expect(plain.personalData?.[0].examples).toEqual([0, 1]);
  expect(plain.labelErrors?.errors.length).toBeGreaterThan(0);
  expect(numbered.personalData?.[0].examples).toEqual(all3(plain.personalData?.[0].examples));
  expect(numbered.duplicates?.groups.map(({ rows }) => rows)).toEqual(
    plain.duplicates?.groups.map((g) => all3(g.rows)),
  );
  expect(numbered.labelErrors?.errors.map(({ row }) => row)).toEqual(
    all3(plain.labelErrors?.errors.map(({ row }) => row)),
  );
  const tooFew = explored({ ...source, rowNumbers: Uint32Array.of(1) }, ['overview']);
  await expect(tooFew).rejects.toMatchObject({ code: 'shape-mismatch', params: { what: 'row numbers', got: 1 } });
});

test.each<readonly [string, readonly string[], readonly number[] | null]>([
  ['no comments', [], null],
  ['no comments, labelled', [], []],
  ['one comment', ['You idiot!'], null],
  ['one labelled comment', ['You idiot!'], [1]],
  ['empty comments', ['', ' ', '\n'], [0, 1, 0]],
  ['one class', ['aa', 'bb'], [0, 0]],
  ['no labels', texts, null],
  ['tokens that objects have', ['__proto__ constructor toString', 'constructor'], [0, 1]],
])('%s can be explored', async (_, given, givenLabels) => {
  const report = await explored(sourceOf(given, givenLabels), QUICK);
  for (const section of QUICK) expect(report).toHaveProperty(section);
  expect(report.overview?.rows).toBe(given.length);
  const classes = new Set(givenLabels ? givenLabels.map(String) : given.map(() => 'unlabelled'));
  expect(Object.keys(report.classes).sort()).toEqual([...classes].sort());
  expect(() => JSON.stringify(reportJson(report))).not.toThrow();
});

test('rows, labels and chunks that disagree are refused', async () => {
  await expect(explored(sourceOf(texts, [1, 0]), ['overview'])).rejects.toMatchObject({
    code: 'shape-mismatch',
    params: { what: 'labels', got: 2, expected: 6 },
  });
  for (const rows of [5, 7]) {
    await expect(explored({ ...sourceOf(texts, null), rows }, ['lengths'])).rejects.toMatchObject({
      code: 'shape-mismatch',
      params: { what: 'comments', expected: rows },
    });
  }
});

test('closing the steps closes the source', async () => {
  let closed = false;
  async function* chunks() {
    try {
      for (;;) yield textColumnOf(Array.from({ length: 4096 }, () => 'a long enough comment to read for a while'));
    } finally {
      closed = true;
    }
  }
  const cancel = new AbortController();
  const steps = exploreText({ rows: 1e6, chunks, labels: null }, EDA_DEFAULTS, ['terms']);
  let seen = 0;
  const running = runSteps(steps, cancel.signal, () => {
    if (++seen === 5) cancel.abort();
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(closed).toBe(true);
});

test('settings are filled in and checked', () => {
  expect(parseEdaSettings({})).toEqual(EDA_DEFAULTS);
  expect(parseEdaSettings({ stopWords: ['aa'], minCount: 3 })).toEqual({
    ...EDA_DEFAULTS,
    stopWords: ['aa'],
    minCount: 3,
  });
  for (const [input, path] of [
    [{ tokens: 'word' }, 'tokens'],
    [{ minCount: 0 }, 'minCount'],
    [{ topTerms: 1.5 }, 'topTerms'],
    [{ stopWords: [''] }, 'stopWords'],
    [{ ngrams: 2 }, 'ngrams'],
    [null, '(all settings)'],
  ] as const) {
    expect(() => parseEdaSettings(input)).toThrow(
      expect.objectContaining({
        code: 'spec-invalid',
        params: expect.objectContaining({ path: expect.stringContaining(path) }),
      }),
    );
  }
});

test('Russian words are counted by their dictionary forms', async () => {
  const settings = { language: 'ru', tokens: 'lemma' } as const;
  const report = await explored(sourceOf(['тупые идиоты', 'тупому идиоту'], [1, 1]), ['terms'], settings);
  expect(report.terms?.['2']['1']).toEqual([{ term: 'тупой идиот', count: 2, documents: 2 }]);
});

test('in JSON what is not a number is null, with the reason in a field of its own', async () => {
  const report = await explored(sourceOf(['aa bb', 'aa cc', 'aa aa dd'], [0, 1, 1]), ['distinction']);
  const text = JSON.stringify(reportJson(report));
  expect(text).toContain(
    '"chiSquared":null,"undefined":{"chiSquared":"every labelled row holds the term, or none does"}',
  );
  expect(text).not.toContain('NaN');
});
