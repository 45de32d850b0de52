import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import { choiceNames } from '../estimatorNames';
import type { SpecWords } from '../specWords';

const { bytes, count, duration, elapsed, number, percent } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };
const TRAININGS = { one: 'earlier training', other: 'earlier trainings' };

/** Every setting of a pipeline, nested as the spec is. */
const fields: SpecWords = {
  text: {
    language: {
      label: 'Language of the words',
      options: { auto: 'by their letters', en: 'English', ru: 'Russian' },
    },
    normalize: {
      label: 'Spelling',
      help: 'Disguises are “s t u p i d”, “stup1d” and letters borrowed from other alphabets.',
      options: { none: 'as written', standard: 'tidied up', deobfuscate: 'tidied up, disguises undone' },
    },
    tokens: {
      label: 'Word forms',
      help: 'Stems cut endings off: “insulted” and “insults” become one. Dictionary forms know grammar; slower.',
      options: { plain: 'as written', stem: 'stems', lemma: 'dictionary forms' },
    },
    stopWords: {
      label: 'Common words',
      help: 'Often better kept: even “you” and “not” say something about tone.',
      options: {
        none: 'keep all',
        en: 'ignore the English ones',
        ru: 'ignore the Russian ones',
        auto: 'ignore English and Russian ones',
        own: 'ignore a list of my own',
      },
      own: { label: 'Words to ignore', help: 'Separated by spaces.' },
    },
  },
  features: {
    kind: {
      label: 'Weigh words by',
      help: 'With TF-IDF rare words have more weight than common ones.',
      options: {
        tfidf: 'rarity (TF-IDF)',
        count: 'counts',
        surface: 'how it is written',
        hashing: 'counts, without a vocabulary (hashing)',
      },
    },
    analyzer: {
      label: 'Look at',
      help: 'Groups of characters also catch misspelt and disguised words.',
      options: { word: 'words', char: 'characters, across words', char_wb: 'characters, within words' },
    },
    ngramRange: {
      label: 'In groups of',
      help: '1 to 2 with words: single words and pairs such as “shut up”.',
    },
    minDf: {
      label: 'Ignore terms in fewer comments than',
      help: 'A whole number counts comments; below 1 it is a share of them.',
    },
    maxDf: {
      label: 'Ignore terms in more comments than',
      help: 'Up to 1 it is a share (1: no limit); above 1 it counts comments.',
    },
    maxFeatures: { label: 'Keep at most this many terms', help: 'The most frequent ones. Empty: no limit.' },
    binary: { label: 'Only whether a term occurs, not how often' },
    lowercase: { label: 'Treat capital and small letters alike' },
    stripAccents: {
      label: 'Accents',
      options: { none: 'keep', unicode: 'remove', ascii: 'remove, and all characters beyond ASCII' },
    },
    useIdf: { label: 'Weigh by rarity' },
    smoothIdf: { label: 'Smooth rarity', help: 'As if one more comment contained every term.' },
    sublinearTf: { label: 'Dampen repetition', help: 'Ten times the same word counts 3.3 times, not 10.' },
    norm: {
      label: 'Balance long and short comments',
      options: { l2: 'yes (L2)', l1: 'yes, by sum (L1)', none: 'no' },
    },
    hashBits: {
      label: 'Places for words, as a power of two',
      help: 'Words that share a place are treated as one. 20 means about a million places.',
    },
    alternateSign: { label: 'Let words in one place cancel out', help: 'Half of all words then count as minus one.' },
  },
  estimator: {
    kind: {
      label: 'Kind of model',
      help: 'Logistic regression is the one to start with: accurate, and it shows how sure it is.',
      options: choiceNames('en'),
    },
    c: {
      label: 'Freedom to fit (C)',
      help: 'Higher follows the examples more closely; lower generalises more.',
    },
    alpha: { label: 'Smoothing (alpha)', help: 'Added to every count, so that an unseen word rules nothing out.' },
    beta: {
      label: 'Share of naive Bayes (beta)',
      help: 'How far the classes of a word decide what it may weigh: 1 wholly, 0 not at all.',
    },
    fitPrior: { label: 'Learn how common toxic comments are' },
    classWeight: {
      label: 'If toxic comments are rare',
      help: 'Balanced catches more of them, with more false alarms.',
      options: { none: 'weigh every comment the same', balanced: 'balance the two classes' },
    },
    tol: { label: 'Precision of the solver', help: 'Smaller is more exact and slower.' },
    maxIter: { label: 'At most this many steps' },
  },
  calibration: {
    label: 'Make its percentages honest',
    help: 'Of the comments it scores at 70%, about 70 in 100 should be toxic. Takes a few times longer.',
    options: { none: 'as they are', sigmoid: 'calibrate (Platt)', beta: 'calibrate each side separately (beta)' },
  },
  threshold: {
    label: 'Call it toxic',
    help: 'A rule picks the threshold on comments that the model has not seen.',
    options: {
      standard: 'when toxic is likelier than not',
      fixed: 'from a threshold of my own',
      maxF1: 'where catches and false alarms balance best (F1)',
      minPrecision: 'so that enough flags are right (precision)',
      minRecall: 'so that enough of the toxic are caught (recall)',
    },
    values: {
      fixed: 'Threshold (a probability; for the support vector machine a score)',
      minPrecision: 'Share of flags that must be right',
      minRecall: 'Share of the toxic that must be caught',
    },
  },
  validation: {
    testSize: {
      label: 'Set aside to check the model',
      help: 'A share of the comments, never shown while it learns. 0: no check.',
    },
    folds: {
      label: 'Rounds of cross-checking',
      help: 'Calibration and threshold rules are fitted on comments left out, so many times over.',
    },
    groupDuplicates: {
      label: 'Keep repeated comments together',
      help: 'A comment it has learnt from is then never used to check it.',
    },
    groupSimilar: {
      label: 'Keep similar comments together',
      help: 'Near repeats, and copies that differ in links, names or numbers alone. Takes longer.',
    },
    groupBy: {
      label: 'Keep together',
      help: 'Comments with the same value, by one user say, are all learnt from or all set aside.',
    },
    prevalence: {
      label: 'Share of toxic comments in real life',
      help: 'When the data holds more or fewer than where the model will be used. Empty: as in the data.',
    },
    seed: { label: 'Seed', help: 'Decides which comments are set aside. The same seed makes the same model.' },
    refit: { label: 'After the check, learn from all comments', help: 'What is kept has then seen every example.' },
  },
  compact: {
    maxTerms: {
      label: 'Keep only the most important terms',
      help: 'This many of all that it learns, those that move scores most. A tenth often does as well. Empty: keep all.',
    },
    int8: {
      label: 'Round its numbers to save space',
      help: 'To one byte each. Its percentages and threshold are found after rounding.',
    },
  },
};

