import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { smallModel } from '../../testing/models';
import { labelledTexts, scorersOf } from '../../testing/specimens';
import answers from '../frozen/pipelines.json';
import type { Model } from '../model/model';
import { createScorer, type Scorer } from '../scoring/scorer';
import { explainText } from './explain';
import { type Flip, smallestFlip, without, wordsOf } from './flip';

const specs = {
  words: { features: [{}], estimator: { c: 10 } },
  'words, 1 to 2': { features: [{ ngramRange: [1, 2] }], estimator: { kind: 'linearSvc', c: 10 } },
  'pieces of words': { features: [{ analyzer: 'char_wb', ngramRange: [2, 4] }], estimator: { c: 10 } },
  'counts of both': {
    features: [{ kind: 'count' }, { analyzer: 'char', kind: 'count', ngramRange: [2, 3] }],
    estimator: { kind: 'complementNb', alpha: 0.5 },
  },
};
const names = Object.keys(specs);

let scorerOf: (name: string) => Scorer;
beforeAll(async () => {
  scorerOf = await scorersOf(labelledTexts(answers.texts, answers.labels), specs);
});

const labelOf = (scorer: Scorer, text: string, threshold?: number) => explainText(scorer, text, 0, threshold).label;

/** The size of the smallest set that flips, by trying each of them; null if none does. */
function slowSize(scorer: Scorer, text: string, threshold?: number): number | null {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const label = labelOf(scorer, text, threshold);
  let smallest: number | null = null;
  for (let mask = 1; mask < 2 ** words.length; mask++) {
    let at = 0;
    const rest = text.replace(/[\p{L}\p{N}_]+/gu, (word) => ((mask >> at++) & 1 ? '' : word));
    const size = mask.toString(2).replaceAll('0', '').length;
    if ((smallest === null || size < smallest) && labelOf(scorer, rest, threshold) !== label) smallest = size;
  }
  return smallest;
}

/** Everything a flip promises of itself. */
function checkFlip(scorer: Scorer, text: string, flip: Flip, threshold?: number): void {
  const before = explainText(scorer, text, 0, threshold);
  const after = explainText(scorer, flip.text, 0, threshold);
  expect(after.label).not.toBe(before.label);
  expect(flip).toMatchObject({
    label: after.label,
    scoreBefore: before.score,
    scoreAfter: after.score,
    probabilityAfter: after.probability,
  });
  expect(flip.words.length).toBeGreaterThan(0);
  let rest = '';
  let from = 0;
  for (const word of flip.words) {
    expect(text.slice(word.begin, word.end)).toBe(word.text);
    expect(word.begin).toBeGreaterThanOrEqual(from);
    rest += text.slice(from, word.begin);
    from = word.end;
  }
  expect(rest + text.slice(from)).toBe(flip.text);
  if (flip.guarantee === 'found') return;
  for (const kept of flip.words) {
    const others = flip.words.filter((word) => word !== kept);
    const numbers = others.map((word) => wordsOf(text).findIndex(({ begin }) => begin === word.begin));
    expect(labelOf(scorer, without(text, wordsOf(text), numbers), threshold)).toBe(before.label);
  }
}

const vocabulary =
  'you are a stupid fool thank you for the source what rubbish глупый дурак спасибо за правку 😀 zzz'.split(' ');
const short = fc
  .array(fc.tuple(fc.constantFrom(...vocabulary), fc.constantFrom(' ', ', ', '\n', '! ')), { maxLength: 8 })
  .map((parts) => parts.flat().join(''));
const long = fc.array(fc.constantFrom(...vocabulary), { minLength: 13, maxLength: 90 }).map((parts) => parts.join(' '));

test.each(names)('%s: up to 12 words the answer is the smallest, as trying every set finds', (name) => {
  const scorer = scorerOf(name);
  fc.assert(
    fc.property(short, fc.constantFrom(undefined, -0.8, 0.7), (text, threshold) => {
      const flip = smallestFlip(scorer, text, 0, threshold);
      expect(flip?.words.length ?? null).toBe(slowSize(scorer, text, threshold));
      if (!flip) return;
      expect(flip.guarantee).toBe('smallest');
      checkFlip(scorer, text, flip, threshold);
    }),
    { numRuns: 60 },
  );
});

