import { parsePipelineSpec } from '../api/pipelineSpec';
import { textColumnOf } from '../data/textColumn';
import type { Model } from '../ml/model';

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
