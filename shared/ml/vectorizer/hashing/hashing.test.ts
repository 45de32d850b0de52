import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { type FeatureSettings, parsePipelineSpec } from '../../../spec/pipelineSpec';
import { plainText } from '../../../testing/preparations';
import { murmur3 } from '../../../text/tokens/murmur3';
import type { CsrMatrix } from '../../matrix/csr';
import { createCounter } from '../count/counter';
import { fitVectorizer, vectorizeCounts } from '../fit/fitVectorizer';
import answers from '../frozen/hashing.json';
import { createTransformer } from '../transform/transformer';
import { hashingVectorizer, nodeOfHash } from './hashing';

function settingsOf(block: object): FeatureSettings {
  return parsePipelineSpec({ features: [{ kind: 'hashing', ...block }] }).features[0];
}

function countedIn(settings: FeatureSettings, chunks: readonly (readonly string[])[], stopWords: string[] = []) {
  const counter = createCounter(settings, plainText(stopWords));
  for (const chunk of chunks) runStepsSync(counter.add(textColumnOf(chunk)));
  return runStepsSync(counter.finish());
}

/** Through the counter, as training sees the texts. */
function vectorized(settings: FeatureSettings, chunks: readonly (readonly string[])[], stopWords: string[] = []) {
  const corpus = countedIn(settings, chunks, stopWords);
  const { vectorizer, columnOf } = runStepsSync(fitVectorizer(corpus, settings, null));
  return runStepsSync(vectorizeCounts(corpus, vectorizer, columnOf, null));
}

function transformed(settings: FeatureSettings, texts: readonly string[], stopWords: string[] = []): CsrMatrix {
  const transformer = createTransformer(hashingVectorizer(settings), plainText(stopWords));
  return runStepsSync(transformer.transform(textColumnOf(texts)));
}

for (const [number, frozen] of answers.matrices.entries()) {
  const settings = settingsOf(frozen.settings);
  const { analyzer, ngramRange, hashBits } = settings;
  test(`case ${number}, ${analyzer} ${ngramRange.join('-')} in 2^${hashBits} columns, equals scikit-learn cell by cell`, () => {
    const matrix = vectorized(settings, [answers.matrixTexts]);
    expect(matrix.rows).toBe(frozen.rows.length);
    expect(matrix.columns).toBe(2 ** hashBits);
    frozen.rows.forEach(([columns, values], row) => {
      const [begin, end] = [matrix.indptr[row], matrix.indptr[row + 1]];
      expect([...matrix.indices.slice(begin, end)], `row ${row}`).toEqual(columns);
      values.forEach((value, i) => {
        expect(Math.abs(matrix.values[begin + i] - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
      });
    });
    expect(transformed(settings, answers.matrixTexts)).toEqual(matrix);
  });
}

test('the frozen matrices have columns where terms cancel out, and they stay as zeros', () => {
  const values = answers.matrices.flatMap(({ rows }) => rows.flatMap(([, row]) => row));
  expect(values).toContain(0);
});

test('the lowest of all hashes has a column and a sign', () => {
  expect(nodeOfHash(-(2 ** 31), 10, true)).toBe(1);
  expect(nodeOfHash(-(2 ** 31), 24, false)).toBe(0);
  expect(nodeOfHash(2 ** 31 - 1, 24, true)).toBe(2 * (2 ** 24 - 1));
  expect(nodeOfHash(-1025, 10, true)).toBe(2 * 1 + 1);
});

// The slow twin: strings of n-grams, a Map per row.

/** The n-grams of a text of lower-case ASCII letters, CJK, emoji and spaces. */
function gramsOf(text: string, { analyzer, ngramRange: [min, max] }: FeatureSettings, stopWords: readonly string[]) {
  const cut = (symbols: readonly string[], glue: string) => {
    const grams: string[] = [];
    for (let n = min; n <= max; n++) {
      for (let at = 0; at + n <= symbols.length; at++) grams.push(symbols.slice(at, at + n).join(glue));
    }
    return grams;
  };
  if (analyzer === 'word') {
    const words = text.match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
    return cut(
      words.filter((word) => !stopWords.includes(word)),
      ' ',
    );
  }
  if (analyzer === 'char') return cut([...text.replace(/ +/g, ' ')], '');
  const chunks = text.split(' ').filter((chunk) => chunk !== '');
  return chunks.flatMap((chunk) => {
    const padded = [' ', ...chunk, ' '];
    return padded.length < min ? [padded.join('')] : cut(padded, '');
  });
}

function slowRow(text: string, settings: FeatureSettings, stopWords: readonly string[]): Map<number, number> {
  const row = new Map<number, number>();
  for (const gram of gramsOf(text, settings, stopWords)) {
    const bytes = new TextEncoder().encode(gram);
    const hash = murmur3(bytes, 0, bytes.length);
    const column = Math.abs(hash) % 2 ** settings.hashBits;
    row.set(column, (row.get(column) ?? 0) + (settings.alternateSign && hash < 0 ? -1 : 1));
  }
  if (settings.binary) for (const column of row.keys()) row.set(column, 1);
  let norm = 1;
  const ascending = [...row].sort(([a], [b]) => a - b);
  if (settings.norm === 'l1') norm = ascending.reduce((sum, [, value]) => sum + Math.abs(value), 0);
  if (settings.norm === 'l2') norm = Math.sqrt(ascending.reduce((sum, [, value]) => sum + value * value, 0));
  return new Map(ascending.map(([column, value]) => [column, Math.fround(value / (norm || 1))]));
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'ж', '日本', '😀', 'you', 'abab', ' ', '  ', ' ', '_', 'no'.repeat(70)), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

const block = fc.record({
  analyzer: fc.constantFrom('word', 'char', 'char_wb'),
  ngramRange: fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 7 }))
    .map(([min, more]) => [min, Math.min(8, min + more)]),
  hashBits: fc.constantFrom(10, 13, 24),
  alternateSign: fc.boolean(),
  binary: fc.boolean(),
  norm: fc.constantFrom('l2', 'l1', 'none'),
});

