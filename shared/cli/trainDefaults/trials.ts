import { CodedError } from '#shared/base/errors';
import { BEHAVIOUR_FUNCTIONS } from '#shared/ml/audit/behaviour/functions';
import { BEHAVIOUR_CASES, functionNames } from '#shared/ml/audit/behaviour/runBehaviour';
import { confusion, f1 } from '#shared/ml/metrics/confusion';
import { rocAuc } from '#shared/ml/metrics/rocAuc';
import { fitCounted } from '#shared/ml/pipeline/pipeline';
import { scoreColumn } from '#shared/ml/scoring/scoreColumn';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { pickThreshold } from '#shared/ml/validation/threshold';
import { countCorpora } from '#shared/ml/vectorizer/count/countCorpus';
import { runSteps, runStepsSync } from '#shared/runtime/steps';
import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { readLabelled } from '../readLabelled';
import { labelledTextOf, readCorpus } from './corpus';
import { PLACES } from './elsewhere';
import { characters, RECIPES, WORDS } from './recipes';
import { everyday, type Language, namesOfGroups, rewrites, SOURCES, type Source, shortSentences } from './sources';

/** An alternative for a language, compared on one hold-out with all else equal. */
interface Trial {
  readonly what: string;
  readonly sources?: readonly Source[];
  readonly spec?: PipelineSpecInput;
}

/** The settings of a language's recommended model. */
function recommendedSpec(language: Language): PipelineSpec {
  const found = RECIPES.find((recipe) => recipe.recommended && recipe.language === language);
  if (!found) throw new CodedError('argument-invalid', { argument: 'language', got: language, expected: 'en or ru' });
  return found.spec;
}

/** Russian sources with the weights of groups, everyday sentences (harmless, toxic), short sentences and rewrites. */
const russian = (groups: number, harmless: number, toxic: number, short: number, rewritten: number) => [
  SOURCES.ru[0],
  namesOfGroups('ru', groups),
  everyday('ru', harmless, toxic),
  shortSentences(short),
  rewrites(rewritten),
];

const RU = { kind: 'nbLinearSvc', c: 0.25, alpha: 0.03, beta: 0.75 } as const;
const EN = { kind: 'nbLinearSvc', c: 0.1, alpha: 0.1, beta: 0.5 } as const;

const TRIALS: Readonly<Record<Language, readonly Trial[]>> = {
  en: [
    { what: 'as recommended' },
    { what: 'talk pages and names of groups alone', sources: SOURCES.en.slice(0, 2) },
    { what: 'without everyday sentences', sources: SOURCES.en.filter((_, i) => i !== 2) },
    { what: 'without talk, insults, tweets and spans', sources: SOURCES.en.slice(0, 3) },
    { what: 'text as written', spec: { text: { normalize: 'none' } } },
    { what: 'words alone', spec: { features: [WORDS] } },
    { what: 'letters alone', spec: { features: [characters(2, 5)] } },
    { what: 'c 0.05', spec: { estimator: { ...EN, c: 0.05 } } },
    { what: 'c 0.2', spec: { estimator: { ...EN, c: 0.2 } } },
    { what: 'linear SVC, c 0.1', spec: { estimator: { kind: 'linearSvc', c: 0.1 } } },
    { what: 'logistic regression, c 2', spec: { estimator: { kind: 'logisticRegression', c: 2 } } },
    { what: 'multinomial naive Bayes, alpha 0.1', spec: { estimator: { kind: 'multinomialNb', alpha: 0.1 } } },
  ],
  ru: [
    { what: 'as recommended' },
    { what: 'forums and names of groups alone', sources: SOURCES.ru.slice(0, 2) },
    { what: 'without everyday sentences', sources: SOURCES.ru.filter((_, i) => i !== 2) },
    { what: 'without rewritten pairs', sources: SOURCES.ru.slice(0, 4) },
    { what: 'everyday 0.8, insults 0.8, short 0.02, pairs 0.15', sources: russian(0.3, 0.8, 0.8, 0.02, 0.15) },
    { what: 'everyday 0.8, insults 0.4', sources: russian(0.3, 0.8, 0.4, 0.02, 0.25) },
    { what: 'everyday 3, insults 0.4', sources: russian(0.3, 3, 0.4, 0.02, 0.25) },
    { what: 'pairs 0.15', sources: russian(0.3, 1.5, 0.4, 0.02, 0.15) },
    { what: 'pairs 0.45', sources: russian(0.3, 1.5, 0.4, 0.02, 0.45) },
    { what: 'short 0.2', sources: russian(0.3, 1.5, 0.4, 0.2, 0.25) },
    { what: 'names of groups 1', sources: russian(1, 1.5, 0.4, 0.02, 0.25) },
    { what: 'text as written', spec: { text: { normalize: 'none' } } },
    { what: 'every term', spec: { compact: { maxTerms: 1_000_000, int8: true } } },
    { what: 'with words', spec: { features: [{ ...WORDS, ngramRange: [1, 1] }, characters(1, 5)] } },
    { what: 'letters 2 to 5', spec: { features: [characters(2, 5)] } },
    { what: 'letters to 6', spec: { features: [characters(1, 6)] } },
    {
      what: 'not normed, c 0.001',
      spec: { features: [{ ...characters(1, 5), norm: 'none' }], estimator: { ...RU, c: 0.001 } },
    },
    { what: 'c 0.12', spec: { estimator: { ...RU, c: 0.12 } } },
    { what: 'c 0.5', spec: { estimator: { ...RU, c: 0.5 } } },
    { what: 'beta 0.5', spec: { estimator: { ...RU, beta: 0.5 } } },
    { what: 'beta 1', spec: { estimator: { ...RU, beta: 1 } } },
    { what: 'linear SVC, c 0.3', spec: { estimator: { kind: 'linearSvc', c: 0.3 } } },
    { what: 'logistic regression, c 5', spec: { estimator: { kind: 'logisticRegression', c: 5 } } },
    { what: 'multinomial naive Bayes, alpha 0.1', spec: { estimator: { kind: 'multinomialNb', alpha: 0.1 } } },
  ],
};

