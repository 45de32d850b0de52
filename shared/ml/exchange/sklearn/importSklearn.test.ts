import { expect, test } from 'vitest';
import { textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { decodeModel } from '../../model/decode';
import { encodeModel } from '../../model/encode';
import { probabilityOf } from '../../scoring/probability';
import { scoreColumn } from '../../scoring/scoreColumn';
import { loadScorer } from '../../scoring/scorer';
import frozen from './frozen/dumped.json';
import { importSklearn, looksLikeSklearn } from './importSklearn';

const nameOf = (file: string) => {
  const { vectorizers, classifiers } = JSON.parse(file);
  return [...vectorizers, ...classifiers].map((part) => part.class).join(' + ');
};

test.each(frozen.cases.map((answer, i) => [i, nameOf(answer.file), answer] as const))(
  'dump %i (%s) scores as scikit-learn does',
  async (_, __, answer) => {
    expect(looksLikeSklearn(answer.file)).toBe(true);
    const model = decodeModel(encodeModel(importSklearn(answer.file, 'dump.json')));
    const scores = runStepsSync(scoreColumn(await loadScorer(model), textColumnOf(frozen.texts)));
    answer.decision.forEach((decision, row) => {
      expect(Math.abs(scores[row] - decision), `text ${row}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(decision)));
      const probability = answer.probability?.[row];
      const ours = probabilityOf(model, scores[row]);
      if (probability === undefined) expect(ours).toBeNull();
      else expect(Math.abs((ours ?? Number.NaN) - probability)).toBeLessThan(1e-6);
    });
    expect(model.manifest.note).toMatch(/^Fitted by scikit-learn 1\.2\.1: /);
  },
);

test.each(frozen.refused.map(({ setting, file }) => [setting, file] as const))(
  '%s that cannot be had here is refused by name',
  (setting, file) => {
    expect(() => importSklearn(file, 'dump.json')).toThrow(
      expect.objectContaining({ code: 'sklearn-unsupported', params: expect.objectContaining({ setting }) }),
    );
  },
);

/** A small dump, altered. */
function altered(change: (file: ReturnType<typeof small>) => unknown): string {
  const file = small();
  return JSON.stringify(change(file) ?? file);
}

const small = () => ({
  format: 'moderato-scikit-learn',
  version: 1,
  vectorizers: [{ class: 'CountVectorizer', params: {} as Record<string, unknown>, vocabulary: ['b', 'aa', 'cc'] }],
  classifiers: [{ class: 'LogisticRegression', classes: [0, 1], coef: [[1, 2, 3]], intercept: [0.5] as unknown }],
});

test('terms are sorted by their bytes, and weights go with them', () => {
  const model = importSklearn(JSON.stringify(small()), 'a.json');
  expect(new TextDecoder().decode(model.vectorizers[0].terms.bytes)).toBe('aabcc');
  expect([...model.linear.weights]).toEqual([2, 1, 3]);
  const surrogates = ['\u{1f600}', '\uffee', 'z'];
  const other = altered((file) => {
    file.vectorizers[0].vocabulary = surrogates;
  });
  expect([...importSklearn(other, 'a.json').linear.weights]).toEqual([3, 2, 1]);
});

test.each([
  ['JSON that is cut short', JSON.stringify(small()).slice(0, -5), 'sklearn-invalid'],
  ['another kind of JSON', '{"a":1}', 'sklearn-invalid'],
  [
    'a newer version',
    altered((file) => {
      file.version = 2;
    }),
    'model-too-new',
  ],
  [
    'too few weights',
    altered((file) => {
      file.classifiers[0].coef = [[1, 2]];
    }),
    'sklearn-invalid',
  ],
  [
    'no intercept of one number',
    altered((file) => {
      file.classifiers[0].intercept = [1, 2];
    }),
    'sklearn-invalid',
  ],
  [
    'a term twice',
    altered((file) => {
      file.vectorizers[0].vocabulary = ['a', 'b', 'a'];
    }),
    'sklearn-invalid',
  ],
  [
    'half a character',
    altered((file) => {
      file.vectorizers[0].vocabulary = ['a', 'b', '\ud800'];
    }),
    'sklearn-invalid',
  ],
  [
    'an empty term',
    altered((file) => {
      file.vectorizers[0].vocabulary = ['a', 'b', ''];
    }),
    'sklearn-invalid',
  ],
  [
    'idf missing',
    altered((file) => {
      file.vectorizers[0].class = 'TfidfVectorizer';
    }),
    'sklearn-invalid',
  ],
  [
    'a setting unknown here',
    altered((file) => {
      file.vectorizers[0].params.stemmer = 'x';
    }),
    'sklearn-unsupported',
  ],
  ['names that do not match', altered((file) => ({ ...file, labels: ['a', 'b'] })), 'sklearn-invalid'],
  [
    'a pipeline in place of a vectorizer',
    altered((file) => {
      file.vectorizers[0].class = 'Pipeline';
    }),
    'sklearn-unsupported',
  ],
])('%s is refused with a code', (_, text, code) => {
  expect(() => importSklearn(text, 'a.json')).toThrow(expect.objectContaining({ code }));
});

test('a weight beyond what a model can hold is refused when it is encoded', () => {
  const model = importSklearn(
    altered((file) => {
      file.classifiers[0].coef = [[1e300, 0, 0]];
    }),
    'a.json',
  );
  expect(() => encodeModel(model)).toThrow(expect.objectContaining({ code: 'number-not-finite' }));
});
