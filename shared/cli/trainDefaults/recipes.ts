import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { Language } from './sources';

/** One of the models that come with the app. */
export interface Recipe {
  readonly name: string;
  readonly language: Language;
  readonly recommended: boolean;
  /** How many of the language's labels it learns. */
  readonly labels: number;
  readonly spec: PipelineSpec;
}

type Block = NonNullable<PipelineSpecInput['features']>[number];
type Estimator = NonNullable<PipelineSpecInput['estimator']>;

/**
 * Terms of fewer than four comments are left out: they carry little information, and a rare pair of words might be a
 * name.
 */
const RARE = 4;

/** Accents are disguise in English more often than spelling, and in Russian many people leave out the dots of ё. */
const PLAIN = { stripAccents: 'unicode', sublinearTf: true } as const;

/** Words and pairs of words; nothing longer, so that no model contains a sentence. */
export const WORDS: Block = { ...PLAIN, ngramRange: [1, 2], minDf: RARE };

/** Character n-grams within words. */
export const characters = (min: number, max: number, minDf = RARE): Block => ({
  ...PLAIN,
  analyzer: 'char_wb',
  ngramRange: [min, max],
  minDf,
});

/** Words help in English and hurt in Russian, whose words have too many forms for each to be frequent. */
export const FEATURES: Readonly<Record<Language, Block[]>> = {
  en: [WORDS, characters(2, 5)],
  ru: [characters(1, 5)],
};

/** With 75,000 English rows three folds are as informative as five with 12,000 Russian ones, in half the time. */
const FOLDS: Readonly<Record<Language, number>> = { en: 3, ru: 5 };

/**
 * The forums that Russian is learnt from are ruder than most places, and a threshold that is best there (a probability
 * of about .45) flags too much elsewhere: under the news of another site, two of five that it flags are harmless, and
 * at .7 three of ten, and few of the short sentences that people write every day.
 */
const THRESHOLDS: Readonly<Record<Language, PipelineSpecInput['threshold']>> = {
  en: { rule: 'maxF1', standardErrors: 1 },
  ru: 0.7,
};

/**
 * What all have in common.
 * @param maxTerms as many as load within 100 ms: 150,000 of six labels took 130 ms when warm, 78,000 of one label 30
 *   ms.
 */
function recipe(
  language: Language,
  kind: string,
  estimator: Estimator,
  maxTerms: number,
  own: { readonly labels?: number } = {},
): Recipe {
  return {
    name: kind === '' ? language : `${language}-${kind}`,
    language,
    recommended: kind === '',
    labels: own.labels ?? 1,
    spec: parsePipelineSpec({
      text: { normalize: 'deobfuscate' },
      features: FEATURES[language],
      estimator,
      calibration: 'beta',
      threshold: THRESHOLDS[language],
      validation: { testSize: 0.2, folds: FOLDS[language] },
      compact: { maxTerms, int8: true },
    }),
  };
}

/** In the order of the index. */
export const RECIPES: readonly Recipe[] = [
  recipe('en', '', { kind: 'nbLinearSvc', c: 0.1, alpha: 0.1, beta: 0.5 }, 80_000, { labels: 6 }),
  recipe('ru', '', { kind: 'nbLinearSvc', c: 0.25, alpha: 0.03, beta: 0.75 }, 60_000),
  recipe('en', 'logistic', { kind: 'logisticRegression', c: 2 }, 60_000),
  recipe('en', 'svc', { kind: 'linearSvc', c: 0.1 }, 60_000),
  recipe('en', 'naive-bayes', { kind: 'multinomialNb', alpha: 0.1 }, 60_000),
  recipe('ru', 'logistic', { kind: 'logisticRegression', c: 5 }, 60_000),
  recipe('ru', 'svc', { kind: 'linearSvc', c: 0.3 }, 60_000),
  recipe('ru', 'naive-bayes', { kind: 'multinomialNb', alpha: 0.1 }, 60_000),
];