test.each(names)('%s: in longer comments the label flips, and does not with any of the words put back', (name) => {
  const scorer = scorerOf(name);
  const guarantees = new Set<string>();
  fc.assert(
    fc.property(long, (text) => {
      const flip = smallestFlip(scorer, text);
      if (!flip) {
        // Of up to 64 words all are tried in the end.
        const bare = without(text, wordsOf(text), [...wordsOf(text).keys()]);
        if (wordsOf(text).length <= 64) expect(labelOf(scorer, bare)).toBe(labelOf(scorer, text));
        return;
      }
      guarantees.add(flip.guarantee);
      checkFlip(scorer, text, flip);
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(guarantees.size).toBeGreaterThan(0);
});

test('a search in a long comment scores some 300 texts and no more', () => {
  const scorer = scorerOf('counts of both');
  let scored = 0;
  const counting: Scorer = {
    ...scorer,
    scoreRow(...row) {
      scored++;
      scorer.scoreRow(...row);
    },
  };
  const insults = Array.from({ length: 200 }, (_, i) => `stupid${i % 3 === 0 ? ' fool' : ''} w${i}`).join(' ');
  // Counts add up, so about a twentieth of the insults must go.
  const { score, bias } = explainText(scorer, insults);
  const threshold = bias + 0.95 * (score - bias);
  const flip = smallestFlip(counting, insults, 0, threshold);
  // Each greedy step also explains what is left.
  expect(scored).toBeGreaterThan(100);
  expect(scored).toBeLessThan(400);
  expect(flip?.words.length).toBeGreaterThan(5);
  if (flip) checkFlip(scorer, insults, flip, threshold);
  // More than 64 words would have to go.
  expect(smallestFlip(counting, insults, 0, bias + 0.1 * (score - bias))).toBeNull();
});

test('the words that made the label are named, and only they, either way', () => {
  // Weights of single words: rubbish 1.25, thanks −2, глупый 0.5; bias −0.75, threshold 0.
  const small = smallModel();
  const [vectorizer] = small.vectorizers;
  const model: Model = {
    ...small,
    manifest: { ...small.manifest, features: [3] },
    vectorizers: [{ ...vectorizer, settings: { ...vectorizer.settings, kind: 'count' }, idf: null }],
    linear: { ...small.linear, features: 3, weights: small.linear.weights.slice(0, 3) },
  };
  const scorer = createScorer(model, scorerOf('words').preparation);
  const harsh = smallestFlip(scorer, 'What rubbish, ГЛУПЫЙ!');
  expect(harsh).toEqual({
    words: [{ begin: 5, end: 12, text: 'rubbish' }],
    text: 'What , ГЛУПЫЙ!',
    label: 0,
    scoreBefore: 1,
    scoreAfter: -0.25,
    probabilityAfter: expect.closeTo(1 / (1 + Math.exp(0.25)), 12),
    guarantee: 'smallest',
  });
  const kind = smallestFlip(scorer, 'rubbish rubbish rubbish thanks thanks');
  expect(kind).toMatchObject({ label: 1, words: [{ text: 'thanks' }], scoreBefore: -1, scoreAfter: 1 });
  const both = smallestFlip(scorer, `rubbish rubbish thanks thanks ${'w '.repeat(20)}`);
  expect(both?.words.map(({ begin }) => begin)).toEqual([16, 23]);
  expect(both?.guarantee).toBe('smallest');
  expect(smallestFlip(scorer, 'thanks')).toBeNull();
});

test.each(names)('%s: a text without words has no flip', (name) => {
  for (const text of ['', ' ', '!!! 😀 —', '\ud800']) expect(smallestFlip(scorerOf(name), text)).toBeNull();
});

test('null where no removal helps: an empty comment would have the same label', () => {
  expect(smallestFlip(scorerOf('words'), 'you stupid fool', 0, -1000)).toBeNull();
  expect(smallestFlip(scorerOf('words'), 'stupid '.repeat(40), 0, -1000)).toBeNull();
});

test('words are runs of letters, digits and underscores, in UTF-16 offsets', () => {
  expect(wordsOf('😀 не_1 don’t')).toEqual([
    { begin: 3, end: 7, text: 'не_1' },
    { begin: 8, end: 11, text: 'don' },
    { begin: 12, end: 13, text: 't' },
  ]);
});
