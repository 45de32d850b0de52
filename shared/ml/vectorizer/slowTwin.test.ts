import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowBytes, rowCount, rowText, type TextColumn, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { type FeatureSettings, parsePipelineSpec } from '../../spec/pipelineSpec';
import { plainText } from '../../testing/preparations';
import { normaliseText } from '../../text/normalise/normaliser';
import { type PreparationSettings, prepareText, type TextPreparation } from '../../text/preparation';
import { createSequenceMap } from '../../text/tokens/tokenMap';
import { isSpaceCodePoint, isWordCodePoint } from '../../text/unicode/characters';
import { type CountedCorpus, createCounter } from './count/counter';
import { fitVectorizer, vectorizeCounts } from './fit/fitVectorizer';
import { createTransformer } from './transform/transformer';

/**
 * The n-grams of a text as scikit-learn's source spells them, over strings. Lower case and accents are not its matter.
 */
function slowGrams(
  text: string,
  { analyzer, ngramRange: [minN, maxN] }: FeatureSettings,
  terms: (words: string[]) => (string | null)[],
): string[] {
  const letters = Array.from(text);
  const isWord = (c: string) => isWordCodePoint(c.codePointAt(0) ?? 0);
  const isSpace = (c: string) => isSpaceCodePoint(c.codePointAt(0) ?? 0);
  const split = (inside: (c: string) => boolean) => {
    const pieces: string[][] = [[]];
    for (const letter of letters) {
      if (inside(letter)) pieces[pieces.length - 1].push(letter);
      else pieces.push([]);
    }
    return pieces.filter((piece) => piece.length > 0);
  };
  const all = (symbols: string[], joint: string) => {
    const grams: string[] = [];
    for (let n = minN; n <= maxN; n++) {
      for (let i = 0; i + n <= symbols.length; i++) grams.push(symbols.slice(i, i + n).join(joint));
    }
    return grams;
  };
  if (analyzer === 'word') {
    const words = split(isWord).filter((piece) => piece.length >= 2);
    const mapped = terms(words.map((piece) => piece.join('')));
    return all(
      mapped.filter((term) => term !== null),
      ' ',
    );
  }
  if (analyzer === 'char') {
    const collapsed: string[] = [];
    for (let i = 0; i < letters.length; ) {
      let end = i;
      while (end < letters.length && isSpace(letters[end])) end++;
      collapsed.push(end - i >= 2 ? ' ' : letters[i]);
      i = Math.max(end, i + 1);
    }
    return all(collapsed, '');
  }
  return split((c) => !isSpace(c)).flatMap((piece) => {
    const padded = [' ', ...piece, ' '];
    return padded.length < minN ? [padded.join('')] : all(padded, '');
  });
}

const without =
  (...stopWords: string[]) =>
  (words: string[]) =>
    words.map((word) => (stopWords.includes(word) ? null : word));

/** A preparation and the slow way to the same: a string normalised, then its words mapped all at once. */
interface PreparedTwin {
  settings: PreparationSettings;
  preparation: TextPreparation;
  normalise(text: string): string;
  terms(words: string[]): (string | null)[];
}

async function twinOf(settings: PreparationSettings): Promise<PreparedTwin> {
  const sequence = await createSequenceMap(settings, { lowercase: false, stripAccents: 'none' });
  const { normalize } = settings;
  return {
    settings,
    preparation: await prepareText(settings),
    normalise: (text) => (normalize === 'none' ? text : normaliseText(normalize, text)),
    terms: (words) => sequence.map(words),
  };
}

const twins = await Promise.all(
  (['none', 'standard', 'deobfuscate'] as const).flatMap((normalize) =>
    (['plain', 'stem', 'lemma'] as const).flatMap((tokens) =>
      (['none', 'auto', ['the', 'ab', 'idiot']] as const).map((stopWords) =>
        twinOf({ normalize, tokens, stopWords, language: normalize === 'none' ? 'en' : 'auto' }),
      ),
    ),
  ),
);

const encoder = new TextEncoder();

