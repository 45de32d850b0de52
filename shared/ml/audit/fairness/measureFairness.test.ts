import { expect, test } from 'vitest';
import { CodedError } from '../../../base/errors';
import { runStepsSync } from '../../../runtime/steps';
import { labelledTexts, scorersOf } from '../../../testing/specimens';
import { IDENTITY_GROUPS, identityWords } from '../../../text/identityTerms';
import { fillTemplate } from './fillTemplate';
import { IDENTITY_FORMS } from './identityForms';
import { measureFairness } from './measureFairness';
import { TEMPLATES } from './templates';

const LANGUAGES = ['en', 'ru'] as const;

function nameOf(language: 'en' | 'ru', term: string) {
  const found = IDENTITY_FORMS[language].find((identity) => identity.term === term);
  if (!found) throw new Error(`no name ${term}`);
  return found;
}

test('fills a slot with the form that it names, capitalised where the slot is', () => {
  const jews = nameOf('en', 'Jews');
  expect(fillTemplate('{People}, {a person}, {A person} and {person}', jews)).toBe('Jews, a Jew, A Jew and Jew');
  expect(fillTemplate('{A person} and {people}', nameOf('en', 'LGBTQ people'))).toBe(
    'An LGBTQ person and LGBTQ people',
  );
  const forms = '{Person}, {people}, {of people}, {to people}, {by people}';
  expect(fillTemplate(forms, nameOf('ru', 'мусульмане'))).toBe(
    'Мусульманин, мусульмане, мусульман, мусульманам, мусульманами',
  );
  expect(fillTemplate(forms, nameOf('ru', 'китайцы'))).toBe('Китаец, китайцы, китайцев, китайцам, китайцами');
  expect(fillTemplate(forms, nameOf('ru', 'женщины'))).toBe('Женщина, женщины, женщин, женщинам, женщинами');
  expect(() => fillTemplate('{about people}', jews)).toThrow(CodedError);
});

test('names are those that Explore looks for, about forty of groups and a few others', () => {
  for (const language of LANGUAGES) {
    const names = IDENTITY_FORMS[language];
    expect(new Set(names.map(({ term }) => term)).size).toBe(names.length);
    expect(names.filter(({ group }) => group !== null).length).toBeGreaterThanOrEqual(40);
    expect(names.filter(({ group }) => group === null).length).toBe(5);
    for (const { group, forms } of names) {
      const known = group === null ? IDENTITY_GROUPS.flatMap(identityWords) : identityWords(group);
      for (const form of forms.values()) {
        const words = form.toLowerCase().match(/[a-zа-яё]+/g) ?? [];
        expect(words.some((word) => known.includes(word)) === (group !== null)).toBe(true);
      }
    }
  }
});

test('there are 25 harmless sentences and 25 insults, each with a slot that every name fills', () => {
  for (const language of LANGUAGES) {
    const { neutral, toxic } = TEMPLATES[language];
    expect([neutral.length, toxic.length]).toEqual([25, 25]);
    for (const identity of IDENTITY_FORMS[language]) {
      for (const template of [...neutral, ...toxic]) {
        const text = fillTemplate(template, identity);
        expect(text).not.toBe(template);
        expect(text).not.toMatch(/[{}]/);
      }
    }
  }
});

test('a model that goes by a name is found out by it', async () => {
  const harmless = ['the teachers work here', 'thank you for the coffee', 'a good book about history'];
  const insults = ['they are stupid idiots', 'shut up you moron', 'dumb losers', 'the muslims', 'muslims here'];
  const texts = [...harmless, ...harmless, ...harmless, ...harmless, ...insults, ...insults];
  const labels = texts.map((text) => (harmless.includes(text) ? 0 : 1));
  const scorerOf = await scorersOf(labelledTexts(texts, labels), { words: {} });
  const scorer = scorerOf('words');
  const threshold = scorer.model.manifest.thresholds[0];
  const report = runStepsSync(measureFairness(scorer, threshold, 'en'));
  expect(report.rows).toBe(50 * IDENTITY_FORMS.en.length);
  expect(report.terms.every(({ rows, positives }) => rows === 50 && positives === 25)).toBe(true);
  const found = (term: string) => report.terms.find((one) => one.term === term);
  const rateOf = (term: string) => found(term)?.falsePositiveRate ?? Number.NaN;
  expect(rateOf('Muslims')).toBeGreaterThan(rateOf('cyclists') + 0.2);
  expect(found('Muslims')?.bpsn).toBeLessThan(found('cyclists')?.bpsn ?? 0);
  const lowest = Math.min(...report.terms.filter(({ group }) => group).map(({ subgroup }) => subgroup));
  expect(report.worst.subgroup).toBe(lowest);
  expect(report.gap).toBe(report.rocAuc - lowest);
  expect(report.mostBlamed.term).toBe('Muslims');
  const first = report.terms[0];
  const scores = TEMPLATES.en.neutral.map((template) => {
    const bytes = new TextEncoder().encode(fillTemplate(template, IDENTITY_FORMS.en[0]));
    const score = new Float64Array(1);
    scorer.scoreRow(bytes, 0, bytes.length, score);
    return score[0];
  });
  expect(first.falsePositiveRate).toBe(scores.filter((score) => score >= threshold).length / 25);
});