/** The Train page. */
export const train = {
  title: 'What should the model learn?',
  intro: 'Training runs on this device.',
  empty: {
    title: 'There is nothing to learn from yet',
    text: 'A model learns from comments that somebody has labelled toxic or not. Bring such a file first.',
    action: 'Go to Data',
  },
  dataset: 'Learn from',
  datasetPart: (dataset: string, part: string) => `${dataset}, ${part}`,
  part: 'Part',
  partAll: 'all of it',
  partHelp: 'What is left out can judge the model later.',
  datasetOption: (name: string, rows: number) => `${name} (${count(rows, COMMENTS)})`,
  datasetNoLabels: (name: string) => `${name} (no labels)`,
  datasetOneClass: (name: string) => `${name} (one class only)`,
  datasetUnfit: 'None of the datasets here has both toxic and other comments, so there is nothing to distinguish.',
  sources: {
    add: 'Learn from another dataset as well',
    corrections: 'Learn from your corrections as well, each counted twice',
    also: 'And from',
    remove: (name: string) => `Do not learn from ${isolated(name)}`,
    weight: 'A comment of it counts',
    weightHelp: 'More than once for what matters most, such as corrections; half for what you trust less.',
    times: (weight: number) =>
      weight === 0.5 ? 'half' : weight === 1 ? 'once' : weight === 2 ? 'twice' : `${number(weight)} times`,
  },
  groupByNone: 'Nothing but copies',
  labels: {
    title: 'Labels to learn',
    counts: (toxic: number, not: number) => `${number(toxic)} toxic, ${number(not)} not`,
    oneClass: (toxic: boolean) => `All comments are ${toxic ? 'toxic' : 'not toxic'} by it: nothing to distinguish.`,
    none: 'Choose at least one label.',
  },
  name: 'Name of the model',
  nameHelp: 'If empty, it is named after its data.',
  autoName: (dataset: string, estimator: string) => `${dataset.replace(/\.[a-z]{2,4}$/i, '')}, ${lowered(estimator)}`,
  presets: {
    label: 'Start from',
    recommended: 'Recommended',
    recommendedFor: (language: 'en' | 'ru' | null): string =>
      language === 'ru'
        ? 'What did best on Russian comments: groups of characters, NB-weighted, honest percentages, balanced threshold.'
        : 'What did best on real comments: words, pairs and groups of characters, NB-weighted, honest percentages, balanced threshold.',
    standard: 'Single words',
    pairs: 'Words and pairs',
    letters: 'Words and characters',
    bayes: 'Quick draft',
    help: {
      standard: 'scikit-learn’s defaults: TF-IDF of single words, logistic regression.',
      pairs: 'Also word pairs, with repetition dampened. Usually a little better.',
      letters: 'Also groups of characters, which catch misspelt words. Slower, larger.',
      bayes: 'Naive Bayes over counts: ready in a moment, less accurate.',
    },
    own: 'Your own settings.',
  },
  blocks: {
    title: 'What it looks at',
    numbered: (n: number) => `What it looks at, part ${number(n)}`,
    add: 'Look at something else as well',
    remove: 'Remove this part',
  },
  change: 'Change settings',
  text: 'How the text is read',
  estimator: 'How it learns',
  answers: 'How it answers',
  check: 'How it is checked',
  more: 'More settings',
  from: 'from',
  to: 'to',
  reset: 'Back to the recommended',
  fields,
  errors: {
    number: 'A number is needed here.',
    whole: 'A whole number is needed here.',
    atLeast: (limit: number) => `At least ${limit}.`,
    atMost: (limit: number) => `At most ${limit}.`,
    above: (limit: number) => `More than ${limit}.`,
    below: (limit: number) => `Less than ${limit}.`,
    order: 'The smaller number comes first.',
    probability: 'A probability: above 0 and below 1.',
    fewerFolds: (limit: number) =>
      `The rarer class has too few comments for so many rounds: at most ${number(limit)}, or turn calibration and threshold rules off.`,
    noRounds: 'One class has too few comments for cross-checks: turn calibration and threshold rules off.',
    emptyCheck: 'So small a share leaves no comment of the rarer class to check on. Set more aside, or none.',
    emptyLearning: 'So large a share leaves no comment of the rarer class to learn from. Set less aside.',
    noSigns: 'Naive Bayes accepts no values below zero: turn this off, or choose another kind of model.',
    other: 'This value cannot be used.',
  },
  asText: {
    json: 'Settings as JSON',
    jsonLabel: 'Settings',
    jsonHelp: 'Copy them, or paste others and press Apply. What is left out gets its default.',
    apply: 'Apply',
    copyJson: 'Copy the settings',
    copyCode: 'Copy the code',
    discard: 'Back to the settings of the form',
    sklearn: 'The same in scikit-learn',
    sklearnHelp: 'texts and new_texts are lists of comments, labels a list of 0 and 1.',
    noCode: 'scikit-learn has nothing like the features of this kind of model.',
    differs: 'What is different there:',
    differences: {
      normalize: 'The spelling is not tidied up, and disguises are not undone.',
      tokens: 'Words stay as written: there are no stems and no dictionary forms.',
      stopWords: 'The list of common words is left out.',
      hashing: 'The hash function is another one, so other words share a place.',
      surface: 'How comments are written is not measured.',
      betaCalibration: 'There is no beta calibration: percentages are left out.',
      splits: 'The comments set aside, and the folds, are drawn in another way, so figures differ a little.',
      groups: 'Repeated comments are not kept together, so figures come out too good.',
      prevalence: 'The share of toxic comments in real life is not taken into account.',
      compact: 'All terms are kept, and no number is rounded.',
      minPrecision: 'The threshold for a precision is left out.',
      minRecall: 'The threshold for a recall is left out.',
      standardErrors: 'The threshold is the one with the best F1, and not a stricter one.',
      bayesWeights: 'The balance of the classes is left out of cross-checks.',
      labels: 'It learns one label; run it once for each.',
    },
  },
  plan: (rows: number, held: number) =>
    held === 0
      ? `It learns from ${count(rows, COMMENTS)}; none are set aside to check it.`
      : `It learns from ${count(rows - held, COMMENTS)} and is checked on the other ${number(held)}.`,
  estimate: ({ milliseconds, memoryBytes, runs }: { milliseconds: number; memoryBytes: number; runs: number }) => {
    const time = milliseconds < 1000 ? 'a moment' : `about ${duration(milliseconds)}`;
    return `It takes ${time} and ${bytes(memoryBytes)} of memory, ${runs === 0 ? 'as a rough guess' : `going by ${count(runs, TRAININGS)} here`}.`;
  },
  action: 'Train',
  fixFirst: 'Fix the marked settings first.',
  busy: (name: string) => `Training “${isolated(name)}”`,
  phases: {
    calibrate: 'Cross-checking for calibration and threshold',
    start: 'Getting ready',
    wait: 'Waiting for another tab to finish its training',
    count: 'Reading comments and counting terms',
    vectorize: 'Building the table of terms',
    fit: 'Learning',
    evaluate: 'Checking on the comments set aside',
    refit: 'Learning from all comments',
    encode: 'Packing the model',
    compare: 'Comparing it with others on the same comments',
    search: 'Comparing settings',
    curve: 'Learning from parts of the comments',
  },
  iteration: (n: number) => `step ${number(n)}`,
  leave: 'It continues while you visit other pages.',
  stopped: 'Stopped. No model was kept.',
  result: {
    title: (name: string) => `“${isolated(name)}” is ready`,
    took: (seconds: number, rows: number) => `Learnt from ${count(rows, COMMENTS)} in ${elapsed(seconds * 1000)}.`,
    similar: (n: number, of: number) =>
      `Of ${count(of, COMMENTS)} set aside ${number(n)} ${n === 1 ? 'says' : 'say'} nearly the same as one learnt from, or ${n === 1 ? 'differs' : 'differ'} from it in links, names or numbers alone. The figures are too good.`,
    keepTogether: 'Keep such copies together, and train again',
    existed: (name: string) =>
      `The same data and settings make the same model, to the last bit: you already had it as “${isolated(name)}”.`,
    catches: (recall: number) => `Catches ${hundred(recall)} of 100 toxic comments`,
    wrong: (precision: number) => `${hundred(1 - precision)} of 100 flags are wrong`,
    flagsNone: 'It flagged none of the comments set aside.',
    sentence: (catches: string, wrong: string) => `${catches}; ${wrong}.`,
    basis: (rows: number, positives: number) =>
      `Measured on ${count(rows, COMMENTS)} it had not seen, ${number(positives)} of them toxic.`,
    unchecked: 'No comments were set aside, so how well it does is not known.',
    compared: 'On the same comments',
    model: 'Model',
    caught: 'Catches, of 100 toxic',
    wrongFlags: 'Wrong, of 100 flags',
    balance: 'F1',
    thisModel: 'This model',
    shipped: (name: string) => `${name}, which comes with Moderato`,
    shippedSeen: 'If it learnt from these very comments, its figures are too good: its card says what from.',
    shippedFailed: 'The model that comes with Moderato could not be measured on them:',
    tryIt: 'Try it',
    see: 'See the model',
    numbers: 'Numbers',
    confusion: 'Its answers on the comments set aside',
    people: 'Labelled by people',
    predictedToxic: 'Model: toxic',
    predictedOther: 'Model: other',
    terms: 'Terms',
    size: 'Size',
  },
  next: {
    title: 'Next step',
    points: (gain: number) => `about ${number(Math.max(1, Math.round(100 * gain)))} points of F1`,
    holdOut: 'Set a fifth of the comments aside, so that you know how good the model is.',
    holdOutAction: 'Set some aside, and train again',
    threshold: (recall: number, precision: number) =>
      `Let a rule pick the threshold: on these comments it would catch ${hundred(recall)} of 100 toxic ones, and ${hundred(1 - precision)} of 100 flags would be wrong.`,
    thresholdAction: 'Use the rule, and train again',
    shipped:
      'The model that comes with Moderato does better on these comments. Use it, or bring more comments of your own.',
    shippedAction: 'Use that model',
    moreData: (rows: number) =>
      `Bring more labelled comments. The second half of these ${number(rows)} was worth that much; twice as many may bring as much again.`,
    moreDataAction: 'Go to Data',
    recommended: 'Start from the recommended settings: they did better on all comments that were tried.',
    recommendedAction: 'Choose them, and train again',
    search:
      'Search for better settings. Another threshold, more comments and the model that comes with Moderato promise less. In the trials behind the recommended settings, other values brought 2 points of F1 at most.',
    searchAction: 'Go to the search',
    tooFew: (positives: number, margin: number) =>
      `Bring more labelled comments. With ${number(positives)} toxic ones set aside, the share that it catches may be ${percent(margin)} off either way.`,
    gain: (points: string) => `Expected gain: ${points}.`,
  },
  warnings: {
    'not-converged':
      'The solver stopped before it was done. Allow more steps, or a lower C, for a model that fits better.',
    'tiny-class': 'One of the classes has fewer than 20 examples: there is little to learn from.',
    'threshold-not-attained': 'No threshold meets the rule; the nearest one is used.',
    'calibration-reversed':
      'Higher scores did not go with toxic comments when it was calibrated: check that the labels are the right way round.',
    'tiny-hold-out': 'Fewer than 20 comments of one class were set aside: these figures may be far off.',
  },
  failed: 'No model was made',
};

/** Within a name; abbreviations and the names of people keep their capitals. */
const lowered = (name: string) => (/^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1));

/** A share as "so many of 100", never rounded to all or none unless it is. */
function hundred(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return 'over 99';
  if (rounded === 0 && share > 0) return 'fewer than 1';
  return number(rounded);
}
