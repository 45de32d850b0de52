import { sigmoid } from '#shared/base/elementary';
import { betaLogit, fitBeta } from '#shared/ml/calibration/betaCalibration';
import { averagePrecision } from '#shared/ml/metrics/averagePrecision';
import { ece } from '#shared/ml/metrics/ece';
import { rocAuc } from '#shared/ml/metrics/rocAuc';
import { judgedRows, type LabelledText } from '#shared/ml/training/labelledText';
import { outOfFold } from '#shared/ml/validation/outOfFold';
import { pickThreshold } from '#shared/ml/validation/threshold';
import { countCorpora } from '#shared/ml/vectorizer/count/countCorpus';
import { runSteps } from '#shared/runtime/steps';
import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { labelledTextOf, readCorpus } from './corpus';
import { characters, FEATURES, WORDS } from './recipes';
import { insults, type Language, namesOfGroups, rewrites, SOURCES, type Source, spans, tweets } from './sources';

/** An alternative for a language, compared by cross-validation with all else equal. */
interface Trial {
  readonly what: string;
  /** In addition to the language's own. */
  readonly more?: readonly Source[];
  readonly sources?: readonly Source[];
  readonly spec: PipelineSpecInput;
}

type Settings = Omit<PipelineSpecInput, 'estimator'>;

const deobfuscate: Settings = { text: { normalize: 'deobfuscate' } };

const BEST = {
  en: { kind: 'nbLinearSvc', c: 0.1, alpha: 0.1, beta: 0.5 },
  ru: { kind: 'nbLinearSvc', c: 0.25, alpha: 0.03, beta: 0.75 },
} as const;

const trial = (language: Language, what: string, own: Partial<Trial> = {}): Trial => ({
  what,
  ...own,
  spec: { ...deobfuscate, features: FEATURES[language], estimator: BEST[language], ...own.spec },
});

const TRIALS: Readonly<Record<Language, readonly Trial[]>> = {
  en: [
    trial('en', 'as recommended'),
    trial('en', 'without sentences naming groups', { sources: SOURCES.en.slice(0, 1) }),
    trial('en', 'with Impermium, weight 0.5', { more: [insults(0.5)] }),
    trial('en', 'with Davidson, weight 0.3', { more: [tweets(0.3)] }),
    trial('en', 'with toxic spans, weight 0.3', { more: [spans(0.3)] }),
    trial('en', 'text as written', { spec: { text: { normalize: 'none' } } }),
    trial('en', 'words alone', { spec: { features: [WORDS] } }),
    trial('en', 'letters alone', { spec: { features: [characters(2, 5)] } }),
    trial('en', 'letters to 6', { spec: { features: [WORDS, characters(2, 6)] } }),
    trial('en', 'c 0.05', { spec: { estimator: { ...BEST.en, c: 0.05 } } }),
    trial('en', 'c 0.2', { spec: { estimator: { ...BEST.en, c: 0.2 } } }),
    trial('en', 'beta 0.75', { spec: { estimator: { ...BEST.en, beta: 0.75 } } }),
    trial('en', 'linear SVC, c 0.1', { spec: { estimator: { kind: 'linearSvc', c: 0.1 } } }),
    trial('en', 'logistic regression, c 2', { spec: { estimator: { kind: 'logisticRegression', c: 2 } } }),
    trial('en', 'multinomial naive Bayes, alpha 0.1', { spec: { estimator: { kind: 'multinomialNb', alpha: 0.1 } } }),
  ],
  ru: [
    trial('ru', 'as recommended'),
    trial('ru', 'without sentences naming groups', { sources: SOURCES.ru.slice(0, 1) }),
    trial('ru', 'sentences naming groups, weight 1', { sources: [SOURCES.ru[0], namesOfGroups('ru', 1)] }),
    trial('ru', 'with RUSSE rewrites, weight 0.1', { more: [rewrites(0.1)] }),
    trial('ru', 'text as written', { spec: { text: { normalize: 'none' } } }),
    trial('ru', 'with words', { spec: { features: [WORDS, characters(1, 5)] } }),
    trial('ru', 'with stems', {
      spec: { text: { normalize: 'deobfuscate', tokens: 'stem', language: 'ru' }, features: [WORDS, characters(1, 5)] },
    }),
    trial('ru', 'letters 2 to 5', { spec: { features: [characters(2, 5)] } }),
    trial('ru', 'letters to 6', { spec: { features: [characters(1, 6)] } }),
    trial('ru', 'terms of 2 comments', { spec: { features: [characters(1, 5, 2)] } }),
    trial('ru', 'c 0.12', { spec: { estimator: { ...BEST.ru, c: 0.12 } } }),
    trial('ru', 'c 0.5', { spec: { estimator: { ...BEST.ru, c: 0.5 } } }),
    trial('ru', 'beta 0.5', { spec: { estimator: { ...BEST.ru, beta: 0.5 } } }),
    trial('ru', 'NB-weighted logistic regression, c 6', {
      spec: { estimator: { kind: 'nbLogisticRegression', c: 6, alpha: 0.03, beta: 0.75 } },
    }),
    trial('ru', 'linear SVC, c 0.3', { spec: { estimator: { kind: 'linearSvc', c: 0.3 } } }),
    trial('ru', 'logistic regression, c 5', { spec: { estimator: { kind: 'logisticRegression', c: 5 } } }),
    trial('ru', 'multinomial naive Bayes, alpha 0.03', { spec: { estimator: { kind: 'multinomialNb', alpha: 0.03 } } }),
  ],
};

const FOLDS = 3;

/**
 * Cross-validates every trial on the first label, with related rows in one fold, and prints a table in Markdown. Figures are
 * of the rows to measure on, after beta calibration on all of their out-of-fold scores.
 */
export async function printTrials(folder: string, languages: readonly Language[]): Promise<void> {
  console.log(
    '| tried | ROC AUC | average precision | best F1 | calibration error | fits, s |\n|---|---|---|---|---|---|',
  );
  for (const language of languages) {
    for (const { what, more = [], sources = SOURCES[language], spec } of TRIALS[language]) {
      const all = [...sources, ...more];
      const data = labelledTextOf(await readCorpus(all, folder), all, ['toxic'], { licence: '', note: '' });
      const figures = await crossValidate(data, parsePipelineSpec({ ...spec, validation: { folds: FOLDS } }));
      console.log(`| ${language}: ${what} | ${figures.join(' | ')} |`);
    }
  }
}

async function crossValidate(data: LabelledText, spec: PipelineSpec): Promise<string[]> {
  const { corpora } = await runSteps(countCorpora(data, spec, false));
  const began = performance.now();
  const rows = Uint32Array.from({ length: data.rows }, (_, row) => row);
  const held = await runSteps(outOfFold(corpora, data.labels, spec, rows, data.groups ?? null));
  const seconds = (performance.now() - began) / 1000;
  const [label] = data.labels;
  const judged = judgedRows(label, rows);
  const truth = Uint8Array.from(judged, (row) => label.values[row]);
  const scores = Float64Array.from(judged, (row) => held.scores[0][row]);
  const calibration = await runSteps(fitBeta(truth, scores));
  const probabilities = scores.map((score) => sigmoid(betaLogit(calibration, score)));
  return [
    rocAuc(truth, scores).toFixed(4),
    averagePrecision(truth, scores).toFixed(4),
    pickThreshold(truth, scores, { rule: 'maxF1' }).f1.toFixed(4),
    ece(truth, probabilities).toFixed(4),
    seconds.toFixed(0),
  ];
}
