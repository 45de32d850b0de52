import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowText, textColumnOf } from '../../data/column/textColumn';
import { smallModel } from '../../testing/models';
import type { Model } from '../model/model';
import { type TermWeight, topTerms } from './topTerms';

const encoder = new TextEncoder();

/** A model of the given weights by block, per label; terms are numbered so that they are sorted. */
function modelOf(terms: readonly (readonly string[])[], weights: readonly (readonly number[])[]): Model {
  const small = smallModel();
  const features = terms.map((block) => block.length);
  const linear = {
    labels: weights.length,
    features: features.reduce((sum, n) => sum + n, 0),
    weights: Float32Array.from(weights.flat()),
    bias: new Float64Array(weights.length),
    link: 'logit' as const,
  };
  const vectorizers = terms.map((block) => ({ ...small.vectorizers[1], terms: textColumnOf(block) }));
  return { ...small, manifest: { ...small.manifest, features }, vectorizers, linear };
}

/** Sorts every term of the model. */
function slowTwin(model: Model, label: number, count: number, sign: 1 | -1): TermWeight[] {
  const all: TermWeight[] = [];
  let at = label * model.linear.features;
  model.vectorizers.forEach(({ terms }, block) => {
    for (let i = 0; i + 1 < terms.offsets.length; i++) {
      all.push({ term: rowText(terms, i), block, weight: model.linear.weights[at++] });
    }
  });
  const byBytes = (a: string, b: string) => {
    const [x, y] = [encoder.encode(a), encoder.encode(b)];
    const i = x.findIndex((byte, j) => byte !== y[j]);
    return i < 0 ? x.length - y.length : j(x[i]) - j(y[i]);
  };
  const j = (byte: number | undefined) => byte ?? -1;
  return all
    .filter(({ weight }) => sign * weight > 0)
    .sort((a, b) => sign * (b.weight - a.weight) || byBytes(a.term, b.term) || a.block - b.block)
    .slice(0, count);
}

test('the heaviest terms of each side come with their block and weight', () => {
  const { positive, negative } = topTerms(smallModel(), 0, 2);
  expect(positive).toEqual([
    { term: 'you are', block: 1, weight: 3 },
    { term: 'rubbish', block: 0, weight: 1.25 },
  ]);
  expect(negative).toEqual([{ term: 'thanks', block: 0, weight: -2 }]);
});

test('equal weights come by term, then by block; terms that weigh nothing do not come', () => {
  const model = modelOf(
    [
      ['a', 'b', 'z'],
      ['a', 'ab', 'я'],
    ],
    [[1, 1, 0, 1, 1, -0.5]],
  );
  const { positive, negative } = topTerms(model, 0, 9);
  expect(positive.map(({ term, block }) => `${term}${block}`)).toEqual(['a0', 'a1', 'ab1', 'b0']);
  expect(negative).toEqual([{ term: 'я', block: 1, weight: -0.5 }]);
});

test('columns without names are passed over, and the blocks after them keep theirs', () => {
  const model = modelOf([['a'], [], ['b']], [[1, 9, -9, 2]]);
  const hashed = { ...model, manifest: { ...model.manifest, features: [1, 2, 1] } };
  const { positive, negative } = topTerms({ ...hashed, linear: { ...model.linear, features: 4 } }, 0, 5);
  expect(positive.map(({ term, block }) => `${term}${block}`)).toEqual(['b2', 'a0']);
  expect(negative).toEqual([]);
});

test('selecting equals sorting, for any weights, ties, labels, blocks and counts', () => {
  const block = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'ы', '😀') }), {
      maxLength: 25,
    })
    .map((terms) => terms.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const drawn = fc.array(block, { minLength: 1, maxLength: 3 }).chain((terms) =>
    fc.tuple(
      fc.constant(terms),
      fc.array(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: terms.flat().length, maxLength: terms.flat().length }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    ),
  );
  fc.assert(
    fc.property(drawn, fc.nat({ max: 30 }), fc.nat({ max: 2 }), ([terms, weights], count, label) => {
      const model = modelOf(terms, weights);
      const of = label % weights.length;
      const { positive, negative } = topTerms(model, of, count);
      expect(positive).toEqual(slowTwin(model, of, count, 1));
      expect(negative).toEqual(slowTwin(model, of, count, -1));
    }),
    { numRuns: 300 },
  );
});

test.each([
  [1, 5],
  [-1, 5],
  [0.5, 5],
  [0, -1],
  [0, Number.NaN],
])('label %s with count %s is refused', (label, count) => {
  expect(() => topTerms(smallModel(), label, count)).toThrow('argument-invalid');
});
