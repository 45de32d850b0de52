import { expect, test } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { specFields } from './specFields';
import { applies, PRESETS, presetOf, presetSpec, problemsOf, relevantSpec, valueAt, withValue } from './specForm';

const standard = presetSpec('standard');
const field = (path: string) => specFields.find((candidate) => candidate.path === path);

test('fields are read off the schema with their limits, choices and emptiness', () => {
  expect(field('features.ngramRange')?.field).toEqual({
    kind: 'range',
    item: { kind: 'number', whole: true, min: 1, max: 8 },
  });
  expect(field('features.maxFeatures')).toMatchObject({
    nullable: true,
    field: { kind: 'number', whole: true, min: 1 },
  });
  expect(field('features.analyzer')?.field).toEqual({ kind: 'choice', options: ['word', 'char', 'char_wb'] });
  expect(field('estimator.fitPrior')?.field).toEqual({ kind: 'flag' });
  expect(field('estimator.c')?.field).toMatchObject({ whole: false, min: 0, max: 1e6 });
  expect(field('text.stopWords')?.field).toEqual({ kind: 'words', lists: ['none', 'auto', 'en', 'ru'] });
  expect(field('threshold')?.nullable).toBe(true);
});

test('every field has a value in the defaults, and a choice of one is not offered', () => {
  for (const { path, field: kind, nullable } of specFields) {
    const value = valueAt(standard, path);
    expect(value === null ? nullable : value !== undefined, path).toBe(true);
    if (kind.kind === 'choice') expect(kind.options.length, path).toBeGreaterThan(1);
  }
});

test('each preset is a valid spec that is recognised, and any change makes it none of them', () => {
  for (const preset of PRESETS) {
    const spec = presetSpec(preset);
    expect(problemsOf(spec).size).toBe(0);
    expect(presetOf(spec)).toBe(preset);
    expect(presetOf(withValue(spec, 'validation.seed', 7))).toBeNull();
  }
});

test('changing one field leaves every other as it was', () => {
  const spec = presetSpec('letters');
  const changed = withValue(spec, 'features.minDf', 9, 1);
  expect(changed.features[1].minDf).toBe(9);
  expect(changed.features[0]).toBe(spec.features[0]);
  expect(withValue(changed, 'features.minDf', 3, 1)).toEqual(spec);
});

test('mistyped values are reported at their field', () => {
  const problem = (path: string, value: unknown) => [...problemsOf(withValue(standard, path, value))];
  expect(problem('estimator.c', 0)).toEqual([['estimator.c', { kind: 'above', limit: 0 }]]);
  expect(problem('estimator.c', Number.NaN)).toEqual([['estimator.c', { kind: 'number' }]]);
  expect(problem('features.maxFeatures', 2.5)).toEqual([['features.0.maxFeatures', { kind: 'whole' }]]);
  expect(problem('features.ngramRange', [3, 2])).toEqual([['features.0.ngramRange', { kind: 'order' }]]);
  expect(problem('features.ngramRange', [1, 99])).toEqual([['features.0.ngramRange', { kind: 'atMost', limit: 8 }]]);
  expect(problem('validation.testSize', 1)).toEqual([['validation.testSize', { kind: 'below', limit: 1 }]]);
  expect(problem('threshold', 1.5)).toEqual([['threshold', { kind: 'probability' }]]);
});

test('a threshold of the support vector machine may be any score', () => {
  const svc = withValue(standard, 'estimator.kind', 'linearSvc');
  expect(problemsOf(withValue(svc, 'threshold', -1.5)).size).toBe(0);
});

test('a share asked of a threshold rule is a probability', () => {
  const spec = withValue(standard, 'threshold', { rule: 'minPrecision', value: 1.5 });
  expect([...problemsOf(spec)]).toEqual([['threshold', { kind: 'probability' }]]);
  expect(problemsOf(withValue(standard, 'threshold', { rule: 'minRecall', value: 0.8 })).size).toBe(0);
  expect(applies('validation.folds', spec)).toBe(true);
  expect(applies('validation.folds', standard)).toBe(false);
});

