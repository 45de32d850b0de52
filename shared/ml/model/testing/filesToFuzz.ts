import type { PipelineSpecInput } from '../../../spec/pipelineSpec';
import { compactModel, knowingModel, smallModel } from '../../../testing/models';
import { labelledTexts, trainedOn } from '../../../testing/specimens';
import answers from '../../frozen/pipelines.json';
import { encodeModel } from '../encode';

const SPECS: readonly PipelineSpecInput[] = [
  { features: [{ norm: 'none', sublinearTf: true }], calibration: 'beta', validation: { folds: 3, testSize: 0.25 } },
  { features: [{ kind: 'count', ngramRange: [1, 2], minDf: 2 }], estimator: { kind: 'nbLinearSvc' } },
  {
    features: [
      { kind: 'hashing', hashBits: 10, norm: 'none' },
      { maxFeatures: 20, norm: 'none' },
    ],
    calibration: 'sigmoid',
  },
  { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' }, calibration: 'sigmoid' },
  {
    features: [{ analyzer: 'char_wb', ngramRange: [2, 3], norm: 'l1' }],
    threshold: { rule: 'maxF1' },
    compact: { maxTerms: 60, int8: true },
  },
];

/** Valid model files that between them have sections of every kind, every kind of features and every calibration. */
export async function filesToFuzz(): Promise<Uint8Array<ArrayBuffer>[]> {
  const corpus = labelledTexts(answers.texts, answers.labels);
  const files = [encodeModel(smallModel()), encodeModel(compactModel()), encodeModel(knowingModel())];
  for (const spec of SPECS) files.push((await trainedOn(corpus, spec)).bytes);
  return files;
}
