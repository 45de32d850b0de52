import { estimatorOf } from '../../spec/estimators';
import type { FeatureSettings, PipelineSpec } from '../../spec/pipelineSpec';

/*
 * The same pipeline in scikit-learn, as Python that can be run: `sklearnCode.test.ts` compares what it computed on
 * frozen comments with what is computed here. What scikit-learn has no setting for is not imitated but named.
 */

/** What of a spec the code leaves out or does in another way. */
export type SklearnDifference =
  /** Other than as written; only `text` that is not undone differs. */
  | 'normalize'
  | 'tokens'
  /** A list by name: scikit-learn's own English list is another one, and it has none for Russian. */
  | 'stopWords'
  /** Another hash function: other terms share a column. */
  | 'hashing'
  | 'surface'
  | 'betaCalibration'
  /** The folds of cross-checks and the comments set aside are drawn in another way. */
  | 'splits'
  /** Repeated or similar comments, or those of one user, are not kept together. */
  | 'groups'
  | 'prevalence'
  | 'compact'
  | 'minPrecision'
  | 'minRecall'
  | 'standardErrors'
  /** The weights of the classes of naive Bayes are left out of cross-checks. */
  | 'bayesWeights'
  /** One label at a time. */
  | 'labels';

export interface SklearnCode {
  /** Python; null for a spec that scikit-learn has nothing like. */
  readonly code: string | null;
  readonly differences: readonly SklearnDifference[];
}

/** A value in Python. */
function python(value: string | number | boolean | null | readonly string[]): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value); // a string or a list of strings: every JSON escape is one of Python
}

/** A share as Python tells it from a count: with a point. */
const share = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));

function call(name: string, settings: readonly (readonly [string, string])[]): string {
  return `${name}(${settings.map(([key, value]) => `${key}=${value}`).join(', ')})`;
}

function vectorizer(block: FeatureSettings, { text }: PipelineSpec): string {
  const settings: [string, string][] = [];
  const set = (wanted: boolean, key: string, value: string) => {
    if (wanted) settings.push([key, value]);
  };
  const { analyzer, ngramRange, minDf, maxDf } = block;
  set(analyzer !== 'word', 'analyzer', python(analyzer));
  set(
    ngramRange.some((n) => n !== 1),
    'ngram_range',
    `(${ngramRange.join(', ')})`,
  );
  set(!block.lowercase, 'lowercase', 'False');
  set(block.stripAccents !== 'none', 'strip_accents', python(block.stripAccents));
  set(block.binary, 'binary', 'True');
  set(analyzer === 'word' && Array.isArray(text.stopWords), 'stop_words', python(text.stopWords));
  if (block.kind === 'hashing') {
    set(true, 'n_features', `2 ** ${block.hashBits}`);
    set(!block.alternateSign, 'alternate_sign', 'False');
    set(block.norm !== 'l2', 'norm', block.norm === 'none' ? 'None' : python(block.norm));
    return call('HashingVectorizer', settings);
  }
  set(minDf !== 1, 'min_df', minDf < 1 ? share(minDf) : String(Math.ceil(minDf)));
  set(maxDf !== 1, 'max_df', maxDf <= 1 ? share(maxDf) : String(Math.floor(maxDf)));
  set(block.maxFeatures !== null, 'max_features', String(block.maxFeatures));
  if (block.kind === 'count') return call('CountVectorizer', settings);
  set(!block.useIdf, 'use_idf', 'False');
  set(!block.smoothIdf, 'smooth_idf', 'False');
  set(block.sublinearTf, 'sublinear_tf', 'True');
  set(block.norm !== 'l2', 'norm', block.norm === 'none' ? 'None' : python(block.norm));
  return call('TfidfVectorizer', settings);
}

/** Columns scaled by naive Bayes, as ml/estimators/bayes/nbScale.ts has it. */
const NB_SCALED = `class NbScaled(BaseEstimator, ClassifierMixin):
    """Columns scaled by the log-count ratio of naive Bayes (Wang and Manning 2012)."""

    def __init__(self, classifier, alpha=1.0, beta=1.0, balanced=False):
        self.classifier, self.alpha, self.beta, self.balanced = classifier, alpha, beta, balanced

    def fit(self, X, y):
        y = np.asarray(y)
        weight = compute_sample_weight("balanced", y) if self.balanced else np.ones(len(y))
        p = self.alpha + X.T @ (weight * (y == 1))
        q = self.alpha + X.T @ (weight * (y == 0))
        r = np.log((p / p.sum()) / (q / q.sum()))
        self.scale_ = r if self.beta == 1 else (1 - self.beta) * np.abs(r).mean() + self.beta * np.abs(r)
        self.classifier_ = clone(self.classifier).fit(X @ diags(self.scale_), y)
        self.classes_ = self.classifier_.classes_
        return self

    def decision_function(self, X):
        return self.classifier_.decision_function(X @ diags(self.scale_))

    def predict(self, X):
        return (self.decision_function(X) >= 0).astype(int)

`;