function compareBytes(a: string, b: string): number {
  const [x, y] = [encoder.encode(a), encoder.encode(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return x[i] - y[i];
  return x.length - y.length;
}

function tally(grams: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

function count(columns: TextColumn[], settings: FeatureSettings, preparation = plainText()): CountedCorpus {
  const counter = createCounter(settings, preparation);
  for (const column of columns) runStepsSync(counter.add(column));
  return runStepsSync(counter.finish());
}

function rowOf({ terms, counts }: CountedCorpus, row: number): [string, number][] {
  const pairs: [string, number][] = [];
  for (let at = counts.indptr[row]; at < counts.indptr[row + 1]; at++) {
    pairs.push([rowText(terms, counts.indices[at]), counts.values[at]]);
  }
  return pairs;
}

const termList = (terms: TextColumn) => Array.from({ length: rowCount(terms) }, (_, i) => rowText(terms, i));

const settingsOf = (given: object) =>
  parsePipelineSpec({ features: [{ kind: 'count', lowercase: false, ...given } as never] }).features[0];

const someSettings = fc
  .record({
    analyzer: fc.constantFrom('word', 'char', 'char_wb'),
    low: fc.integer({ min: 1, max: 6 }),
    more: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ analyzer, low, more }) => settingsOf({ analyzer, ngramRange: [low, low + more] }));

const word = fc.constantFrom(
  'a',
  'ab',
  'abc',
  'b',
  'ба',
  'б',
  '__proto__',
  'constructor',
  '😀',
  '😀ab',
  'zz',
  'the',
  '9',
);
/** Words that are more than themselves under some setting. */
const changing = fc.constantFrom(
  'The',
  'idiots',
  'Idiot',
  'were',
  'running',
  'дураками',
  'глупого',
  's t u p i d',
  'stup1d',
  'дyрaк',
  'ﬁne',
  'nooooo',
  'i\u200bdiot',
  '$tupid',
);
const separator = fc.constantFrom(' ', '  ', '\n', ' \t', '-', '\u00a0', '. ');
const text = fc
  .array(fc.oneof(word, changing, separator, separator, fc.string({ unit: 'grapheme', maxLength: 3 })), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));

test('counts are those of the slow twin, terms sorted by bytes', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), someSettings, (texts, settings) => {
      const corpus = count([textColumnOf(texts)], settings, plainText(['the', 'ab']));
      const slow = texts.map((t) => tally(slowGrams(t, settings, without('the', 'ab'))));
      const vocabulary = [...new Set(slow.flatMap((counts) => [...counts.keys()]))].sort(compareBytes);
      expect(termList(corpus.terms)).toEqual(vocabulary);
      expect(corpus.counts.columns).toBe(vocabulary.length);
      const documents = vocabulary.map((term) => slow.filter((counts) => counts.has(term)).length);
      expect(Array.from(corpus.documentFrequency ?? [])).toEqual(documents);
      slow.forEach((counts, row) => {
        expect(rowOf(corpus, row)).toEqual([...counts].sort(([a], [b]) => compareBytes(a, b)));
      });
    }),
    { numRuns: 300 },
  );
});

test('with any settings of the text, counts are those of texts and words mapped beforehand', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 5 }),
      someSettings,
      fc.constantFrom(...twins),
      (texts, settings, { preparation, normalise, terms }) => {
        const corpus = count([textColumnOf(texts)], settings, preparation);
        texts.forEach((t, row) => {
          const slow = tally(slowGrams(normalise(t), settings, terms));
          expect(rowOf(corpus, row)).toEqual([...slow].sort(([a], [b]) => compareBytes(a, b)));
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('how the rows are cut into columns does not matter', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 8 }),
      fc.nat(7),
      someSettings,
      fc.constantFrom(...twins),
      (texts, cut, settings, { preparation }) => {
        const whole = count([textColumnOf(texts)], settings, preparation);
        const parts = [textColumnOf(texts.slice(0, cut)), textColumnOf(texts.slice(cut))];
        expect(count(parts, settings, preparation)).toEqual(whole);
      },
    ),
    { numRuns: 150 },
  );
});

