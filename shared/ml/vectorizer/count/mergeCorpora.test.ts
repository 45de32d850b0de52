import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowBytes, rowCount, type TextColumn, textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { type FeatureSettings, parsePipelineSpec } from '../../../spec/pipelineSpec';
import { plainText } from '../../../testing/preparations';
import { type CountedCorpus, createCounter } from './counter';
import { mergeCorpora } from './mergeCorpora';
import { mergeTerms } from './mergeTerms';

const BLOCKS: Readonly<Record<string, Record<string, unknown>>> = {
  words: {},
  'word pairs': { ngramRange: [1, 2] },
  'word triples alone': { ngramRange: [3, 3] },
  'capitals and accents': { lowercase: false, stripAccents: 'unicode' },
  letters: { analyzer: 'char', ngramRange: [1, 3] },
  'letters of words': { analyzer: 'char_wb', ngramRange: [2, 5] },
  'hashed word pairs': { kind: 'hashing', hashBits: 10, ngramRange: [1, 2] },
  'hashed letters': { kind: 'hashing', hashBits: 12, analyzer: 'char_wb', ngramRange: [2, 4] },
  surface: { kind: 'surface' },
};

/** The only estimator that accepts a surface block. */
const SURFACE_ONLY = { estimator: { kind: 'surfaceLogisticRegression' } };

function settingsOf(block: Record<string, unknown>): FeatureSettings {
  return parsePipelineSpec({ features: [block], ...(block.kind === 'surface' && SURFACE_ONLY) }).features[0];
}

function counted(settings: FeatureSettings, columns: readonly TextColumn[]): CountedCorpus {
  const counter = createCounter(settings, plainText());
  for (const column of columns) runStepsSync(counter.add(column));
  return runStepsSync(counter.finish());
}

const word = fc.constantFrom(
  'you',
  'your',
  'you_',
  'fool',
  'ёж',
  'ежи',
  'a',
  'aa',
  'ab',
  '👩‍👩‍👧',
  'naïve',
  '__proto__',
  'constructor',
);
const separator = fc.constantFrom(' ', '  ', ', ', '!\n', '-');
const text = fc.oneof(
  fc.array(fc.tuple(word, separator), { maxLength: 12 }).map((parts) => parts.flat().join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
/** Parts of columns of texts; parts without columns, columns without texts. */
const cuts = fc.array(fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 3 }), { minLength: 1, maxLength: 9 });

test.each(Object.entries(BLOCKS))(
  '%s: merged parts are what one counter counts, wherever the texts are cut',
  (_, block) => {
    const settings = settingsOf(block);
    fc.assert(
      fc.property(cuts, (parts) => {
        const columns = parts.map((part) => part.map(textColumnOf));
        const corpora = columns.map((part) => counted(settings, part));
        expect(runStepsSync(mergeCorpora(corpora))).toEqual(counted(settings, columns.flat()));
        expect(corpora).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
);

test('the merged terms are the sorted set of all, and each column leads to its own term', () => {
  const terms = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 4, max: 2 }), {
    maxLength: 40,
    selector: (bytes) => bytes.join(),
  });
  const sorted = (list: readonly Uint8Array[]) => [...list].sort(Buffer.compare);
  const columnOf = (list: readonly Uint8Array[]): TextColumn => {
    const offsets = new Uint32Array(list.length + 1);
    for (const [i, bytes] of list.entries()) offsets[i + 1] = offsets[i] + bytes.length;
    return { bytes: Uint8Array.from(list.flatMap((bytes) => [...bytes])), offsets };
  };
  fc.assert(
    fc.property(fc.array(terms, { minLength: 1, maxLength: 20 }), (lists) => {
      const columns = lists.map((list) => columnOf(sorted(list)));
      const merged = runStepsSync(mergeTerms(columns));
      const distinct = new Map(lists.flat().map((bytes) => [bytes.join(), bytes]));
      expect(merged.terms).toEqual(columnOf(sorted([...distinct.values()])));
      columns.forEach((list, i) => {
        for (let term = 0; term < rowCount(list); term++) {
          expect(rowBytes(merged.terms, merged.columnOf[i][term])).toEqual(rowBytes(list, term));
        }
      });
    }),
  );
});

test('returns a single part as it is; rejects an empty list', () => {
  const settings = settingsOf({});
  const one = counted(settings, [textColumnOf(['you fool', 'thank you'])]);
  expect(runStepsSync(mergeCorpora([one]))).toBe(one);
  expect(() => runStepsSync(mergeCorpora([]))).toThrow('argument-invalid');
});

test('a merge of many terms yields on the way', () => {
  const settings = settingsOf({});
  const part = (from: number) =>
    counted(settings, [textColumnOf([Array.from({ length: 40_000 }, (_, i) => `w${from + 3 * i}`).join(' ')])]);
  const steps = mergeCorpora([part(0), part(60_000), part(1)]);
  let yields = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) yields++;
  expect(yields).toBeGreaterThanOrEqual(5);
  expect(step.value.counts.columns).toBe(100_000);
});
