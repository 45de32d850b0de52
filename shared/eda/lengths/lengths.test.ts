import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from '../../text/decode/codePoints';
import { createSegments, findWords } from '../../text/decode/segments';
import { countSentences } from '../../text/language/sentences';
import { isPunctuation } from '../../text/surface/surfaceMarks';
import { lowerDifferences } from '../../text/unicode/characters';
import { CODE_POINTS, lookUp } from '../../text/unicode/pages';
import answers from '../frozen/explore.json';
import { CLASS_KEYS } from '../section/classes';
import { explored, sourceOf } from '../testing/explored';
import { linearEdges, logEdges } from './lengthBins';
import { distributionOf, quantileOf, rowsBetween, statisticsOf } from './lengthStatistics';
import { type Histogram, LENGTH_MEASURES, type LengthMeasure } from './measures';
import { createLengthReader } from './textLengths';

const encoder = new TextEncoder();

/** Each length as its definition has it. */
function slowLengths(text: string): Record<LengthMeasure, number> {
  const bytes = encoder.encode(text);
  const words = createSegments();
  findWords(createCodePointReader({ lowercase: true, stripAccents: 'none' }).read(bytes, 0, bytes.length), words);
  const characters = Array.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return {
    characters: characters.length,
    words: words.length,
    sentences: countSentences(text),
    punctuation: characters.filter((character) => isPunctuation(character.codePointAt(0) ?? 0)).length,
  };
}

const unit = fc.constantFrom(...Array.from('aB1_ .!?,;–«»Яßİσ\u0307\u0301中😀𝓯\n\t\ufeff'), '. ', '\n\n', 'Dr. ');
const anyText = fc.oneof(fc.string({ unit, maxLength: 40 }), fc.string({ unit: 'grapheme' }));

test('each length follows its definition, wherever the text is in its chunk', () => {
  const reader = createLengthReader();
  const lengths = new Uint32Array(LENGTH_MEASURES.length);
  fc.assert(
    fc.property(anyText, fc.string(), (text, before) => {
      const begin = encoder.encode(before).length;
      const end = begin + encoder.encode(text).length;
      reader.read(encoder.encode(`${before}${text}${before}`), begin, end, lengths);
      expect(Array.from(lengths)).toEqual(LENGTH_MEASURES.map((measure) => slowLengths(text)[measure]));
    }),
    { numRuns: 2000 },
  );
});

test('words are those of lower-case text, whatever letter has a lower case', () => {
  const reader = createLengthReader();
  const lengths = new Uint32Array(LENGTH_MEASURES.length);
  for (let code = 0x80; code < CODE_POINTS; code++) {
    if (lookUp(lowerDifferences(), code) === 0 && code !== 0x130) continue;
    const text = `a${String.fromCodePoint(code)}a ${String.fromCodePoint(code).repeat(2)}`;
    const bytes = encoder.encode(text);
    reader.read(bytes, 0, bytes.length, lengths);
    expect(lengths[LENGTH_MEASURES.indexOf('words')]).toBe(slowLengths(text).words);
  }
});

test('statistics equal numpy to the last bit', () => {
  for (const { values, statistics } of answers.samples) {
    const most = Math.max(...values);
    const rows = distributionOf(Uint32Array.from(values), most, () => true);
    const { mean, ...others } = statisticsOf(rows);
    expect(others).toEqual({ ...statistics, mean: undefined });
    expect(mean).toBeCloseTo(statistics.mean, 10);
  }
});

test('statistics of no rows are not numbers', () => {
  const { mean, median, min, max, quantiles } = statisticsOf(distributionOf(new Uint32Array(0), 0, () => true));
  expect([mean, median, min, max, ...Object.values(quantiles)].every(Number.isNaN)).toBe(true);
  expect(quantileOf(new Uint32Array(0), 0.5)).toBeNaN();
  expect(rowsBetween(new Uint32Array(0), 0, 5)).toBe(0);
});

test('characters and words of each class have the statistics that Python finds', async () => {
  const { classes } = await explored(sourceOf(answers.texts, answers.labels, 7), ['lengths']);
  for (const key of CLASS_KEYS) {
    const { characters, words } = answers.lengths[key];
    expect(classes[key]?.characters).toEqual({ ...characters, mean: expect.closeTo(characters.mean, 10) });
    expect(classes[key]?.words).toEqual({ ...words, mean: expect.closeTo(words.mean, 10) });
  }
});

test('edges are whole numbers that rise from 0 to above every value', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), (most, share) => {
      const linear = linearEdges(share * most, most);
      for (const edges of [linear.edges, logEdges(most)]) {
        expect(edges[0]).toBe(0);
        expect(edges[edges.length - 1]).toBeGreaterThan(most);
        expect(edges.every((edge, i) => Number.isInteger(edge) && (i === 0 || edge > edges[i - 1]))).toBe(true);
      }
      const plain = linear.overflow ? linear.edges.slice(0, -1) : linear.edges;
      const widths = new Set(plain.slice(1).map((edge, i) => edge - plain[i]));
      expect(widths.size).toBe(1);
      expect(plain[plain.length - 1]).toBeGreaterThan(share * most);
      expect(plain.length).toBeLessThan(45);
    }),
  );
  expect(logEdges(30)).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32]);
});

test('every row of each class is counted once, in the bin of its length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, fc.constantFrom(0, 1, 255)), { maxLength: 30 }), async (rows) => {
      const source = sourceOf(
        rows.map(([text]) => text),
        rows.map(([, label]) => label),
      );
      const { lengths, classes } = await explored(source, ['lengths']);
      for (const measure of LENGTH_MEASURES) {
        for (const histogram of Object.values(lengths?.[measure] ?? {}) as Histogram[]) {
          const expected = CLASS_KEYS.map((_, index) =>
            histogram.edges.slice(1).map(
              (edge, bin) =>
                rows.filter(([text, label]) => {
                  const length = slowLengths(text)[measure];
                  return [0, 1, 255][index] === label && length >= histogram.edges[bin] && length < edge;
                }).length,
            ),
          );
          CLASS_KEYS.forEach((key, index) => {
            expect(histogram.counts[key]).toEqual(classes[key] ? expected[index] : undefined);
          });
        }
      }
    }),
    { numRuns: 60 },
  );
});
