import { expect, test } from 'vitest';
import { runStepsSync } from '../../../runtime/steps';
import { smallModel } from '../../../testing/models';
import { labelledTexts, scorersOf } from '../../../testing/specimens';
import { loadScorer } from '../../scoring/scorer';
import { TEMPLATES } from '../fairness/templates';
import { BEHAVIOUR_FUNCTIONS } from './functions';
import { BEHAVIOUR_CASES, functionNames, runBehaviour } from './runBehaviour';

/** Whether it has to pass, harmless as it is. */
const isEveryday = (name: keyof typeof BEHAVIOUR_FUNCTIONS) => {
  const { expected, maxFailed } = BEHAVIOUR_FUNCTIONS[name];
  return expected === 0 && maxFailed !== null;
};

const LANGUAGES = ['en', 'ru'] as const;
const MISLED = 'What is the difference between stupid and ignorant?';

test('every function has 12 cases or more in each language, what people write every day 30, none twice and none a template', () => {
  for (const language of LANGUAGES) {
    const seen = new Set([...TEMPLATES[language].neutral, ...TEMPLATES[language].toxic]);
    for (const name of functionNames()) {
      const cases = BEHAVIOUR_CASES[language][name];
      expect(cases.length).toBeGreaterThanOrEqual(isEveryday(name) ? 30 : 12);
      for (const text of cases) {
        expect(text.trim()).toBe(text);
        expect(seen.has(text), text).toBe(false);
        seen.add(text);
      }
    }
  }
});

test('English cases are written in Latin letters and Russian ones in Cyrillic, tricks aside', () => {
  for (const name of functionNames().filter((one) => one !== 'spellingTricks' && one !== 'otherLanguages')) {
    for (const text of BEHAVIOUR_CASES.en[name]) expect(text).not.toMatch(/[а-яё]/i);
    for (const text of BEHAVIOUR_CASES.ru[name]) expect(text).not.toMatch(/[a-z]/i);
  }
});

test('a threshold below every score passes what is toxic, one above passes the rest', async () => {
  const scorer = await loadScorer(smallModel());
  for (const language of LANGUAGES) {
    for (const [threshold, flagged] of [
      [Number.NEGATIVE_INFINITY, 1],
      [Number.POSITIVE_INFINITY, 0],
    ] as const) {
      const report = runStepsSync(runBehaviour(scorer, threshold, language));
      expect(report.functions.map((one) => one.function)).toEqual(Object.keys(BEHAVIOUR_FUNCTIONS));
      for (const one of report.functions) {
        expect(one.cases).toBe(BEHAVIOUR_CASES[language][one.function].length);
        // A harmless case of which nothing is known is right even if its score flags it.
        const saved = one.expected === 0 ? one.unsure : 0;
        expect(one.passed).toBe(one.expected === flagged ? one.cases : saved);
        expect(one.failures.length).toBe(one.cases - one.passed);
      }
      const decidable = report.functions.filter(({ beyondWords }) => !beyondWords);
      expect(report.cases).toBe(decidable.reduce((sum, { cases }) => sum + cases, 0));
      expect(report.passed).toBe(decidable.reduce((sum, { passed }) => sum + passed, 0));
    }
  }
});

test('a model that knows one word fails on the cases that its word misleads it on', async () => {
  const texts = ['you stupid', 'so stupid', 'a stupid one', 'thank you', 'a fine one', 'so good'];
  const scorerOf = await scorersOf(labelledTexts(texts, [1, 1, 1, 0, 0, 0]), { words: {} });
  const scorer = scorerOf('words');
  const report = runStepsSync(runBehaviour(scorer, scorer.model.manifest.thresholds[0], 'en'));
  const failed = (name: string) => report.functions.find((one) => one.function === name)?.failures ?? [];
  // A word that is directly denied leaves the model unsure, which flags nobody.
  expect(failed('negation').map(({ text }) => text)).not.toContain('You are not stupid at all.');
  expect(failed('question').map(({ text }) => text)).toContain(MISLED);
  expect(failed('directInsult').map(({ text }) => text)).not.toContain('What a stupid person you are.');
  const scores = new Float64Array(1);
  const bytes = new TextEncoder().encode(MISLED);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  expect(failed('question').find(({ text }) => text === MISLED)?.score).toBe(scores[0]);
});
