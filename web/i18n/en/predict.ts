import { formats } from '#shared/messages/format';

const { count, elapsed, number, signed } = formats.en;
const ENTRIES = { one: 'entry', other: 'entries' };
const quoted = (entries: readonly string[]) => entries.map((entry) => `“${entry}”`).join(', ');
const COMMENTS = { one: 'comment', other: 'comments' };

/** The Predict page. */
export const predict = {
  title: 'Is this comment toxic?',
  intro: 'Type or paste. Nothing leaves this device.',
  model: 'Model',
  automatic: (name: string | null) => (name === null ? 'By the language of the text' : `By language: ${name}`),
  modelReady: (milliseconds: number) => `Ready in ${elapsed(milliseconds)}`,
  flagWhen: {
    label: 'What to flag',
    likely: 'What is likely toxic',
    sure: 'Only what is sure',
    meaning: (precision: number, recall: number) =>
      `Of 100 comments that it flags, ${number(100 * precision, 0)} are toxic; of 100 toxic ones it finds ${number(100 * recall, 0)}.`,
  },
  labels: 'Kinds of toxicity',
  editor: 'Comment',
  editorMany: 'Comments, one per line',
  placeholder: 'Write a comment here…',
  placeholderMany: 'Paste comments here, one per line…',
  onePerLine: 'One comment per line',
  manyLines: (lines: number) => `This is ${number(lines)} lines.`,
  scoreEach: 'Score each line by itself',
  scoreFile: 'Score a file…',
  clear: 'Clear',
  notKept: 'This text is not kept over a reload: the browser has no room for it.',
  examples: {
    label: 'Or try one:',
    texts: ['Thanks, that fixed it.', 'What a stupid idea.', 'Nobody wants you here.'],
  },
  speed: (milliseconds: number) => elapsed(milliseconds),
  empty: {
    title: 'There is no model here yet',
    text: 'The models that come with Moderato cannot be reached. Go online once, or train your own on comments that people have labelled: it takes a file and about a minute.',
    action: 'Bring your comments',
    other: 'Have a .moderato file already? Import it.',
  },
  waiting: 'The score appears here while you type.',
  late: { first: 'Scoring…', former: 'Scoring… Below is the answer about the text before.' },
  scoring: 'Scoring…',
  toxicShare: 'toxic',
  flagged: 'flagged',
  notFlagged: 'not flagged',
  fine: 'fine',
  toxic: 'toxic',
  threshold: (text: string) => `threshold ${text}`,
  margin: 'from the threshold',
  over: (text: string) => `At or above the threshold of ${text}, so it is flagged.`,
  under: (text: string) => `Below the threshold of ${text}, so it is not flagged.`,
  /** `of100` is 1 to 99; `bound` says that it is a limit: near 0 and 1 nothing more exact is known. */
  chance: (of100: number, bound: 'about' | 'over' | 'under') =>
    `By the model's own estimate, of 100 comments like this one people would call ${{ about: '', over: 'more than ', under: 'fewer than ' }[bound]}${number(of100)} toxic.`,
  sure: 'Naive Bayes tends to be too sure of itself: trust the order of its scores more than their size.',
  balanced: 'Trained with balanced classes, this model overstates the chance where toxic comments are rare.',
  marginMeans:
    'This kind of model returns a margin, not a chance: the further from the threshold, the surer the answer.',
  unknown: (unknown: number, all: number) =>
    `${number(unknown)} of ${count(all, { one: 'word', other: 'words' })} ${unknown === 1 ? 'is' : 'are'} new to this model. Treat the score with care.`,
  short: 'A very short comment says little. Treat the score with care.',
  unsure: {
    title: 'cannot tell',
    noWords: 'There are no words here, and words are all that the model can read.',
    nothing: 'Nothing written here is known to this model.',
    language: (learnt: string | null) => `This does not look like ${learnt}, and the model has read nothing else.`,
    unknown: (unknown: number, all: number) =>
      all === 1
        ? 'The model has never read this word.'
        : `The model has never read ${number(unknown)} of these ${number(all)} words.`,
    long: (words: number, longest: number) =>
      `These are ${number(words)} words; nearly all the comments that the model has read have no more than ${number(longest)}.`,
    denied: 'The word that would flag it is denied here, and the model cannot tell an insult denied from an insult.',
    alone: (flagged: boolean) =>
      `Better let a person look. The score alone would ${flagged ? '' : 'not '}flag it, but there is little behind it.`,
  },
  misread: {
    group: (names: readonly string[]) => `It is flagged for naming a group: without ${quoted(names)} it would not be.`,
    negation: (negation: string, word: string) =>
      `The model does not understand “${negation}” before “${word}”: an insult denied looks to it like an insult.`,
    self: (word: string) =>
      `“${word}” is said by the writer of themselves, it seems: whom a word is about the model does not understand.`,
    quotation: 'It is flagged for what stands in quotation marks: the model cannot tell quoting from saying.',
  },
  toCard: 'What this model gets wrong',
  kind: 'Kind',
  score: 'Score',
  thresholdHead: 'Threshold',
  verdict: 'Verdict',
  from: (threshold: string) => `from ${threshold}`,
  unread: {
    finding: (language: string | null) =>
      language === null
        ? 'This is in a language that no model here reads, so there is no score.'
        : `This looks like ${language}, and no model here reads it, so there is no score.`,
    help: 'Choose a model above to score it all the same.',
    short: 'no model reads this language',
  },
  lists: {
    open: (entries: number) => (entries === 0 ? 'My words…' : `My words (${number(entries)})…`),
    title: 'Words of your own',
    intro: 'One word or phrase per line. They stay on this device and apply to every model, as you type.',
    deny: 'Always flag',
    denyHelp: (n: number) =>
      `Comments with these are flagged, whatever the model says. ${n === 0 ? 'None yet.' : `${count(n, ENTRIES)}.`}`,
    allow: 'Never flag',
    allowHelp: (n: number) =>
      `These count for nothing: a comment is flagged only for what else is in it. ${n === 0 ? 'None yet.' : `${count(n, ENTRIES)}.`}`,
    rule: 'Whole words in any case, with or without accents, disguised or not. A star stands for any ending: clown* finds “clowns”. Where both lists match, “always flag” wins, unless its word is part of a longer phrase that is never flagged.',
    denied: (entries: readonly string[], byModel: boolean) =>
      `Flagged because of ${quoted(entries)}, which you always flag. ${byModel ? 'The model flags it too.' : 'The model alone would not flag it.'}`,
    allowed: (entries: readonly string[]) =>
      `Not flagged: the model flags it for ${quoted(entries)} alone, which you never flag.`,
  },
  why: 'Why',
  whyCaption: 'What each term adds to the score, the largest first',
  term: 'Term',
  adds: 'Adds',
  bias: 'starting point',
  rest: (n: number) => `${count(n, { one: 'other term', other: 'other terms' })}`,
  sum: (score: number, threshold: number) => `Together ${signed(score, 2)}; the threshold is ${signed(threshold, 2)}.`,
  showAll: (n: number) => `Show all ${number(n)} terms`,
  showFewer: 'Show fewer',
  flip: {
    ask: 'What would flip it?',
    busy: 'Looking for the words that decide…',
    without: (n: number, flagged: boolean, score: string) =>
      `Without ${n === 1 ? 'this word' : `these ${number(n)} words`} it would ${flagged ? '' : 'not '}be flagged: ${score}.`,
    smallest: 'Removing fewer words would not be enough.',
    minimal: 'Each of them is needed for that.',
    found: 'Perhaps fewer would be enough.',
    text: 'The comment with these words struck out',
    named: (words: readonly string[]) => `Struck out: ${words.join(', ')}.`,
    impossible: (flagged: boolean) =>
      `Whichever words are taken out, it ${flagged ? 'stays flagged' : 'is still not flagged'}.`,
    notFound: 'No words were found whose absence would change the answer.',
    tooLong: (limit: number) => `Words are tried out in comments of up to ${number(limit)} characters.`,
  },
  three: {
    switch: 'Leave unsure ones to a person',
    help: 'Three answers in place of two, by two lines that you move. They are kept here for this model, also for files.',
    unsure: 'unsure',
    lines: 'your two lines',
    high: (at: string) => `Toxic from ${at}`,
    low: (at: string) => `Not toxic below ${at}`,
    because: {
      toxic: (_low: string, high: string) => `At or above your line of ${high}, so it is toxic.`,
      unsure: (low: string, high: string) => `Between your lines of ${low} and ${high}: a person should look.`,
      other: (low: string, _high: string) => `Below your line of ${low}, so it is not toxic.`,
    },
    said: (score: string) => `${score}: unsure, between your two lines.`,
    atHigh: (of100: number) =>
      `A false alarm: of 100 comments right at the upper line about ${number(100 - of100)} ${of100 === 99 ? 'is' : 'are'} not toxic, by the model's own estimate.`,
    atLow: (of100: number) =>
      `A miss: of 100 right at the lower line about ${number(of100)} ${of100 === 1 ? 'is' : 'are'} toxic all the same.`,
    measureOn: 'What it would cost on',
    choose: 'choose labelled comments…',
    measuring: 'Scoring them…',
    cost: (name: string) => `Of 100 comments of “${name}”, about:`,
    costToxic: (all: string, wrong: string) => `${all} are called toxic, ${wrong} of them wrongly`,
    costUnsure: (all: string) => `${all} are left to you`,
    costOther: (all: string, missed: string) => `${all} are called not toxic, though ${missed} of them are toxic`,
    learntFrom: 'The model learnt from these very comments, so this is too good to be true.',
  },
  wrong: {
    datasetName: 'Corrections',
    action: 'That is wrong',
    toxic: 'It is toxic',
    other: 'It is not toxic',
    kept: (toxic: boolean, name: string) => `Kept as ${toxic ? 'toxic' : 'not toxic'} in “${name}”.`,
    known: (toxic: boolean, name: string) => `It is in “${name}” as ${toxic ? 'toxic' : 'not toxic'} already.`,
    open: 'Show it there',
    train: 'Train on it',
    oneClass: (toxic: boolean) =>
      `To train on them it takes both kinds; so far all are ${toxic ? 'toxic' : 'not toxic'}.`,
    mark: (toxic: boolean): string => (toxic ? 'you: toxic' : 'you: not toxic'),
    removed: 'Taken back.',
  },
  said: (score: string, flagged: boolean) => `${score}: ${flagged ? 'flagged' : 'not flagged'}.`,
  tooLong: 'The text is long: its words are not tinted, the list still says which count.',
  failed: 'The comment could not be scored',
  several: {
    title: 'Each comment',
    finding: (flagged: number, all: number) =>
      flagged === 0
        ? `None of ${count(all, COMMENTS)} is flagged.`
        : `${number(flagged)} of ${count(all, COMMENTS)} ${flagged === 1 ? 'is' : 'are'} flagged.`,
    between: (n: number) => `${number(n)} ${n === 1 ? 'is' : 'are'} unsure.`,
    progress: (done: number, all: number) => `${number(done)} of ${number(all)} scored`,
    order: 'Order',
    asWritten: 'As written',
    byScore: 'Highest score first',
    disagreeFirst: 'Where models disagree first',
    others: 'Ask other models too…',
    disagree: (n: number) =>
      n === 0 ? 'The models do not contradict each other.' : `The models disagree about ${number(n)}.`,
    first: 'The model above',
    disagreeHere: 'the models disagree',
    onlyFirst: (limit: number, all: number) =>
      `Only the first ${number(limit)} of ${number(all)} lines are scored here. Scored as a file, all of them are.`,
    asFile: (n: number) => `Score all ${number(n)} as a file`,
    copy: 'Copy the results',
    save: 'Save as CSV',
    fileName: 'comments',
    whyOf: 'Why this comment',
    line: (n: number) => `line ${number(n)}`,
  },
};