/** The classifier, the imports that it needs, and the arguments of `fit` besides comments and labels. */
function classifier({ estimator }: PipelineSpec): { code: string; imports: string[]; before: string; fit: string } {
  const { kind, c, alpha, beta, fitPrior, classWeight, tol, maxIter } = estimator;
  const balanced = classWeight === 'balanced';
  const margin = (name: string) => {
    const settings: [string, string][] = [['C', python(c)]];
    settings.push(name === 'LinearSVC' ? ['dual', 'False'] : ['solver', '"newton-cg"']);
    settings.push(['tol', python(tol)], ['max_iter', python(maxIter)]);
    if (balanced) settings.push(['class_weight', '"balanced"']);
    return call(name, settings);
  };
  const LOGISTIC = 'from sklearn.linear_model import LogisticRegression';
  const SVC = 'from sklearn.svm import LinearSVC';
  if (kind === 'logisticRegression')
    return { code: margin('LogisticRegression'), imports: [LOGISTIC], before: '', fit: '' };
  if (kind === 'linearSvc') return { code: margin('LinearSVC'), imports: [SVC], before: '', fit: '' };
  if (kind === 'nbLogisticRegression' || kind === 'nbLinearSvc') {
    const inner = margin(kind === 'nbLinearSvc' ? 'LinearSVC' : 'LogisticRegression');
    const more = [`alpha=${python(alpha)}`, `beta=${python(beta)}`, ...(balanced ? ['balanced=True'] : [])];
    return {
      code: `NbScaled(${inner}, ${more.join(', ')})`,
      imports: [
        'import numpy as np',
        'from scipy.sparse import diags',
        'from sklearn.base import BaseEstimator, ClassifierMixin, clone',
        kind === 'nbLinearSvc' ? SVC : LOGISTIC,
        'from sklearn.utils.class_weight import compute_sample_weight',
      ],
      before: NB_SCALED,
      fit: '',
    };
  }
  const name = kind === 'complementNb' ? 'ComplementNB' : 'MultinomialNB';
  const settings: [string, string][] = [['alpha', python(alpha)]];
  if (kind === 'multinomialNb' && !fitPrior) settings.push(['fit_prior', 'False']);
  return {
    code: call(name, settings),
    imports: [
      `from sklearn.naive_bayes import ${name}`,
      ...(balanced ? ['from sklearn.utils.class_weight import compute_sample_weight'] : []),
    ],
    before: '',
    fit: balanced ? `, ${name.toLowerCase()}__sample_weight=compute_sample_weight("balanced", labels)` : '',
  };
}

/** What the code of `spec` does not do, or does in another way. */
function differencesOf(spec: PipelineSpec): SklearnDifference[] {
  const { text, features, calibration, threshold, validation, compact, label } = spec;
  const estimator = estimatorOf(spec.estimator.kind);
  const words = features.some(({ analyzer }) => analyzer === 'word');
  const rule = typeof threshold === 'object' ? threshold : null;
  const crossChecked = calibration !== 'none' || rule !== null;
  const splits = validation.testSize > 0 || crossChecked;
  const found: readonly (readonly [boolean, SklearnDifference])[] = [
    [text.normalize !== 'none', 'normalize'],
    [words && text.tokens !== 'plain', 'tokens'],
    [words && text.stopWords !== 'none' && !Array.isArray(text.stopWords), 'stopWords'],
    [features.some(({ kind }) => kind === 'hashing'), 'hashing'],
    [calibration === 'beta', 'betaCalibration'],
    [splits, 'splits'],
    [splits && (validation.groupDuplicates || validation.groupSimilar || validation.groupBy !== null), 'groups'],
    [splits && validation.prevalence !== null, 'prevalence'],
    [compact.int8 || compact.maxTerms !== null, 'compact'],
    [rule?.rule === 'minPrecision', 'minPrecision'],
    [rule?.rule === 'minRecall', 'minRecall'],
    [rule?.rule === 'maxF1' && rule.standardErrors !== undefined, 'standardErrors'],
    [
      crossChecked && !estimator.settings.some((name) => name === 'c') && spec.estimator.classWeight !== 'none',
      'bayesWeights',
    ],
    [label !== null && label.length > 1, 'labels'],
  ];
  return found.flatMap(([holds, name]) => (holds ? [name] : []));
}

