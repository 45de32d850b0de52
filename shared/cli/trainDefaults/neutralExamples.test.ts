import { expect, test } from 'vitest';
import { IDENTITY_FORMS } from '#shared/ml/audit/fairness/identityForms';
import { TEMPLATES } from '#shared/ml/audit/fairness/templates';
import { neutralExamples, TRAINING_TEMPLATES } from './neutralExamples';

const LANGUAGES = ['en', 'ru'] as const;
/** Words in a row from which one sentence counts as a copy of another. */
const COPIED = 4;

function wordsOf(template: string): string[] {
  return template.toLowerCase().match(/\{[^}]+\}|[\p{L}\p{N}']+/gu) ?? [];
}

function runsOf(template: string): string[] {
  const words = wordsOf(template);
  return words.slice(COPIED - 1).map((_, i) => words.slice(i, i + COPIED).join(' '));
}

test('every name occurs in as many harmless sentences as insults', () => {
  for (const language of LANGUAGES) {
    const examples = neutralExamples(language, 3, 7);
    expect(examples.length).toBe(IDENTITY_FORMS[language].length * 14);
    IDENTITY_FORMS[language].forEach(({ forms }, name) => {
      const own = examples.slice(name * 14, name * 14 + 14);
      expect(own.map(({ label }) => label)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
      expect(new Set(own.map(({ template }) => template)).size).toBe(14);
      const written = [...forms.values()].map((form) => form.toLowerCase());
      for (const { text } of own) expect(written.some((form) => text.toLowerCase().includes(form))).toBe(true);
    });
  }
});

test('the same seed produces the same examples, another seed others', () => {
  for (const language of LANGUAGES) {
    expect(neutralExamples(language, 1)).toEqual(neutralExamples(language, 1));
    expect(neutralExamples(language, 1)).not.toEqual(neutralExamples(language, 2));
  }
});

test('nothing used for measuring is trained on: no sentence is shared, nor four words in a row', () => {
  for (const language of LANGUAGES) {
    const { neutral, toxic } = TEMPLATES[language];
    const measured = new Set([...neutral, ...toxic].flatMap(runsOf));
    const training = TRAINING_TEMPLATES[language];
    const shared = [...training.neutral, ...training.toxic].flatMap(runsOf).filter((run) => measured.has(run));
    expect(shared).toEqual([]);
  }
});

test('no slot is left unfilled and no sentence occurs twice', () => {
  for (const language of LANGUAGES) {
    const { neutral, toxic } = TRAINING_TEMPLATES[language];
    const every = [...neutral, ...toxic, ...TEMPLATES[language].neutral, ...TEMPLATES[language].toxic];
    expect(new Set(every).size).toBe(every.length);
    for (const template of every) expect(template).toMatch(/\{[^}]+\}/);
    for (const { text } of neutralExamples(language, 0, 30)) expect(text).not.toMatch(/[{}]/);
  }
});
