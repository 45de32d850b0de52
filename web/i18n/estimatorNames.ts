import type { EstimatorKind } from '#shared/spec/estimators';

/** What an estimator is called. */
interface EstimatorName {
  /** On a model, next to its features. */
  readonly model: string;
  /** In the list to choose from; without it, as on a model. */
  readonly choice?: string;
}

type EstimatorNames = Readonly<Record<EstimatorKind, EstimatorName>>;

const en: EstimatorNames = {
  logisticRegression: { model: 'Logistic regression' },
  linearSvc: { model: 'Linear support vector machine' },
  multinomialNb: { model: 'Naive Bayes' },
  complementNb: { model: 'Complement naive Bayes' },
  nbLogisticRegression: { model: 'NB-weighted logistic regression' },
  nbLinearSvc: { model: 'NB-weighted support vector machine' },
  surfaceLogisticRegression: {
    model: 'Logistic regression',
    choice: 'Logistic regression on capitals, marks and lengths (baseline)',
  },
};

const ru: EstimatorNames = {
  logisticRegression: { model: 'Логистическая регрессия' },
  linearSvc: { model: 'Линейный метод опорных векторов' },
  multinomialNb: { model: 'Наивный Байес' },
  complementNb: { model: 'Дополняющий наивный Байес' },
  nbLogisticRegression: { model: 'Логистическая регрессия с весами Байеса' },
  nbLinearSvc: { model: 'Метод опорных векторов с весами Байеса' },
  surfaceLogisticRegression: {
    model: 'Логистическая регрессия',
    choice: 'Логистическая регрессия по заглавным, знакам и длине (для сравнения)',
  },
};

const names = { en, ru };

/** The names of estimators on models. */
export function modelNames(language: keyof typeof names): Record<EstimatorKind, string> {
  return namesBy(language, ({ model }) => model);
}

/** The names of estimators in the list to choose from. */
export function choiceNames(language: keyof typeof names): Record<EstimatorKind, string> {
  return namesBy(language, ({ model, choice }) => choice ?? model);
}

function namesBy(language: keyof typeof names, name: (entry: EstimatorName) => string): Record<EstimatorKind, string> {
  const entries = Object.entries(names[language]).map(([kind, entry]) => [kind, name(entry)]);
  return Object.fromEntries(entries) as Record<EstimatorKind, string>;
}
