import { createFingerprint } from '../data/column/fingerprint';
import { type TextColumn, textColumnOf } from '../data/column/textColumn';
import { decodeModel } from '../ml/model/decode';
import { type FitResult, fitPipeline, type LabelledText } from '../ml/pipeline/pipeline';
import { loadScorer, type Scorer } from '../ml/scoring/scorer';
import { runSteps } from '../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../spec/pipelineSpec';

/** Texts as labelled data, cut into chunks of `chunkRows`. */
export function labelledTexts(
  texts: readonly string[],
  labels: readonly number[],
  chunkRows = Math.max(1, texts.length),
): LabelledText {
  const chunks: TextColumn[] = [];
  for (let at = 0; at < texts.length; at += chunkRows) chunks.push(textColumnOf(texts.slice(at, at + chunkRows)));
  const fingerprint = createFingerprint();
  const values = Uint8Array.from(labels);
  fingerprint.rows(textColumnOf(texts), values);
  return {
    rows: texts.length,
    chunks: () => chunks,
    labels: [{ name: 'toxic', values }],
    fingerprint: fingerprint.hex(),
  };
}

/** Trains to the end. */
export function trainedOn(data: LabelledText, spec: unknown): Promise<FitResult> {
  return runSteps(fitPipeline(data, parsePipelineSpec(spec)));
}

/** Specs that together use every part of the pipeline that decides a model's bytes. */
export const SPECIMENS: Readonly<Record<string, PipelineSpecInput>> = {
  default: {},
  'held out, rule, prevalence': {
    threshold: { rule: 'minPrecision', value: 0.8 },
    validation: { testSize: 0.25, seed: 3, prevalence: 0.1 },
  },
  'linear SVC, calibrated': {
    features: [{ ngramRange: [1, 2], sublinearTf: true }],
    estimator: { kind: 'linearSvc', c: 0.5, classWeight: 'balanced' },
    calibration: 'sigmoid',
  },
  'naive Bayes on counts': { features: [{ kind: 'count' }], estimator: { kind: 'multinomialNb', alpha: 0.5 } },
  'complement naive Bayes': { features: [{ norm: 'l1' }], estimator: { kind: 'complementNb', fitPrior: false } },
  'NB-weighted on words and letters': {
    features: [{ stripAccents: 'unicode' }, { analyzer: 'char_wb', ngramRange: [2, 4], minDf: 2 }],
    estimator: { kind: 'nbLogisticRegression', c: 4 },
  },
  'letters, capitals kept': {
    features: [{ analyzer: 'char', ngramRange: [1, 3], lowercase: false, maxFeatures: 500 }],
  },
  'deobfuscated stems': { text: { normalize: 'deobfuscate', tokens: 'stem', stopWords: 'auto' } },
  'surface features, calibrated': {
    features: [{ kind: 'surface' }],
    estimator: { kind: 'surfaceLogisticRegression' },
    calibration: 'sigmoid',
  },
  'hashed words and letters': {
    features: [
      { kind: 'hashing', hashBits: 12, ngramRange: [1, 2] },
      { kind: 'hashing', hashBits: 10, analyzer: 'char_wb', ngramRange: [2, 4], norm: 'l1' },
    ],
  },
  'compact, calibrated': {
    features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4], sublinearTf: true }],
    calibration: 'sigmoid',
    threshold: { rule: 'maxF1' },
    validation: { testSize: 0.25, seed: 3 },
    compact: { maxTerms: 300, int8: true },
  },
  'standard lemmas': { text: { normalize: 'standard', tokens: 'lemma', language: 'en' }, features: [{ binary: true }] },
};

/** A scorer per spec, all trained on `data`. */
export async function scorersOf(
  data: LabelledText,
  specs: Readonly<Record<string, unknown>>,
): Promise<(name: string) => Scorer> {
  const scorers = new Map<string, Scorer>();
  for (const [name, spec] of Object.entries(specs)) {
    scorers.set(name, await loadScorer(decodeModel((await trainedOn(data, spec)).bytes)));
  }
  return (name) => {
    const scorer = scorers.get(name);
    if (!scorer) throw new Error(`no scorer ${name}`);
    return scorer;
  };
}
