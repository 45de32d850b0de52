import { type PipelineSpec, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';

/** What of the data decides which settings are recommended. */
export interface DataFacts {
  /** Of most comments; null for any other language, or while it is not known. */
  readonly language: ModelLanguage | null;
  /** Comments of the rarer class, of the label that has the fewest. */
  readonly smallestClass: number;
}

/** Default share of the comments set aside in the form. The schema's own default, none, is the runner's. */
export const APP_TEST_SIZE = 0.2;

/**
 * With fewer comments of a class there are too few for cross-checks: calibration and a threshold rule would fail or
 * mean nothing.
 */
const CROSS_CHECKED_FROM = 25;

const WORDS = { ngramRange: [1, 2], sublinearTf: true, minDf: 2 } as const;
const characters = (min: number) =>
  ({ analyzer: 'char_wb', ngramRange: [min, 5], sublinearTf: true, minDf: 2 }) as const;

/**
 * The settings that did best, by language, of those measured on comments held out (the table is in ARCHITECTURE.md,
 * "The recommended settings"): characters alone for Russian, whose words have many forms; words, pairs and characters
 * otherwise. An NB-weighted support vector machine, calibrated, with the threshold of the best F1.
 */
export function recommendedSpec({ language, smallestClass }: DataFacts): PipelineSpec {
  const validation = { testSize: APP_TEST_SIZE };
  const text = { normalize: 'deobfuscate' } as const;
  const features = language === 'ru' ? [characters(1)] : [WORDS, characters(2)];
  const weighing = { alpha: 0.1, beta: 0.75 };
  if (smallestClass < CROSS_CHECKED_FROM) {
    const estimator = { kind: 'nbLogisticRegression', c: 1, classWeight: 'balanced', ...weighing } as const;
    return parsePipelineSpec({ validation, text, features, estimator });
  }
  return parsePipelineSpec({
    validation,
    text,
    features,
    estimator: { kind: 'nbLinearSvc', c: 0.25, ...weighing },
    calibration: 'sigmoid',
    threshold: { rule: 'maxF1' },
  });
}
