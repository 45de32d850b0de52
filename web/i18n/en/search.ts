import { formats } from '#shared/messages/format';
import { choiceNames } from '../estimatorNames';

const { count, number, percent } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };
const TRIALS = { one: 'trial', other: 'trials' };
const THREADS = { one: 'thread', other: 'threads' };

/** The search for settings and the learning curve, on the Train page. */
export const search = {
  title: 'Search for better settings',
  intro: 'Settings are compared by cross-validation, starting from those of the form above.',
  judgedBy: 'Judge trials by the label',
  method: 'How to search',
  methods: { grid: 'every combination', random: 'random combinations', halving: 'successive halving' },
  methodHelp: {
    grid: 'Every combination of the values below.',
    random: 'Values are drawn between the lowest and the highest of each setting, or among the choices.',
    halving: 'All combinations on a part of the comments, the best third of them on three times as many, and so on.',
  },
  axes: 'What to vary',
  axis: {
    'text.normalize': 'Spelling',
    'text.tokens': 'Word forms',
    features: 'What it looks at',
    'features.0.minDf': 'Ignore terms in fewer comments than',
    'estimator.kind': 'Kind of model',
    'estimator.classWeight': 'Weight of the rarer class',
    'estimator.alpha': 'Smoothing (alpha)',
    'estimator.beta': 'Share of naive Bayes (beta)',
    'estimator.c': 'Freedom to fit (C)',
  } as Readonly<Record<string, string>>,
  choices: {
    'text.normalize': { none: 'as written', standard: 'tidied up', deobfuscate: 'disguises undone' },
    'text.tokens': { plain: 'as written', stem: 'stems', lemma: 'dictionary forms' },
    features: {
      words: 'words',
      pairs: 'words and pairs',
      characters: 'characters',
      all: 'words, pairs and characters',
    },
    'estimator.kind': choiceNames('en'),
    'estimator.classWeight': { none: 'the same', balanced: 'balanced' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  values: 'Values, separated by spaces',
  valuesOf: (setting: string) => `${setting}: values`,
  count: 'Combinations to try',
  folds: 'Rounds of cross-checking',
  seed: 'Seed',
  metric: 'Compare by',
  metrics: { rocAuc: 'ROC AUC', averagePrecision: 'average precision', f1: 'F1 at the threshold' },
  metricHelp: {
    rocAuc: 'How often a toxic comment scores higher than another one.',
    averagePrecision: 'Precision on the way down from the highest score: for rare classes.',
    f1: 'Catches and false alarms, with the threshold that the settings choose. Slower.',
  },
  plan: (candidates: number, folds: number) =>
    `${number(candidates)} × ${number(folds)} = ${number(candidates * folds)} fits, in the background; one core is left for the page.`,
  planThere: (candidates: number, folds: number) =>
    `${number(candidates)} × ${number(folds)} = ${number(candidates * folds)} fits.`,
  planHalving: (candidates: number, rounds: number) =>
    `${number(candidates)} combinations in ${number(rounds)} ${rounds === 1 ? 'round' : 'rounds'}; the last is on all comments.`,
  problems: {
    numbers: 'Numbers separated by spaces are needed here.',
    choices: 'Choose at least one.',
    value: 'One of these values cannot be used.',
    whole: 'A whole number is needed here, 1 or more (rounds: 2 or more).',
    folds: (limit: number) => `The rarer class has ${number(limit)} comments: at most so many rounds.`,
    tooMany: (found: number, limit: number) =>
      `${number(found)} combinations: at most ${number(limit)}. Take values away.`,
    nothing: 'Choose at least one setting to vary.',
  },
  start: 'Search',
  goOn: 'Continue the search',
  startAnew: 'Search anew',
  stop: 'Stop, and keep the best',
  clear: 'Clear',
  changed: 'The comments have changed since, so the search can only begin anew.',
  busy: 'Comparing settings',
  counting: 'Reading comments and counting terms',
  progress: (trials: number, of: number, threads: number) =>
    `${number(trials)} of ${count(of, TRIALS)} done, on ${count(threads, THREADS)}.`,
  failed: 'The search ended early',
  noTrial: 'No combination could be fitted.',
  best: (metric: string, mean: string, sd: string) => `Best so far: ${metric} ${mean} ± ${sd} between the rounds.`,
  begun: (metric: string, mean: string, done: number, folds: number) =>
    `First trial: ${metric} ${mean} after ${number(done)} of ${number(folds)} rounds.`,
  bestDone: (metric: string, mean: string, sd: string) => `The best: ${metric} ${mean} ± ${sd} between the rounds.`,
  close: (others: number) =>
    others === 0
      ? 'No other comes within one standard deviation of it.'
      : `${number(others)} ${others === 1 ? 'other comes' : 'others come'} within one standard deviation of it: too close to call.`,
  use: 'Use these settings',
  used: 'The form has these settings now. Press Train to make the model.',
  trials: 'Trials, the best first',
  rank: 'Place',
  mean: 'Mean',
  sd: '±',
  share: 'Comments',
  remark: 'Note',
  shareOf: (share: number) => percent(share),
  notConverged: 'stopped early',
  chart: (metric: string, setting: string) => `${metric} of each trial against ${setting}`,
  against: 'Show the score against',
  asTable: 'As a table',
  showAll: (total: number) => `Show all ${number(total)} trials`,
  curve: {
    title: 'Would more comments help?',
    intro: 'The settings of the form, learnt from an eighth, a quarter, half and all of the comments.',
    start: 'Measure',
    busy: 'Learning from parts of the comments',
    rows: 'Comments learnt from',
    train: 'On what it learnt from',
    validation: 'On comments it had not seen',
    chart: 'Score against the number of comments learnt from',
    verdict: {
      moreData: (last: string, next: string) =>
        `More comments would help: the last doubling brought ${last}, and the next may bring about ${next}.`,
      flat: () => 'More comments of this kind would hardly help: the curve is flat. Try other features or settings.',
      overfits: () =>
        'More comments would hardly help, and it knows what it has learnt far better than the rest: a lower C may help.',
      unclear: (last: string) =>
        `It cannot be told: the last doubling brought ${last}, which is less than the rounds differ by.`,
      unknown: () => 'It cannot be told: too few of the parts could be learnt from.',
    },
    failedPoints: 'Some parts were too small to learn from.',
  },
  comments: (rows: number) => count(rows, COMMENTS),
};
