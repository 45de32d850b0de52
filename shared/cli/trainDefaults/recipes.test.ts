import { expect, test } from 'vitest';
import { RECIPES } from './recipes';
import { LABELS } from './sources';

test('each language has one recommended model of its name and three other kinds', () => {
  const names = RECIPES.map(({ name }) => name);
  for (const language of ['en', 'ru']) {
    const own = ['', '-logistic', '-svc', '-naive-bayes'].map((kind) => language + kind);
    expect(names.filter((name) => name.startsWith(language))).toEqual(own);
  }
  for (const { name, language, recommended, labels } of RECIPES) {
    expect(recommended).toBe(name === language);
    expect(labels).toBeLessThanOrEqual(LABELS[language].length);
  }
});

test('no model can contain a sentence or a rare pair of words', () => {
  for (const { spec } of RECIPES) {
    for (const { analyzer, ngramRange, minDf } of spec.features) {
      expect(minDf).toBeGreaterThanOrEqual(4);
      if (analyzer === 'word') expect(ngramRange[1]).toBeLessThanOrEqual(2);
      else expect(analyzer).toBe('char_wb');
    }
  }
});

test('thresholds are picked as every card states', () => {
  for (const { language, spec } of RECIPES) {
    expect(spec.threshold).toEqual(language === 'ru' ? 0.7 : { rule: 'maxF1', standardErrors: 1 });
    expect(spec.validation.testSize).toBe(0.2);
  }
});
