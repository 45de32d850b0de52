import { textColumnOf } from '../data/column/textColumn';
import { withKnownWords } from '../ml/model/addKnownWords';
import { BEGINNING, knownWordsOf } from '../ml/model/knownWords';
import type { Model } from '../ml/model/model';
import { parsePipelineSpec } from '../spec/pipelineSpec';

/** A small two-block model with every kind of section that a spec without calibration has. */
export function smallModel(): Model {
  const spec = parsePipelineSpec({
    features: [{ kind: 'tfidf' }, { kind: 'count', ngramRange: [1, 2] }],
    label: ['toxic'],
  });
  return {
    manifest: {
      spec,
      labels: ['toxic'],
      rows: 10,
      positives: [4],
      known: [10],
      features: [3, 2],
      nonZeros: 21,
      thresholds: [0],
      thresholdPicks: null,
      link: 'logit',
      metrics: null,
      whole: null,
      knownWords: null,
      warnings: [],
      fingerprint: 'ab'.repeat(32),
      licence: '',
      note: '',
    },
    vectorizers: [
      {
        settings: spec.features[0],
        terms: textColumnOf(['rubbish', 'thanks', 'глупый']),
        idf: Float32Array.of(1, 1.5, 2.25),
      },
      { settings: spec.features[1], terms: textColumnOf(['you', 'you are']), idf: null },
    ],
    linear: {
      labels: 1,
      features: 5,
      weights: Float32Array.of(1.25, -2, 0.5, 0.125, 3),
      bias: Float64Array.of(-0.75),
      link: 'logit',
    },
    calibration: null,
  };
}

/** `smallModel` made compact, of two labels: its terms are packed, its numbers on the grid of 8 bits. */
export function compactModel(): Model {
  const small = smallModel();
  const spec = parsePipelineSpec({
    features: [{ kind: 'tfidf' }, { kind: 'count', ngramRange: [1, 2] }],
    label: ['toxic', 'insult'],
    compact: { maxTerms: 5, int8: true },
  });
  return {
    ...small,
    manifest: {
      ...small.manifest,
      spec,
      labels: ['toxic', 'insult'],
      positives: [4, 2],
      known: [10, 10],
      thresholds: [0, 0.5],
      whole: { features: [30, 20], rocAuc: null },
    },
    vectorizers: small.vectorizers.map(({ terms, idf }, block) => ({ settings: spec.features[block], terms, idf })),
    linear: {
      labels: 2,
      features: 5,
      weights: Float32Array.of(127, -64, 16, 1, 0, -0.5, 63.5, 7.5, 0, -1),
      bias: Float64Array.of(-0.75, -1.5),
      link: 'logit',
    },
  };
}

/** `smallModel` with the words that it has read. */
export function knowingModel(): Model {
  const words = ['you', 'are', 'thanks', 'rubbish', 'the', 'for', 'help'];
  const knownWords = knownWordsOf(
    { language: 'en', longest: 12 },
    words.map((word) => new TextEncoder().encode(word.slice(0, BEGINNING))),
  );
  return withKnownWords(smallModel(), knownWords);
}
