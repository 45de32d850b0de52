import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { rowText, type TextColumn, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { plainText } from '../../testing/preparations';
import { createCounter } from './count/counter';
import { fitVectorizer, vectorizeCounts } from './fit/fitVectorizer';
import { createTransformer } from './transform/transformer';

const settingsOf = (given: object) => parsePipelineSpec({ features: [given as never] }).features[0];

function count(column: TextColumn, given: object, stopWords: string[] = []) {
  const counter = createCounter(settingsOf(given), plainText(stopWords));
  runStepsSync(counter.add(column));
  return runStepsSync(counter.finish());
}

function fitted(texts: string[], given: object, stopWords: string[] = []) {
  const corpus = count(textColumnOf(texts), given, stopWords);
  return runStepsSync(fitVectorizer(corpus, settingsOf(given), null)).vectorizer;
}

const encoder = new TextEncoder();

/** Every occurrence as [term, the original text it covers, part by part]. */
function occurrences(texts: string[], given: object, text: string, stopWords: string[] = []) {
  const vectorizer = fitted(texts, given, stopWords);
  const bytes = encoder.encode(`!!${text}!!`); // as a part of a longer column
  const found = createTransformer(vectorizer, plainText(stopWords)).locateRow(bytes, 2, bytes.length - 2);
  const decode = (begin: number, end: number) => new TextDecoder().decode(bytes.subarray(begin, end));
  return found.occurrences.map(({ feature, parts }) => [
    rowText(vectorizer.terms, feature),
    ...parts.map(([begin, end]) => decode(begin, end)),
  ]);
}

test('an occurrence of words covers the span of each word in the original', () => {
  const given = { ngramRange: [1, 2], stripAccents: 'unicode' };
  expect(occurrences(['cafe istanbul'], given, 'CAFÉ, the İstanbul', ['the'])).toEqual([
    ['cafe', 'CAFÉ'],
    ['istanbul', 'İstanbul'],
    ['cafe istanbul', 'CAFÉ', 'İstanbul'],
  ]);
});

test('an occurrence of characters covers the characters it was made from', () => {
  expect(occurrences(['a b'], { analyzer: 'char', ngramRange: [3, 3] }, 'xA \n\u00a0By')).toEqual([
    ['a b', 'A \n\u00a0B'],
  ]);
  expect(occurrences(['ﬁx'], { analyzer: 'char', ngramRange: [2, 2], stripAccents: 'unicode' }, 'ﬁx')).toEqual([
    ['fi', 'ﬁ'],
    ['ix', 'ﬁx'],
  ]);
  expect(occurrences(['né'], { analyzer: 'char_wb', ngramRange: [2, 2] }, 'so NÉ')).toEqual([
    [' n', 'N'],
    ['né', 'NÉ'],
    ['é ', 'É'],
  ]);
  expect(occurrences(['é word'], { analyzer: 'char_wb', ngramRange: [5, 5] }, 'É')).toEqual([[' é ', 'É']]);
});

test('names of object properties are ordinary words', () => {
  const texts = ['__proto__ constructor __proto__', 'hasOwnProperty toString'];
  const vectorizer = fitted(texts, { kind: 'count', lowercase: false });
  const matrix = runStepsSync(createTransformer(vectorizer, plainText()).transform(textColumnOf(texts)));
  expect(vectorizer.terms.offsets).toHaveLength(5);
  expect(Array.from(matrix.values)).toEqual([2, 1, 1, 1]);
});

test('stop words are left out before n-grams are made', () => {
  const vectorizer = fitted(['one the two', 'THE one'], { kind: 'count', ngramRange: [1, 2] }, ['the']);
  expect([0, 1, 2].map((i) => rowText(vectorizer.terms, i))).toEqual(['one', 'one two', 'two']);
  const row = createTransformer(vectorizer, plainText(['the'])).transformRow(
    encoder.encode('one the the two the'),
    0,
    19,
  );
  expect(Array.from(row.indices.subarray(0, row.length))).toEqual([0, 1, 2]);
  expect(row.grams).toBe(3);
});

test('a finished counter accepts no more', () => {
  const counter = createCounter(settingsOf({}), plainText());
  runStepsSync(counter.finish());
  expect(() => runStepsSync(counter.add(textColumnOf(['x'])))).toThrow(/argument-invalid/);
});

test('limits that no term can meet are an error, each of its own kind', () => {
  const texts = textColumnOf(['aa bb', 'aa cc', 'aa dd']);
  const fitWith = (given: object) => runStepsSync(fitVectorizer(count(texts, given), settingsOf(given), null));
  expect(() => fitWith({ minDf: 3, maxDf: 2 })).toThrow(/spec-invalid/);
  expect(() => fitWith({ minDf: 2, maxDf: 0.5 })).toThrow(/spec-invalid/);
  expect(() => fitWith({ minDf: 4 })).toThrow(/vocabulary-empty/);
  expect(() => fitWith({ analyzer: 'word', ngramRange: [3, 3] })).toThrow(/vocabulary-empty/);
  expect(() => runStepsSync(fitVectorizer(count(texts, {}), settingsOf({}), new Uint32Array(0)))).toThrow(
    /vocabulary-empty/,
  );
});

test('maxFeatures cuts between equals by their bytes', () => {
  const vectorizer = fitted(['bb cc aa dd aa'], { maxFeatures: 3 });
  expect([0, 1, 2].map((i) => rowText(vectorizer.terms, i))).toEqual(['aa', 'bb', 'cc']);
});

test('no text at all, empty texts and texts without a word are rows of zeros', () => {
  expect(count(textColumnOf([]), {}).counts).toMatchObject({ rows: 0, columns: 0 });
  expect(Array.from(count(textColumnOf(['', ' ', 'a . b', '\ufeff']), {}).counts.indptr)).toEqual([0, 0, 0, 0, 0]);
  const transformer = createTransformer(fitted(['some words'], {}), plainText());
  expect(transformer.transformRow(new Uint8Array(0), 0, 0)).toMatchObject({ length: 0, grams: 0, unknown: 0 });
});

test('invalid UTF-8 is read to the end and separated from the text around it', () => {
  const bytes = Uint8Array.of(0xff, 0x61, 0x62, 0xe2, 0x82, 0x61, 0x63, 0xf0, 0x9f);
  const column = { bytes, offsets: Uint32Array.of(0, bytes.length) };
  for (const analyzer of ['char', 'char_wb']) expect(count(column, { analyzer }).counts.rows).toBe(1);
  const { terms } = count(column, {});
  expect([rowText(terms, 0), rowText(terms, 1)]).toEqual(['ab', 'ac']);
});

test('a million distinct words in one text are counted, in many steps', () => {
  const words = Array.from({ length: 1_000_000 }, (_, i) => `w${i}`);
  const counter = createCounter(settingsOf({}), plainText());
  let steps = 0;
  for (const _ of counter.add(textColumnOf([words.join(' ')]))) steps++;
  const { terms, counts } = runStepsSync(counter.finish());
  expect(steps).toBeGreaterThan(100);
  expect(counts.indices).toHaveLength(1_000_000);
  expect(counts.values.every((value) => value === 1)).toBe(true);
  expect(counts.indices.every((column, i) => column === i)).toBe(true);
  expect([rowText(terms, 0), rowText(terms, 999_999)]).toEqual(['w0', 'w999999']);
});

test('five megabytes without a space are counted, in many steps, by every analyzer', () => {
  const bytes = new Uint8Array(5_000_000);
  const random = createRandom(5);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 0x61 + random.below(3);
  const column = { bytes, offsets: Uint32Array.of(0, bytes.length) };
  for (const [analyzer, steps] of [
    ['word', 1],
    ['char', 100],
    ['char_wb', 100],
  ] as const) {
    const settings = settingsOf({ kind: 'count', analyzer, ngramRange: analyzer === 'word' ? [1, 1] : [2, 4] });
    const counter = createCounter(settings, plainText());
    let seen = 0;
    for (const _ of counter.add(column)) seen++;
    expect(seen).toBeGreaterThanOrEqual(steps);
    const corpus = runStepsSync(counter.finish());
    const total = corpus.counts.values.reduce((sum, value) => sum + value, 0);
    const length = bytes.length + (analyzer === 'char_wb' ? 2 : 0);
    expect(total).toBe(analyzer === 'word' ? 1 : 3 * length - 6);
    const { vectorizer, columnOf } = runStepsSync(fitVectorizer(corpus, settings, null));
    const expected = runStepsSync(vectorizeCounts(corpus, vectorizer, columnOf, null));
    expect(runStepsSync(createTransformer(vectorizer, plainText()).transform(column))).toEqual(expected);
  }
});

test('many texts of many words, past every first buffer, keep their counts', () => {
  const random = createRandom(7);
  const texts = Array.from({ length: 3000 }, () =>
    Array.from({ length: random.below(90) }, () => `w${random.below(40) * random.below(500)}`).join(' '),
  );
  for (const analyzer of ['word', 'char', 'char_wb'] as const) {
    const given = { kind: 'count', analyzer, ngramRange: [2, 2] };
    const { terms, counts } = count(textColumnOf(texts), given);
    const column = new Map(Array.from({ length: counts.columns }, (_, i) => [rowText(terms, i), i]));
    texts.forEach((text, row) => {
      const symbols = analyzer === 'word' ? text.split(' ') : Array.from(text);
      const grams = new Map<number, number>();
      const pieces =
        analyzer === 'char_wb'
          ? text
              .split(' ')
              .filter((w) => w)
              .map((w) => [' ', ...w, ' '])
          : [symbols];
      for (const piece of pieces) {
        for (let i = 0; i + 1 < piece.length; i++) {
          const at = column.get(piece[i] + (analyzer === 'word' ? ' ' : '') + piece[i + 1]) ?? -1;
          grams.set(at, (grams.get(at) ?? 0) + 1);
        }
      }
      const expected = [...grams].sort(([a], [b]) => a - b);
      const [from, to] = [counts.indptr[row], counts.indptr[row + 1]];
      expect(Array.from(counts.indices.subarray(from, to))).toEqual(expected.map(([at]) => at));
      expect(Array.from(counts.values.subarray(from, to))).toEqual(expected.map(([, n]) => n));
    });
  }
});