/**
 * The pipeline of `spec` in Python with scikit-learn: `texts` and `labels` (0 and 1) go in, `scores` of `new_texts`
 * come out, which are those of the model trained on every row.
 */
export function sklearnCode(spec: PipelineSpec): SklearnCode {
  const { features, validation, calibration, threshold } = spec;
  const kind = spec.estimator.kind;
  if (estimatorOf(kind).surfaceOnly) return { code: null, differences: ['surface'] };
  const used = classifier(spec);
  const names = [...new Set(features.map(({ kind: of }) => VECTORIZERS[of]))].sort();
  const blocks = features.map((block) => vectorizer(block, spec));
  const bayes = kind === 'multinomialNb' || kind === 'complementNb';
  const imports = [
    ...used.imports,
    `from sklearn.feature_extraction.text import ${names.join(', ')}`,
    `from sklearn.pipeline import make_pipeline${blocks.length > 1 ? ', make_union' : ''}`,
  ];
  const lines: string[] = [];
  const joined = blocks.length > 1 ? `make_union(\n    ${blocks.join(',\n    ')},\n)` : blocks[0];
  lines.push(`features = ${joined}`, `model = make_pipeline(features, ${used.code})`);
  lines.push(`model.fit(texts, labels${used.fit})`);
  lines.push(
    bayes
      ? 'log_proba = model.predict_log_proba(new_texts)\nscores = log_proba[:, 1] - log_proba[:, 0]'
      : 'scores = model.decision_function(new_texts)',
  );
  const rule = typeof threshold === 'object' ? threshold : null;
  const crossed = calibration === 'sigmoid' || rule?.rule === 'maxF1';
  if (validation.testSize > 0) {
    imports.push('from sklearn.metrics import roc_auc_score', 'from sklearn.model_selection import train_test_split');
    const settings = `test_size=${share(validation.testSize)}, stratify=labels, random_state=${validation.seed}`;
    lines.push(
      '',
      '# How good it is, on comments set aside:',
      `train, test, train_labels, test_labels = train_test_split(texts, labels, ${settings})`,
      `measured = clone(model).fit(train, train_labels${used.fit.replace('labels)', 'train_labels)')})`,
      `print(roc_auc_score(test_labels, measured.${bayes ? 'predict_proba(test)[:, 1]' : 'decision_function(test)'}))`,
    );
    if (!used.imports.some((line) => line.includes('clone'))) imports.push('from sklearn.base import clone');
  }
  if (crossed) {
    const settings = `cv=${validation.folds}, method="${bayes ? 'predict_log_proba' : 'decision_function'}"`;
    imports.push('from sklearn.model_selection import cross_val_predict');
    lines.push('', `out_of_fold = cross_val_predict(model, texts, labels, ${settings})`);
    if (bayes) lines.push('out_of_fold = out_of_fold[:, 1] - out_of_fold[:, 0]');
    if (calibration === 'sigmoid') {
      imports.push('from sklearn.calibration import _SigmoidCalibration');
      lines.push(
        '# Percentages: a sigmoid fitted on scores of comments left out.',
        'probability = _SigmoidCalibration().fit(out_of_fold, labels).predict(scores)',
      );
    }
    if (rule?.rule === 'maxF1') {
      imports.push('from sklearn.metrics import precision_recall_curve');
      lines.push(
        '# The threshold with the best F1 on comments left out.',
        'precision, recall, thresholds = precision_recall_curve(labels, out_of_fold)',
        'threshold = thresholds[(precision * recall / (precision + recall + 1e-12))[:-1].argmax()]',
      );
    }
  }
  const ordered = [...new Set(imports)].sort((a, b) => Number(b.startsWith('import')) - Number(a.startsWith('import')));
  return {
    code: `${ordered.join('\n')}\n\n${used.before === '' ? '' : `\n${used.before}\n`}${lines.join('\n')}\n`,
    differences: differencesOf(spec),
  };
}

const VECTORIZERS = {
  tfidf: 'TfidfVectorizer',
  count: 'CountVectorizer',
  hashing: 'HashingVectorizer',
  surface: '',
} as const;
