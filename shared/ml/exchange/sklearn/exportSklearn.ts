import { CodedError } from '../../../base/errors';
import { rowCount, rowText } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { stopList, type TokenSettings } from '../../../text/tokens/tokenMap';
import type { Model } from '../../model/model';
import { type FittedVectorizer, featureCount } from '../../vectorizer/types';
import { SKLEARN_FORMAT, SKLEARN_VERSION } from './file';

/** What the exported pipeline lacks; scores and labels are the model's all the same. */
export type LeftOut = 'probabilities' | 'knownWords';

/** A model as JSON for load.py. */
export interface SklearnExport {
  readonly json: string;
  readonly leftOut: readonly LeftOut[];
}

interface Classifier {
  readonly class: 'LogisticRegression' | 'LinearSVC';
  readonly classes: readonly [0, 1];
  readonly coef: readonly (readonly number[])[];
  readonly intercept: readonly number[];
}

/**
 * The model as the JSON that load.py turns into a pipeline of scikit-learn. Its `decision_function` is the model's
 * score, but for `sigmoid` calibration, which is multiplied into the weights: then it is the calibrated log-odds, and
 * `predict_proba` the model's probability, as it is for every model with `logit` link. `beta` calibration has no
 * counterpart: such a model comes out as LinearSVC, with its scores and no probabilities.
 *
 * @param id goes into the file, so that it can be recognised.
 * @throws CodedError `export-unsupported` for what scikit-learn cannot compute: our normaliser, stems, lemmas, surface
 *   features, a calibration that turns the scores round.
 */
export function exportSklearn(model: Model, id: string): SklearnExport {
  const { manifest, calibration, linear } = model;
  const { spec } = manifest;
  if (spec.text.normalize !== 'none') throw unsupported('text.normalize', spec.text.normalize, 'none');
  if (spec.text.tokens !== 'plain') throw unsupported('text.tokens', spec.text.tokens, 'plain');
  const vectorizers = model.vectorizers.map((vectorizer, block) => vectorizerOf(vectorizer, block, spec.text));
  const beta = spec.calibration === 'beta';
  const leftOut: LeftOut[] = [];
  if (beta) leftOut.push('probabilities');
  if (model.knownWords) leftOut.push('knownWords');
  const thresholds: number[] = [];
  const classifiers = manifest.labels.map((label, i): Classifier => {
    const [a, b] = calibration && !beta ? [calibration[2 * i], calibration[2 * i + 1]] : [1, 0];
    if (!(a > 0)) throw unsupported(`calibration (${label})`, `sigmoid, slope ${a}`, 'a slope above 0, or none');
    thresholds.push(a * manifest.thresholds[i] + b);
    const row = linear.weights.subarray(i * linear.features, (i + 1) * linear.features);
    return {
      class: beta || (linear.link === 'margin' && calibration === null) ? 'LinearSVC' : 'LogisticRegression',
      classes: [0, 1],
      coef: [Array.from(row, (weight) => (a === 1 ? shortest(weight) : a * weight))],
      intercept: [a * linear.bias[i] + b],
    };
  });
  const file = {
    format: SKLEARN_FORMAT,
    version: SKLEARN_VERSION,
    model: id,
    labels: manifest.labels,
    thresholds,
    vectorizers,
    classifiers,
    leftOut,
    licence: manifest.licence,
    note: manifest.note,
  };
  return { json: JSON.stringify(file), leftOut };
}

function unsupported(setting: string, got: string, expected: string): CodedError {
  return new CodedError('export-unsupported', { target: 'scikit-learn', setting, got, expected });
}

function vectorizerOf({ settings, terms, idf }: FittedVectorizer, block: number, text: TokenSettings) {
  const { kind } = settings;
  if (kind === 'surface') throw unsupported(`features.${block}.kind`, kind, 'tfidf, count or hashing');
  if (kind === 'hashing') {
    const params = {
      ...common(settings, text),
      n_features: featureCount({ settings, terms }),
      alternate_sign: settings.alternateSign,
      norm: normOf(settings),
    };
    return { class: 'HashingVectorizer', params };
  }
  const vocabulary = Array.from({ length: rowCount(terms) }, (_, i) => rowText(terms, i));
  if (vocabulary.length === 0) throw unsupported(`features.${block}`, 'no terms', 'one term or more');
  if (kind === 'count') return { class: 'CountVectorizer', params: common(settings, text), vocabulary };
  // Without idf a vectorizer that was never fitted refuses to work; with an idf of 1 it computes the same.
  const params = { ...common(settings, text), norm: normOf(settings), sublinear_tf: settings.sublinearTf };
  return {
    class: 'TfidfVectorizer',
    params,
    vocabulary,
    idf: idf ? Array.from(idf, shortest) : vocabulary.map(() => 1),
  };
}

function common(settings: FeatureSettings, text: TokenSettings) {
  const { analyzer, lowercase, stripAccents } = settings;
  const stops = analyzer === 'word' ? stopList(text, { lowercase, stripAccents }) : [];
  return {
    analyzer,
    ngram_range: settings.ngramRange,
    binary: settings.binary,
    lowercase,
    strip_accents: stripAccents === 'none' ? null : stripAccents,
    stop_words: stops.length === 0 ? null : stops,
  };
}

const normOf = ({ norm }: FeatureSettings) => (norm === 'none' ? null : norm);

/** The fewest digits that are read as the same float32 number. */
const shortest = (value: number) => Number(value.toPrecision(9));
