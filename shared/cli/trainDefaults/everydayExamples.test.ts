import { expect, test } from 'vitest';
import { BEHAVIOUR_CASES } from '#shared/ml/audit/behaviour/runBehaviour';
import { EVERYDAY, everydayExamples, lettersOf } from './everydayExamples';

const LANGUAGES = ['en', 'ru'] as const;

test('hundreds of sentences of both classes are made, none twice, and no slot is left unfilled', () => {
  for (const language of LANGUAGES) {
    const examples = everydayExamples(language, 1);
    expect(examples.filter(({ label }) => label === 0).length).toBeGreaterThan(1500);
    expect(examples.filter(({ label }) => label === 1).length).toBeGreaterThan(250);
    expect(new Set(examples.map(({ text }) => text)).size).toBe(examples.length);
    for (const { text } of examples) expect(text).not.toMatch(/[{}]|undefined/);
  }
});

test('a template has one label, and fewer sentences are made where a rude word does no harm', () => {
  for (const language of LANGUAGES) {
    const labels = new Map<number, number>();
    const sizes = new Map<number, number>();
    for (const { label, template } of everydayExamples(language, 1, 12)) {
      expect(labels.get(template) ?? label).toBe(label);
      labels.set(template, label);
      sizes.set(template, (sizes.get(template) ?? 0) + 1);
    }
    const { neutral, spared } = EVERYDAY[language];
    for (let at = 0; at < spared.length; at++) expect(sizes.get(neutral.length + at) ?? 0).toBeLessThanOrEqual(3);
  }
});

test('the same seed produces the same sentences, another seed others', () => {
  expect(everydayExamples('ru', 1)).toEqual(everydayExamples('ru', 1));
  expect(everydayExamples('ru', 1)).not.toEqual(everydayExamples('ru', 2));
});

test('no case of the behaviour tests is trained on', () => {
  for (const language of LANGUAGES) {
    const trained = new Set(everydayExamples(language, 1).map(({ text }) => lettersOf(text)));
    // Signs and emoji alone are what they are.
    const cases = Object.values(BEHAVIOUR_CASES[language])
      .flat()
      .filter((text) => lettersOf(text) !== '');
    expect(cases.filter((text) => trained.has(lettersOf(text)))).toEqual([]);
  }
});