/**
 * Fits every trial on four fifths of its rows and prints a table in Markdown. At home: the rows held out of the first
 * source, that are judged. Elsewhere: the first place of the language. Everyday: the share of harmless sentences of the
 * behaviour tests that are flagged at the threshold which is best elsewhere. Two trials may hold out different rows,
 * since related rows stay together: differences in the third digit are of no account.
 */
export async function printTrials(folder: string, languages: readonly Language[]): Promise<void> {
  console.log(
    '| tried | ROC AUC at home | best F1 at home | ROC AUC elsewhere | best F1 elsewhere | F1 at home there | everyday flagged | s |\n|---|---|---|---|---|---|---|---|',
  );
  for (const language of languages) {
    for (const { what, sources = SOURCES[language], spec = {} } of TRIALS[language]) {
      const began = performance.now();
      const figures = await measured(language, sources, spec, folder);
      const seconds = (performance.now() - began) / 1000;
      console.log(`| ${language}: ${what} | ${figures.join(' | ')} | ${seconds.toFixed(0)} |`);
    }
  }
}

async function measured(
  language: Language,
  sources: readonly Source[],
  own: PipelineSpecInput,
  folder: string,
): Promise<string[]> {
  const { text, features, estimator, compact, validation } = recommendedSpec(language);
  const spec = parsePipelineSpec({
    text,
    features,
    estimator,
    compact,
    threshold: 0,
    validation: { testSize: validation.testSize, refit: false },
    ...own,
  });
  const corpus = await readCorpus(sources, folder);
  const data = labelledTextOf(corpus, sources, ['toxic'], { licence: '', note: '' });
  const { measured: fit } = await runSteps(fitCounted(await runSteps(countCorpora(data, spec, false)), data, spec));
  if (fit === null) throw new CodedError('shape-mismatch', { what: 'rows held out', got: 0, expected: 1 });
  const { scorer, heldOut } = fit;
  const held = [...heldOut].map((row) => corpus.rows[row]).filter(({ source, judged }) => source === 0 && judged);
  const home = {
    truth: Uint8Array.from(held, ({ labels: [label] }) => label),
    scores: Float64Array.from(held, (row) => scoreOf(scorer, row.text)),
  };
  const [place] = PLACES[language];
  const read = await readLabelled(`${folder}/${place.file}`, { text: place.text, labels: ['toxic'] });
  const away = {
    truth: read.labels[0].values,
    scores: Float64Array.from(read.chunks.flatMap((chunk) => [...runStepsSync(scoreColumn(scorer, chunk))])),
  };
  const best = pickThreshold(away.truth, away.scores, { rule: 'maxF1' });
  const cases = everydayCases(language);
  const flagged = cases.filter((one) => scoreOf(scorer, encoder.encode(one)) >= best.threshold).length;
  return [
    rocAuc(home.truth, home.scores).toFixed(4),
    pickThreshold(home.truth, home.scores, { rule: 'maxF1' }).f1.toFixed(3),
    rocAuc(away.truth, away.scores).toFixed(4),
    best.f1.toFixed(3),
    f1(confusion(home.truth, home.scores, best.threshold)).toFixed(3),
    `${((100 * flagged) / cases.length).toFixed(1)} %`,
  ];
}

const encoder = new TextEncoder();

function scoreOf({ scoreRow, model }: Scorer, text: Uint8Array): number {
  const scores = new Float64Array(model.linear.labels);
  scoreRow(text, 0, text.length, scores);
  return scores[0];
}

/** The harmless sentences that people write every day, of which a model may get no more than a share wrong. */
function everydayCases(language: Language): string[] {
  return functionNames()
    .filter((name) => BEHAVIOUR_FUNCTIONS[name].expected === 0 && BEHAVIOUR_FUNCTIONS[name].maxFailed !== null)
    .flatMap((name) => [...BEHAVIOUR_CASES[language][name]]);
}
