import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { count, number, percent } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };

/** The card of a default model, and the behaviour tests of any. */
export const modelCard = {
  measured: (rows: number, positives: number) =>
    `Measured on ${count(rows, COMMENTS)} it had not seen, ${number(positives)} of them toxic.`,
  ranks: (auc: number, lower: number, upper: number) =>
    `Of a toxic comment and another one it puts the toxic one higher ${number(100 * auc, 1)} times in 100 (95% sure: ${number(100 * lower, 1)} to ${number(100 * upper, 1)}).`,
  calibrated: (ece: number) => `Its percentages are off by ${number(100 * ece, 1)} points on average.`,
  labels: 'Each kind of toxicity',
  label: 'Kind',
  positives: 'Toxic rows',
  rocAuc: 'ROC AUC (95%)',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
  undefinedFigure: 'undefined',
  thresholds: 'Where it draws the line',
  likely: (at: string) => `From ${at} on: likely toxic.`,
  sure: (at: string) => `From ${at} on: surely toxic.`,
  notSure: 'No threshold is right 95 times in 100, so “only what is sure” is not offered.',
  flags: (precision: number, recall: number) =>
    `Of 100 comments it then flags, ${number(100 * precision, 0)} are toxic; of 100 toxic ones it finds ${number(100 * recall, 0)}.`,
  failures: 'Mistakes it is known to make',
  notFor: 'What not to use it for',
  data: 'What it learnt from',
  source: 'Data',
  licence: 'Licence',
  rows: 'Rows',
  attacks: 'Against disguised words',
  attacksSummary: (plain: number, mixed: number) =>
    `With spaces, signs and look-alike letters put into words, ROC AUC goes from ${number(plain, 3)} to ${number(mixed, 3)}.`,
  attack: 'Disguise',
  attackKinds: {
    leet: 'digits for letters',
    spacing: 's p a c e s',
    masking: 'letters masked',
    lookAlikes: 'look-alike letters',
    repeats: 'letters repeated',
    typos: 'typing errors',
    invisible: 'invisible characters',
    punctuation: 'signs inside words',
    case: 'mixed case',
    mixed: 'all of these, mixed',
  },
  fairness: 'When groups of people are named',
  fairnessSummary: (worst: string, auc: number, overall: number) =>
    `On sentences that name a group, ROC AUC is ${number(overall, 3)}; for the hardest word, “${isolated(worst)}”, it is ${number(auc, 3)}.`,
  term: 'Word',
  falsePositives: 'Harmless, yet flagged',
  share: (value: number) => percent(value, 0),
  behaviour: {
    title: 'Behaviour tests',
    help: 'Short sentences of our own, each with one right answer: what the model handles, and what it does not.',
    run: 'Run the behaviour tests',
    failed: 'The tests could not be run',
    language: 'Language of the sentences',
    summary: (passed: number, cases: number) =>
      `${number(passed)} of ${count(cases, { one: 'sentence', other: 'sentences' })} right, not counting those that need more than words.`,
    of: (passed: number, cases: number) => `${number(passed)} of ${number(cases)}`,
    beyondWords: 'needs more than words',
    wrong: (n: number, missed: boolean) => `${number(n)} ${missed ? 'missed' : 'flagged by mistake'}`,
    functions: {
      directInsult: 'Insults to a person',
      threat: 'Threats',
      command: 'Rude commands',
      groupInsult: 'Insults to a group',
      capitals: 'Insults in capitals',
      spellingTricks: 'Disguised insults',
      sarcasm: 'Sarcasm',
      groupNeutral: 'Groups named in passing',
      groupPositive: 'Groups praised',
      mildProfanity: 'Swearing at nobody',
      technicalUse: 'Technical terms',
      friendlyUse: 'Rough words among friends',
      workCriticism: 'Criticism of work',
      disagreement: 'Simple disagreement',
      harmlessCapitals: 'Harmless capitals',
      question: 'Questions about words',
      negation: 'Insults denied',
      quoting: 'Insults quoted',
      counterSpeech: 'Objecting to an insult',
      selfDeprecation: 'Laughing at oneself',
    },
  },
};
