import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { textColumnOf } from '../../data/column/textColumn';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { prepareText } from '../../text/preparation';
import { CALIBRATION_NUMBERS, type Calibration } from '../calibration/calibrated';
import { explainText } from '../explain/explain';
import { probabilityOf } from '../scoring/probability';
import { createScorer } from '../scoring/scorer';
import { decodeModel } from './decode';
import { sealModelFile } from './digest';
import { encodeModel } from './encode';
import type { Model } from './model';
import { BIAS_LIMIT, CALIBRATION_LIMIT, findBadNumber, IDF_LIMIT, SCORE_LIMIT, WEIGHT_LIMIT } from './modelLimits';

const TERMS = ['a', 'b', 'c'];
const TEXTS = ['', 'a b c', 'a '.repeat(3000), 'a b '.repeat(1000), 'nothing of it'];

interface Numbers {
  readonly weights: readonly number[];
  readonly idf: number;
  readonly bias: number;
  readonly calibration: readonly number[];
  readonly threshold: number;
}

/** A model of three words with these numbers: as far as a file can go. */
function extremeModel(settings: object, calibration: Calibration, numbers: Numbers): Model {
  const spec = parsePipelineSpec({ features: [settings], calibration, label: ['toxic'] });
  const [features] = spec.features;
  const withIdf = features.kind === 'tfidf' && features.useIdf;
  return {
    manifest: {
      spec,
      labels: ['toxic'],
      rows: 10,
      positives: [4],
      known: [10],
      features: [TERMS.length],
      nonZeros: 21,
      thresholds: [numbers.threshold],
      thresholdPicks: null,
      link: 'logit',
      metrics: null,
      whole: null,
      knownWords: null,
      warnings: [],
      fingerprint: '',
      licence: '',
      note: '',
    },
    vectorizers: [
      {
        settings: features,
        terms: textColumnOf(TERMS),
        idf: withIdf ? Float32Array.of(numbers.idf, numbers.idf, numbers.idf) : null,
      },
    ],
    linear: {
      labels: 1,
      features: TERMS.length,
      weights: Float32Array.from(numbers.weights),
      bias: Float64Array.of(numbers.bias),
      link: 'logit',
    },
    calibration: calibration === 'none' ? null : Float64Array.from(numbers.calibration),
  };
}

test('within the bounds every score, probability and part of an explanation is finite', async () => {
  const random = createRandom(3);
  const either = (limit: number) => [-limit, 0, limit, 2 ** -149][random.below(4)];
  const preparation = await prepareText(parsePipelineSpec({}).text);
  for (const norm of ['none', 'l1', 'l2'] as const) {
    for (const kind of ['count', 'tfidf'] as const) {
      for (const calibration of ['none', 'sigmoid', 'beta'] as const) {
        for (let run = 0; run < 8; run++) {
          const model = extremeModel({ kind, norm, sublinearTf: run % 2 === 1 }, calibration, {
            weights: TERMS.map(() => either(WEIGHT_LIMIT)),
            idf: [0, 2 ** -149, 1, IDF_LIMIT][random.below(4)],
            bias: either(BIAS_LIMIT),
            calibration: Array.from({ length: CALIBRATION_NUMBERS[calibration] }, () => either(CALIBRATION_LIMIT)),
            threshold: either(SCORE_LIMIT),
          });
          const scorer = createScorer(decodeModel(encodeModel(model)), preparation);
          for (const text of TEXTS) {
            const { score, probability, thresholdProbability, spans, terms } = explainText(scorer, text);
            const numbers = [score, probability, thresholdProbability, probabilityOf(model, score)];
            for (const { contribution } of [...spans, ...terms]) numbers.push(contribution);
            expect(numbers.every(Number.isFinite)).toBe(true);
          }
        }
      }
    }
  }
});

const FINE: Numbers = { weights: [1, 2, 3], idf: 1, bias: 0, calibration: [1, 0], threshold: 0 };

test.each([
  ['weights', { weights: [0, 3.4e38, 0] }, 1],
  ['weights', { weights: [0, 0, -3.4e38] }, 2],
  ['weights', { weights: [Number.NaN, 0, 0] }, 0],
  ['idf of block 0', { idf: 3.4e38 }, 0],
  ['idf of block 0', { idf: -1 }, 0],
  ['bias', { bias: 1e308 }, 0],
  ['bias', { bias: Number.NEGATIVE_INFINITY }, 0],
  ['calibration', { calibration: [1, -1e200] }, 1],
  ['calibration', { calibration: [Number.NaN, 0] }, 0],
] as const)('%s beyond the bounds are neither written nor read', (where, change, index) => {
  const model = extremeModel({}, 'sigmoid', { ...FINE, ...change });
  expect(findBadNumber(model)).toMatchObject({ where, index });
  expect(() => encodeModel(model)).toThrow(expect.objectContaining({ code: 'number-not-finite' }));

  // The file of a model that is fine, its numbers exchanged for these.
  const file = encodeModel(extremeModel({}, 'sigmoid', FINE));
  const view = new DataView(file.buffer);
  const place = (section: number) => view.getUint32(56 + 16 * section + 8, true);
  const { weights, idf, bias, calibration } = { ...FINE, ...change };
  for (const [i, weight] of weights.entries()) {
    view.setFloat32(place(2) + 4 * i, idf, true);
    view.setFloat32(place(3) + 4 * i, weight, true);
  }
  view.setFloat64(place(4), bias, true);
  for (const [i, number] of calibration.entries()) view.setFloat64(place(5) + 8 * i, number, true);
  sealModelFile(file);
  expect(() => decodeModel(file)).toThrow(
    expect.objectContaining({
      code: 'model-corrupt',
      params: expect.objectContaining({ where: `${where}, number ${index}` }),
    }),
  );
});
