import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import { modelNames } from '../estimatorNames';

const { bytes, count, elapsed, list, number, percent } = formats.en;
const ROWS = { one: 'row', other: 'rows' };
const COMMENTS = { one: 'comment', other: 'comments' };

/** The Models page. */
export const models = {
  title: 'Which models are here?',
  found: (n: number) => (n === 1 ? 'One model is here' : `${number(n)} models are here`),
  intro: 'A model is one file. Keep it, share it, import it again: it is the same model everywhere.',
  defaultName: (language: 'en' | 'ru', kind: string | null) => {
    const name = language === 'en' ? 'English' : 'Russian';
    return kind === null ? name : `${name}, ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  },
  labelNames: {
    toxic: 'toxic',
    severe_toxic: 'severely toxic',
    obscene: 'obscene',
    threat: 'a threat',
    insult: 'an insult',
    identity_hate: 'hate of a group',
  },
  import: 'Import a model…',
  importing: (name: string) => `Checking “${isolated(name)}”…`,
  imported: (name: string) => `“${isolated(name)}” is here now.`,
  isDefault: (name: string) => `This is “${isolated(name)}”, which comes with Moderato, so nothing was added.`,
  own: 'Your models',
  noneOwn:
    'None yet. Train one on your own comments, or import a file that somebody gave you: .moderato, a zip of several, or JSON from scikit-learn.',
  shipped: {
    title: 'Models that come with Moderato',
    help: 'They cannot be changed or removed. Where a model is not recommended, it is here to compare with.',
    badge: 'Default',
    recommended: 'recommended',
    flags: (precision: number, recall: number) =>
      `Of 100 comments it flags, ${number(100 * precision, 0)} are toxic; of 100 toxic ones it finds ${number(100 * recall, 0)}.`,
    here: 'on this device',
    notYet: (size: number) => `${bytes(size)} to fetch, the first time it is used`,
  },
  memory: {
    ready: (milliseconds: number) => `in memory, loaded in ${elapsed(milliseconds)}`,
    not: 'not in memory',
    load: 'Load',
    unload: 'Unload',
    failed: 'The model could not be loaded',
  },
  removeAll: 'Remove all but the defaults',
  removedAll: (n: number) => `${count(n, { one: 'model is', other: 'models are' })} removed.`,
  existed: (name: string) => `“${isolated(name)}” was here already; nothing was changed.`,
  importFailed: (name: string) => `“${isolated(name)}” was not imported`,
  listFailed: 'The models cannot be shown',
  train: 'Train a model',
  score: 'Score comments',
  export: 'Save as file',
  exportFailed: 'The file could not be saved',
  renameTitle: 'Rename the model',
  name: 'Name',
  nameEmpty: 'A model needs a name to be found by.',
  removed: (name: string) => `“${isolated(name)}” is removed.`,
  trainedOn: (rows: number, dataset: string | null) =>
    dataset === null ? `trained on ${count(rows, ROWS)}` : `trained on ${count(rows, ROWS)} of “${isolated(dataset)}”`,
  fromFile: 'imported',
  size: (size: number) => bytes(size),
  kinds: modelNames('en'),
  analyzers: {
    word: (min: number, max: number) => {
      if (max === 1) return 'words';
      if (min > 1)
        return min === max
          ? `sequences of ${number(min)} words`
          : `sequences of ${number(min)} to ${number(max)} words`;
      return max === 2 ? 'words and word pairs' : `words and sequences of up to ${number(max)} words`;
    },
    char: (min: number, max: number) =>
      min === max
        ? `sequences of ${number(min)} characters`
        : `sequences of ${number(min)} to ${number(max)} characters`,
    char_wb: (min: number, max: number) =>
      min === max
        ? `parts of words (${number(min)} characters)`
        : `parts of words (${number(min)} to ${number(max)} characters)`,
  },
  surface: 'how it is written: capitals, marks, lengths, parts of speech',
  on: (kind: string, features: readonly string[]) => `${kind} on ${features.join(' plus ')}`,
  quality: (precision: number, recall: number) =>
    `Of the comments it flags, ${percent(precision)} are toxic; of the toxic ones it finds ${percent(recall)}.`,
  qualityNothing: (recall: number) =>
    `On the rows held out it flagged nothing right: of the toxic comments it finds ${percent(recall)}.`,
  heldOut: (rows: number) => `Measured on ${count(rows, ROWS)} it had not seen.`,
  notMeasured: 'Not measured: no rows were held out.',
  warnings: {
    'not-converged': 'Training stopped before it settled. More iterations may improve this model.',
    'tiny-class': 'One class had very few rows. Expect mistakes on it.',
    'tiny-hold-out': 'Few rows were held out, so the figures are rough.',
    'threshold-not-attained': 'No threshold reaches what the rule asked for; this one comes nearest.',
    'calibration-reversed': 'On rows it had not seen, its scores ranked no better than chance. Do not rely on it.',
  },
  list: {
    filter: 'Find a model',
    filterHelp: 'By name, kind, label, data or notes',
    order: 'Order',
    orders: { newest: 'Newest first', name: 'By name', quality: 'Best figure first', size: 'Largest first' },
    none: 'No model matches. Clear the field to see all.',
    select: (name: string) => `Select “${isolated(name)}”`,
    selected: (n: number) => `${count(n, { one: 'model', other: 'models' })} selected`,
    selectAll: 'Select all',
    clear: 'Clear the selection',
    load: 'Load',
    unload: 'Unload',
    remove: 'Remove',
    zip: 'Save as a zip',
    zipName: 'moderato-models',
    more: 'More',
    sklearn: 'Save for scikit-learn (JSON)',
    script: 'Save as JavaScript',
    duplicate: 'Use its settings in Train',
    duplicated: (name: string) => `The form has the settings of “${isolated(name)}” now.`,
    leftOut: {
      probabilities:
        'Saved without probabilities: scikit-learn has no beta calibration. Scores and labels are the same.',
      knownWords: 'Saved without the words it has read: there it never says that it cannot tell.',
    },
    importedSeveral: (added: number, known: number) =>
      `${count(added, { one: 'model was', other: 'models were' })} added${known === 0 ? '' : `, ${number(known)} were here already`}.`,
    figure: (f1: number) => `F1 ${number(f1, 2)}`,
    figureHelp: 'F1 on comments it had not seen: 1 is perfect',
    about: (bytesHeld: number) => `about ${bytes(bytesHeld)}`,
    unknownRows: 'training data not known',
    notes: 'Notes',
    notesHelp: 'For yourself: what it is for, what you tried. Kept on this device, not in the file.',
    notesKept: 'Kept on this device, not in the file.',
    mine: 'Yours',
    shipped: 'Come with Moderato',
    confirmAll: {
      title: 'Remove all of your models?',
      text: (n: number) =>
        `${count(n, { one: 'model leaves', other: 'models leave' })} the list. For seven days each can be restored; after that it is deleted for good. Models that come with Moderato stay.`,
      action: 'Remove them',
    },
    aspects: {
      features: (features: readonly string[]) => features.join(' plus '),
      kind: (kind: string) => `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`,
      normalize: 'disguises undone',
      tokens: { stem: 'stems', lemma: 'dictionary forms' },
      balanced: 'balanced',
      calibrated: 'calibrated',
      stopWords: 'without common words',
      rows: (n: number) => count(n, COMMENTS),
      seed: (seed: number) => `seed ${seed}`,
    },
  },
  details: {
    quality: 'Quality',
    byLabel: 'Every label, by its name',
    labelColumn: 'Label',
    heldOutPositives: 'Toxic held out',
    ofLabels: (warning: string, labels: readonly string[]) =>
      `${list(labels.map((name) => `“${isolated(name)}”`))}: ${warning}`,
    flags: (n: number, all: number) => `Of ${count(all, COMMENTS)} held out it flagged ${number(n)}:`,
    tp: (n: number) => `${number(n)} toxic and flagged`,
    fp: (n: number) => `${number(n)} flagged by mistake`,
    fn: (n: number) => `${number(n)} toxic and missed`,
    tn: (n: number) => `${number(n)} rightly not flagged`,
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    accuracy: 'Accuracy',
    balancedAccuracy: 'Balanced accuracy',
    mcc: 'MCC (−1 to 1)',
    rocAuc: 'ROC AUC',
    interval: (lower: number, upper: number) => `(95% interval ${number(lower, 3)} to ${number(upper, 3)})`,
    averagePrecision: 'Average precision',
    logLoss: 'Log loss (lower is better)',
    brier: 'Brier score (lower is better)',
    ece: 'Calibration error (ECE)',
    undefinedMetric: 'undefined here',
    recipe: 'Recipe',
    estimator: 'Estimator',
    strength: 'C',
    tol: 'tol',
    maxIter: 'maxIter',
    alpha: 'alpha',
    classWeight: 'Class weight',
    features: 'Features',
    block: (kind: string, looksAt: string) => `${kind} · ${looksAt}`,
    terms: (n: number) => count(n, { one: 'term', other: 'terms' }),
    columns: (n: number) => count(n, { one: 'column', other: 'columns' }),
    compact: 'Made small',
    compacted: (kept: number, all: number) => `${number(kept)} of ${number(all)} terms kept`,
    cost: (before: number, after: number) => `ROC AUC ${number(before, 4)} before, ${number(after, 4)} after`,
    threshold: 'Threshold',
    thresholds: {
      standard: (at: string) => `${at}, the usual one`,
      given: (at: string) => `${at}, as set in the settings`,
      own: (at: string) => `${at}, chosen here`,
      maxF1: (standardErrors: number | undefined): string =>
        standardErrors === undefined ? 'the best F1' : 'the fewest flags at nearly the best F1',
      minPrecision: (share: number) => `a precision of at least ${exact(share)}`,
      minRecall: (share: number) => `a recall of at least ${exact(share)}`,
      attained: (at: string, asked: string) => `${at}, picked for ${asked}.`,
      missed: (at: string, asked: string) => `${at}. No threshold has ${asked}; this one came nearest.`,
      spread: (lowest: string, highest: string) => `Picked on single folds, it is between ${lowest} and ${highest}.`,
      steady: 'Every fold picks the same.',
    },
    calibration: 'Calibration',
    calibrations: {
      none: 'none: percentages as they are',
      margin: 'none: scores, not percentages',
      sigmoid: 'Platt: percentages fitted on rows it had not seen',
      beta: 'beta: percentages fitted on rows it had not seen, separately for high and low scores',
    },
    prevalence: 'Prevalence',
    weighedTo: (share: number) => `weighted as if ${exact(share)} of comments were toxic`,
    weighedFigures: (share: number) =>
      `The figures below are weighted as if ${exact(share)} of comments were toxic; the counts above are not.`,
    heaviest: {
      title: 'Largest weights',
      help: 'The larger the number, the further a term moves the score.',
      helpSurface: 'How far one unit moves the score. Shares go from 0 to 1, counts by their logarithms.',
      toxic: 'Towards toxic',
      other: 'Towards other',
      term: 'Term',
      weight: 'Weight',
      letters: 'characters',
      nothing: 'No term counts towards this side.',
      noNames: 'This model hashes its terms, so they have no names.',
      someNoNames: 'Part of this model hashes its terms: those have no names and are not listed.',
      failed: 'The terms could not be read',
    },
    limits: {
      title: 'What it is for, and where it stops',
      learnt: (rows: number, dataset: string | null) =>
        `It learnt from ${count(rows, COMMENTS)}${dataset === null ? '' : ` of “${isolated(dataset)}”`}. Expect the same of comments like those, and less of others: another site, another subject, another time.`,
      unknown: 'What it learnt from is not known here. Measure it on comments of your own before you rely on it.',
      few: 'That is few. Single words decide more than they should.',
      notMeasured: 'No comments were held out, so how good it is on new ones is not known.',
      alone:
        'It weighs words and pieces of words, not meaning: irony, quotations and names of groups mislead it. Let a person decide about people.',
    },
    share: (n: number, part: number) => `${number(n)} (${percent(part, 1)})`,
    heldOutShare: 'Held out',
    seed: 'Seed',
    rows: 'Rows',
    positives: 'Toxic',
    identity: 'Identity',
    id: 'Id',
    idHelp: 'The same data, settings and seed lead to the same id on any machine.',
    data: 'Fingerprint of the data',
    licence: 'Licence of the data',
    note: 'Note',
    created: 'Here since',
    size: 'Size',
    json: 'All settings as JSON',
    copyId: 'Copy the id',
  },
};

/** A share with the decimal that it needs: "90%", "99.5%". */
function exact(share: number): string {
  return percent(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);
}