test('counter and transformer find what strings in a Map do, however the rows are cut into chunks', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.nat(8), block, fc.boolean(), (drawnTexts, cut, drawn, stop) => {
      const texts = [...drawnTexts, 'no '.repeat(9)]; // an n-gram for every setting
      const settings = settingsOf(drawn);
      const stopWords = stop ? ['you', 'abab'] : [];
      const matrix = vectorized(settings, [texts], stopWords);
      texts.forEach((each, row) => {
        const got: [number, number][] = [];
        for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) {
          got.push([matrix.indices[at], matrix.values[at]]);
        }
        expect(got).toEqual([...slowRow(each, settings, stopWords)]);
      });
      expect(vectorized(settings, [texts.slice(0, cut), texts.slice(cut)], stopWords)).toEqual(matrix);
      expect(transformed(settings, texts, stopWords)).toEqual(matrix);
    }),
    { numRuns: 150 },
  );
});

test('occurrences are all n-grams of a text by name, and their signs make its row', () => {
  fc.assert(
    fc.property(text, block, (each, drawn) => {
      const settings = settingsOf({ ...drawn, binary: false, norm: 'none' });
      const transformer = createTransformer(hashingVectorizer(settings), plainText());
      const bytes = new TextEncoder().encode(each);
      const { occurrences, tokens } = transformer.locateRow(bytes, 0, bytes.length);
      const names = occurrences.map(({ hashed }) => hashed?.term ?? 'none');
      expect([...names].sort()).toEqual([...gramsOf(each, settings, [])].sort());
      expect(tokens).toBe(names.length);
      const row = new Map<number, number>();
      for (const { feature, hashed } of occurrences) row.set(feature, (row.get(feature) ?? 0) + (hashed?.sign ?? 0));
      expect(new Map([...row].sort(([a], [b]) => a - b))).toEqual(slowRow(each, settings, []));
      if (settings.analyzer !== 'char') return;
      for (const { hashed, parts } of occurrences) {
        const [[begin, end]] = parts;
        const covered = new TextDecoder().decode(bytes.subarray(begin, end)).replace(/ +/g, ' ');
        expect(covered).toBe(hashed?.term);
      }
    }),
    { numRuns: 100 },
  );
});

test('a long text and one of many words are the same in one slice and in many', () => {
  const words = Array.from({ length: 10_000 }, (_, i) => `w${i % 6001}`).join(' ');
  for (const analyzer of ['word', 'char', 'char_wb']) {
    const settings = settingsOf({ analyzer, ngramRange: [2, 3], norm: 'none' });
    const long = analyzer === 'word' ? words : `${words} ${'жa'.repeat(10_000)}`;
    const matrix = transformed(settings, [long, 'w1 w2']);
    const got = new Map<number, number>();
    for (let at = 0; at < matrix.indptr[1]; at++) got.set(matrix.indices[at], matrix.values[at]);
    expect(got).toEqual(slowRow(long, settings, []));
    expect(vectorized(settings, [[long], ['w1 w2']])).toEqual(matrix);
  }
});
