import type { EstimatorKind } from '../../../spec/estimators';
import type { SklearnClassifier } from './file';
import { invalid, unsupported } from './refusals';

/** One label's decision function over the columns of all vectorizers: weights · x + bias. */
export interface DecisionRow {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface FittedClassifiers {
  readonly kind: EstimatorKind;
  readonly link: 'logit' | 'margin';
  readonly rows: readonly DecisionRow[];
}

const KINDS: ReadonlyMap<string, EstimatorKind> = new Map([
  ['LogisticRegression', 'logisticRegression'],
  ['LinearSVC', 'linearSvc'],
  ['MultinomialNB', 'multinomialNb'],
  ['ComplementNB', 'complementNb'],
]);

/**
 * The decision functions of fitted classifiers. Of naive Bayes it is the difference of the joint log-likelihoods, whose
 * σ is `predict_proba`.
 * @param columns of all vectorizers together.
 * @throws CodedError `sklearn-unsupported`, `sklearn-invalid`.
 */
export function readClassifiers(
  classifiers: readonly SklearnClassifier[],
  columns: number,
  name: string,
): FittedClassifiers {
  const [{ class: first }] = classifiers;
  const rows = classifiers.map((classifier, i) => {
    const at = `classifiers.${i}`;
    if (!KINDS.has(classifier.class)) {
      throw unsupported(`${at}.class`, classifier.class, `a linear classifier: ${[...KINDS.keys()].join(', ')}`);
    }
    if (classifier.class !== first) throw unsupported(`${at}.class`, classifier.class, `${first}, as the first has`);
    const { classes, params } = classifier;
    if (classes.length !== 2) {
      throw unsupported(`${at}.classes`, `${classes.length} classes`, 'two classes; fit one classifier per label');
    }
    // There predict_proba is σ(2 · decision), unlike everywhere else.
    if (params.multi_class === 'multinomial') {
      throw unsupported(`${at}.params.multi_class`, 'multinomial', 'auto or ovr: fit it again with that');
    }
    return classifier.class.endsWith('NB')
      ? bayesRow(classifier, at, columns, name)
      : marginRow(classifier, at, columns, name);
  });
  return { kind: KINDS.get(first) ?? 'logisticRegression', link: first === 'LinearSVC' ? 'margin' : 'logit', rows };
}

function marginRow({ coef, intercept = 0 }: SklearnClassifier, at: string, columns: number, name: string): DecisionRow {
  if (coef?.length !== 1)
    throw invalid(name, `${at}.coef`, coef ? `${coef.length} rows` : 'nothing', 'one row of weights');
  checkLength(coef[0], `${at}.coef.0`, columns, name);
  const [bias, ...more] = typeof intercept === 'number' ? [intercept] : intercept;
  if (bias === undefined || more.length > 0) {
    throw invalid(name, `${at}.intercept`, `${more.length === 0 ? 0 : more.length + 1} numbers`, 'one number');
  }
  return { weights: Float64Array.from(coef[0]), bias };
}

function bayesRow(classifier: SklearnClassifier, at: string, columns: number, name: string): DecisionRow {
  const { feature_log_prob: logs, class_log_prior: priors } = classifier;
  if (logs?.length !== 2) {
    throw invalid(
      name,
      `${at}.feature_log_prob`,
      logs ? `${logs.length} rows` : 'nothing',
      'a row for each of two classes',
    );
  }
  const [negative, positive] = logs;
  checkLength(negative, `${at}.feature_log_prob.0`, columns, name);
  checkLength(positive, `${at}.feature_log_prob.1`, columns, name);
  const weights = Float64Array.from(positive, (value, i) => value - negative[i]);
  // ComplementNB has priors and uses them for one class alone.
  if (classifier.class === 'ComplementNB') return { weights, bias: 0 };
  if (priors?.length !== 2) {
    throw invalid(name, `${at}.class_log_prior`, priors ? `${priors.length} numbers` : 'nothing', 'two numbers');
  }
  return { weights, bias: priors[1] - priors[0] };
}

function checkLength(row: readonly number[], path: string, columns: number, name: string): void {
  if (row.length !== columns) {
    throw invalid(name, path, `${row.length} numbers`, `${columns}, one per column of the vectorizers`);
  }
}
