import type { PipelineSpecInput } from '../../../../spec/pipelineSpec';

/** Specs that together use everything that can be written for scikit-learn. */
export const EXPORTED_SPECS: readonly PipelineSpecInput[] = [
  { features: [{ ngramRange: [1, 2], sublinearTf: true, stripAccents: 'unicode' }] },
  { features: [{ kind: 'count', minDf: 2 }], estimator: { kind: 'multinomialNb' } },
  { features: [{ norm: 'l1', useIdf: false }], estimator: { kind: 'complementNb' }, text: { stopWords: 'auto' } },
  {
    features: [
      { minDf: 2, binary: true },
      { analyzer: 'char_wb', ngramRange: [2, 3], minDf: 4, lowercase: false },
    ],
    estimator: { kind: 'nbLogisticRegression', c: 4 },
    calibration: 'sigmoid',
    threshold: { rule: 'maxF1' },
  },
  { features: [{ analyzer: 'char', ngramRange: [1, 2], minDf: 3, norm: 'none' }], estimator: { kind: 'linearSvc' } },
  { estimator: { kind: 'linearSvc' }, calibration: 'beta', threshold: { rule: 'minPrecision', value: 0.8 } },
  { estimator: { kind: 'linearSvc' }, calibration: 'sigmoid', threshold: 0.7, compact: { maxTerms: 60, int8: true } },
  { features: [{ kind: 'hashing', hashBits: 10, ngramRange: [1, 2] }], text: { stopWords: ['the', 'и'] } },
];
