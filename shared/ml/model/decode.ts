import { runStepsSync } from '../../runtime/steps';
import { type FeatureSettings, isCompact } from '../../spec/pipelineSpec';
import { CALIBRATION_NUMBERS } from '../calibration/calibrated';
import type { LinearModel } from '../estimators/linearModel';
import { hashingVectorizer } from '../vectorizer/hashing/hashing';
import { type FittedVectorizer, featureCount } from '../vectorizer/types';
import {
  BIAS,
  CALIBRATION,
  corrupt,
  IDF,
  IDF_LEVELS,
  KNOWN_WORDS,
  versionOf,
  WEIGHT_LEVELS,
  WEIGHT_SCALES,
  WEIGHTS,
} from './format';
import { filterBytes } from './knownWords';
import type { Model } from './model';
import { inflateModelFile } from './modelDeflation';
import { findBadNumber } from './modelLimits';
import { dequantiseIdf, dequantiseWeights, findBadScale, scaleCount } from './quantise';
import { readManifest } from './readManifest';
import { checkSurfaceTerms, packedTerms, viewedTerms } from './readTerms';
import { readSections, type Sections } from './sections';
import { float32, float64, int8 } from './views';

/**
 * Reads a model file, checking all of it before any of it is used: it returns a model whose parts fit
 * together and whose scores are finite for any text (modelLimits.ts). Nothing in a file is executed, and nothing is
 * allocated from a length that has not been checked.
 *
 * @param name how to call the file in an error.
 * @throws CodedError `model-not-a-model`, `model-too-new`, `model-cut-short`, `model-too-large`, `model-corrupt`.
 */
export function decodeModel(bytes: Uint8Array<ArrayBuffer>, name = ''): Model {
  return runStepsSync(decodeSteps(bytes, name));
}

/** `decodeModel` in steps; the yielded numbers carry no meaning. */
export function* decodeSteps(bytes: Uint8Array<ArrayBuffer>, name = ''): Generator<number, Model, undefined> {
  const inflated = inflateModelFile(bytes, name);
  // Views of float64 need their place in the buffer aligned; a file inside a larger buffer is copied once.
  const file = inflated.byteOffset % 8 === 0 ? inflated : inflated.slice();
  const sections = yield* readSections(file, name);
  const manifest = readManifest(file, sections.count);
  const { spec } = manifest;
  const version = versionOf(manifest);
  if (sections.version !== version) throw corrupt('format version', sections.version, String(version));
  const vectorizers: FittedVectorizer[] = [];
  for (const [block, settings] of spec.features.entries()) {
    const features = manifest.features[block];
    if (settings.kind === 'hashing') {
      vectorizers.push(hashed(settings, features, block));
      continue;
    }
    const terms = isCompact(spec)
      ? packedTerms(sections, block, features)
      : yield* viewedTerms(sections, block, features);
    yield 0;
    if (settings.kind === 'surface') checkSurfaceTerms(terms, block);
    const withIdf = settings.kind === 'tfidf' && settings.useIdf;
    vectorizers.push({
      settings,
      terms,
      idf: withIdf ? readIdf(sections, block, features, spec.compact.int8) : null,
    });
  }
  const labels = manifest.labels.length;
  const features = manifest.features.reduce((sum, n) => sum + n, 0);
  const linear: LinearModel = {
    labels,
    features,
    weights: spec.compact.int8
      ? packedWeights(sections, labels, features)
      : float32(sections.take(WEIGHTS, 0, 4, labels * features)),
    bias: float64(sections.take(BIAS, 0, 8, labels)),
    link: manifest.link,
  };
  const numbers = CALIBRATION_NUMBERS[manifest.spec.calibration];
  const calibration = numbers > 0 ? float64(sections.take(CALIBRATION, 0, 8, numbers * labels)) : null;
  const knownWords = manifest.knownWords && {
    ...manifest.knownWords,
    filter: sections.take(KNOWN_WORDS, 0, 1, filterBytes(manifest.knownWords.count)),
  };
  sections.end();
  const bad = findBadNumber({ vectorizers, linear, calibration });
  if (bad) throw corrupt(`${bad.where}, number ${bad.index}`, bad.value, bad.expected);
  return { manifest, vectorizers, linear, calibration, ...(knownWords && { knownWords }) };
}

function readIdf(sections: Sections, block: number, features: number, int8: boolean): Float32Array<ArrayBuffer> {
  if (int8) return dequantiseIdf(sections.take(IDF_LEVELS, block, 1, features));
  return float32(sections.take(IDF, block, 4, features));
}

function packedWeights(sections: Sections, labels: number, features: number): Float32Array<ArrayBuffer> {
  const levels = int8(sections.take(WEIGHT_LEVELS, 0, 1, labels * features));
  const scales = float32(sections.take(WEIGHT_SCALES, 0, 4, scaleCount(labels, features)));
  const bad = findBadScale(scales);
  if (bad >= 0) throw corrupt(`scales, number ${bad}`, scales[bad], 'a scale of 17 bits, 0 or from 2^-100 to 2^100');
  const level = levels.indexOf(-128);
  if (level >= 0) throw corrupt(`weights, number ${level}`, -128, '-127 to 127');
  return dequantiseWeights({ levels, scales }, labels, features);
}

function hashed(settings: FeatureSettings, features: number, block: number): FittedVectorizer {
  const vectorizer = hashingVectorizer(settings);
  const expected = featureCount(vectorizer);
  if (features !== expected) throw corrupt(`manifest, features.${block}`, features, String(expected));
  return vectorizer;
}