test('settings without effect go back to their defaults, whatever was typed into them', () => {
  const linear = withValue(withValue(standard, 'estimator.c', Number.NaN), 'features.norm', 'l1');
  const bayes = withValue(withValue(linear, 'estimator.kind', 'multinomialNb'), 'features.kind', 'count');
  expect(applies('estimator.c', bayes)).toBe(false);
  expect(problemsOf(bayes).size).toBe(0);
  expect(relevantSpec(bayes)).toEqual(presetSpec('bayes'));
});

test('settings of words have an effect where words are looked at, a language where words change', () => {
  const letters = withValue(standard, 'features.analyzer', 'char');
  const stems = withValue(standard, 'text.tokens', 'stem');
  expect(['text.tokens', 'text.stopWords'].map((path) => applies(path, standard))).toEqual([true, true]);
  expect(['text.tokens', 'text.stopWords'].map((path) => applies(path, letters))).toEqual([false, false]);
  expect(applies('text.normalize', letters)).toBe(true);
  expect([standard, stems].map((spec) => applies('text.language', spec))).toEqual([false, true]);
  expect(relevantSpec(withValue(stems, 'features.analyzer', 'char'))).toEqual(letters);
});

test('dictionary forms of Russian are refused at their field; an empty list of words is none', () => {
  const lemmas = withValue(standard, 'text.tokens', 'lemma');
  expect(problemsOf(lemmas).size).toBe(0);
  expect(problemsOf(withValue(lemmas, 'text.language', 'ru')).size).toBe(0);
  expect(relevantSpec(withValue(standard, 'text.stopWords', []))).toEqual(standard);
});

test('hashing has settings of its own, chooses no terms, and refuses signs for naive Bayes at their field', () => {
  const hashing = withValue(standard, 'features.kind', 'hashing');
  const paths = ['minDf', 'maxFeatures', 'useIdf', 'sublinearTf', 'norm', 'hashBits', 'alternateSign'];
  const applied = (spec: typeof standard) => paths.map((path) => applies(`features.${path}`, spec));
  expect(applied(standard)).toEqual([true, true, true, true, true, false, false]);
  expect(applied(hashing)).toEqual([false, false, false, false, true, true, true]);
  expect(problemsOf(hashing).size).toBe(0);
  const bayes = withValue(hashing, 'estimator.kind', 'multinomialNb');
  expect([...problemsOf(bayes)]).toEqual([['features.0.alternateSign', { kind: 'noSigns' }]]);
  expect(problemsOf(withValue(bayes, 'features.alternateSign', false)).size).toBe(0);
  expect([...problemsOf(withValue(hashing, 'features.hashBits', 25))]).toEqual([
    ['features.0.hashBits', { kind: 'atMost', limit: 24 }],
  ]);
  const typed = withValue(hashing, 'features.hashBits', Number.NaN);
  expect(relevantSpec(withValue(typed, 'features.kind', 'tfidf'))).toEqual(standard);
});

test('defaults of the form are scikit-learn’s, except for the share set aside', () => {
  expect(standard).toEqual(parsePipelineSpec({ validation: { testSize: 0.2 } }));
});

test('a model can be made compact unless it has no terms to drop', () => {
  const compact = withValue(withValue(standard, 'compact.maxTerms', 50_000), 'compact.int8', true);
  expect(field('compact.maxTerms')).toMatchObject({ nullable: true, field: { kind: 'number', whole: true, min: 1 } });
  expect(relevantSpec(compact).compact).toEqual({ maxTerms: 50_000, int8: true });
  expect([...problemsOf(withValue(standard, 'compact.maxTerms', 0)).keys()]).toEqual(['compact.maxTerms']);
  const hashed = withValue(compact, 'features.kind', 'hashing');
  expect(relevantSpec(hashed).compact).toEqual({ maxTerms: null, int8: true });
  const surface = withValue(compact, 'estimator.kind', 'surfaceLogisticRegression');
  expect(relevantSpec(surface).compact).toEqual({ maxTerms: null, int8: false });
  for (const form of [compact, hashed, surface]) expect(problemsOf(form).size).toBe(0);
});