test('a transformer computes the values of the count matrix for new texts, and counts unknown terms', () => {
  const settings = someSettings.map((given) => ({ ...given, kind: 'tfidf' as const, sublinearTf: true, minDf: 2 }));
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 4, maxLength: 8 }),
      settings,
      fc.constantFrom(...twins),
      (texts, given, twin) => {
        const corpus = count([textColumnOf(texts)], given, twin.preparation);
        const train = Uint32Array.of(0, 1, 2);
        const all = textColumnOf(texts);
        let fit: ReturnType<typeof fitVectorizer> extends Generator<number, infer Fit> ? Fit : never;
        try {
          fit = runStepsSync(fitVectorizer(corpus, given, train));
        } catch (error) {
          expect(error).toMatchObject({ code: 'vocabulary-empty' });
          return;
        }
        const expected = runStepsSync(vectorizeCounts(corpus, fit.vectorizer, fit.columnOf, null));
        const transformer = createTransformer(fit.vectorizer, twin.preparation);
        expect(runStepsSync(transformer.transform(all))).toEqual(expected);
        const known = new Set(termList(fit.vectorizer.terms));
        texts.forEach((t, row) => {
          const grams = slowGrams(twin.normalise(t), given, twin.terms);
          const bytes = rowBytes(all, row);
          const result = transformer.transformRow(bytes, 0, bytes.length);
          expect([result.grams, result.unknown]).toEqual([
            grams.length,
            grams.filter((gram) => !known.has(gram)).length,
          ]);
          const found = transformer.locateRow(bytes, 0, bytes.length);
          expect([found.tokens, found.unknownTokens]).toEqual([result.grams, result.unknown]);
          const terms = found.occurrences.map(({ feature }) => rowText(fit.vectorizer.terms, feature));
          expect(terms.sort(compareBytes)).toEqual(grams.filter((gram) => known.has(gram)).sort(compareBytes));
        });
      },
    ),
    { numRuns: 400 },
  );
});

test('document frequency, limits and maxFeatures choose as the slow twin does, on any rows', () => {
  const limits = fc.record({
    minDf: fc.constantFrom(0, 1, 2, 0.3),
    maxDf: fc.constantFrom(1, 0.7, 3),
    maxFeatures: fc.constantFrom(null, 1, 3, 10),
    binary: fc.boolean(),
  });
  const words = fc.array(fc.constantFrom('aa', 'bb', 'cc', 'dd', 'ee', 'ff'), { maxLength: 8 }).map((w) => w.join(' '));
  fc.assert(
    fc.property(fc.array(words, { minLength: 5, maxLength: 9 }), limits, (texts, given) => {
      const settings = settingsOf({ ...given, kind: 'tfidf' });
      const rows = Uint32Array.of(4, 0, 2, 3);
      const chosen = Array.from(rows, (row) => tally(slowGrams(texts[row], settings, without())));
      const df = (term: string) => chosen.filter((counts) => counts.has(term)).length;
      const frequency = (term: string) =>
        settings.binary ? df(term) : chosen.reduce((sum, counts) => sum + (counts.get(term) ?? 0), 0);
      const low = given.minDf < 1 ? given.minDf * 4 : given.minDf;
      const high = given.maxDf <= 1 ? given.maxDf * 4 : given.maxDf;
      const terms = [...new Set(chosen.flatMap((counts) => [...counts.keys()]))]
        .filter((term) => df(term) >= low && df(term) <= high)
        .sort((a, b) => frequency(b) - frequency(a) || compareBytes(a, b))
        .slice(0, given.maxFeatures ?? undefined)
        .sort(compareBytes);
      const fitOnRows = () => runStepsSync(fitVectorizer(count([textColumnOf(texts)], settings), settings, rows));
      if (terms.length === 0) {
        expect(fitOnRows).toThrow(expect.objectContaining({ code: 'vocabulary-empty' }));
        return;
      }
      const { vectorizer } = fitOnRows();
      expect(termList(vectorizer.terms)).toEqual(terms);
      expect(Array.from(vectorizer.idf ?? [])).toEqual(
        terms.map((term) => expect.closeTo(Math.log(5 / (1 + df(term))) + 1, 6)),
      );
    }),
    { numRuns: 300 },
  );
});
