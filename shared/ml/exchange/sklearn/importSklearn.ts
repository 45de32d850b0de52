import * as v from 'valibot';
import { CodedError } from '../../../base/errors';
import { textColumnOf } from '../../../data/column/textColumn';
import { describeIssue } from '../../../spec/pipelineSpec';
import type { Model } from '../../model/model';
import { readClassifiers } from './classifiers';
import { SKLEARN_FORMAT, SKLEARN_VERSION, type SklearnFile, sklearnFileSchema } from './file';
import { invalid } from './refusals';
import { specOf } from './specOf';
import { readVectorizer } from './vectorizers';

/** True for JSON that says it is in this format: for a chooser that accepts several kinds of file. */
export function looksLikeSklearn(text: string): boolean {
  return text.slice(0, 200).includes(SKLEARN_FORMAT);
}

/**
 * The model in a JSON file of dump.py, or of our own export. Scores, and probabilities where scikit-learn has them, are
 * scikit-learn's but for weights and idf in float32. What is known of its training is in the manifest's spec and note;
 * rows and figures are not known: 0 and null.
 *
 * @param name of the file, for messages.
 * @throws CodedError `sklearn-invalid` for what is not such a file; `sklearn-unsupported` for a tokenizer of one's own,
 *   an estimator that is not linear, a setting that is not known here; `model-too-new`; `number-not-finite` when
 *   encoded.
 */
export function importSklearn(text: string, name: string): Model {
  const file = parse(text, name);
  const fitted = file.vectorizers.map((vectorizer, block) => readVectorizer(vectorizer, block, name));
  const columns = fitted.reduce((sum, { columns: more }) => sum + more, 0);
  const { kind, link, rows } = readClassifiers(file.classifiers, columns, name);
  const spec = specOf(file, fitted, kind);
  const weights = new Float32Array(rows.length * columns);
  rows.forEach((row, label) => {
    let first = 0;
    for (const { columns: count, order } of fitted) {
      for (let i = 0; i < count; i++) {
        weights[label * columns + first + i] = row.weights[first + (order === null ? i : order[i])];
      }
      first += count;
    }
  });
  const none = rows.map(() => 0);
  const labels = file.labels ?? rows.map((_, i) => (i === 0 ? 'toxic' : `label ${i + 1}`));
  for (const [what, list] of [
    ['labels', labels],
    ['thresholds', file.thresholds ?? none],
  ] as const) {
    if (list.length !== rows.length) throw invalid(name, what, `${list.length}`, `${rows.length}, one per classifier`);
  }
  return {
    manifest: {
      spec: { ...spec, label: labels },
      labels,
      rows: 0,
      positives: none,
      known: none,
      features: fitted.map(({ columns: count }) => count),
      nonZeros: 0,
      thresholds: file.thresholds ?? none,
      thresholdPicks: null,
      link,
      metrics: null,
      whole: null,
      knownWords: null,
      warnings: [],
      fingerprint: '',
      licence: file.licence,
      note: noteOf(file),
    },
    vectorizers: fitted.map(({ terms, idf }, block) => ({
      settings: spec.features[block],
      terms: textColumnOf(terms),
      idf,
    })),
    linear: {
      labels: rows.length,
      features: columns,
      weights,
      bias: Float64Array.from(rows, ({ bias }) => bias),
      link,
    },
    calibration: null,
  };
}

function parse(text: string, name: string): SklearnFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw invalid(name, 'JSON', got, 'JSON written by the dump snippet', error);
  }
  const result = v.safeParse(sklearnFileSchema, json, { abortEarly: true });
  if (!result.success) {
    const { path, got, expected } = describeIssue(result.issues[0]);
    throw invalid(name, path ?? 'JSON', got, expected);
  }
  const { version } = result.output;
  if (version > SKLEARN_VERSION) throw new CodedError('model-too-new', { version, supported: SKLEARN_VERSION });
  return result.output;
}

/** Where it comes from, since its data are not known; ours has its own note. */
function noteOf({ note, sklearn, classifiers: [{ class: kind, params }] }: SklearnFile): string {
  const settings = Object.entries(params).filter(([, value]) => value !== null);
  const call = `${kind}(${settings.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(', ')})`;
  const origin = sklearn === undefined ? '' : `Fitted by scikit-learn ${sklearn}: ${call}.`;
  return [note, origin]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 10_000);
}
