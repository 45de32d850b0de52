import type { LengthMeasure } from '#shared/eda/lengths/measures';
import type { PersonalDataKind } from '#shared/eda/personalData/kinds';
import type { ClassKey } from '#shared/eda/section/classes';
import type { EdaSection } from '#shared/eda/sections';
import type { StyleMark } from '#shared/eda/style/marks';
import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { IdentityGroup } from '#shared/text/identityTerms';
import type { TextLanguage } from '#shared/text/language/language';
import type { WordClass } from '#shared/text/tagging/wordClasses';

const { count, number, percent, signed } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };

/** A share with a decimal where it is small. */
const share = (value: number) => percent(value, value < 0.1 ? 1 : 0);

const measures: Record<LengthMeasure, string> = {
  characters: 'characters',
  words: 'words',
  sentences: 'sentences',
  punctuation: 'punctuation marks',
};

const marks: Record<StyleMark, string> = {
  capitals: 'mostly capitals',
  exclamations: 'exclamation marks',
  questions: 'question marks',
  repeatedLetters: 'drawn-out letters',
  emoji: 'emoji',
  urls: 'links',
  obfuscated: 'disguised words',
  mixedAlphabets: 'mixed alphabets',
};

/** As the verb of "More of them ...". */
const marksDone: Record<StyleMark, string> = {
  capitals: 'are mostly in capitals',
  exclamations: 'have exclamation marks',
  questions: 'have question marks',
  repeatedLetters: 'draw letters out',
  emoji: 'have emoji',
  urls: 'have links',
  obfuscated: 'disguise words',
  mixedAlphabets: 'mix alphabets',
};

const wordClasses: Record<WordClass, string> = {
  noun: 'nouns',
  properNoun: 'names',
  verb: 'verbs',
  adjective: 'adjectives',
  adverb: 'adverbs',
  pronoun: 'pronouns',
  determiner: 'determiners',
  prepositionOrConjunction: 'prepositions, conjunctions',
  interjection: 'interjections',
  number: 'numbers',
  punctuation: 'punctuation',
  other: 'everything else',
};

const groups: Record<IdentityGroup, string> = {
  women: 'women',
  men: 'men',
  gay: 'gay people',
  lesbian: 'lesbians',
  bisexual: 'bisexual people',
  trans: 'trans people',
  lgbt: 'LGBT',
  straight: 'straight people',
  muslims: 'Muslims',
  jews: 'Jews',
  christians: 'Christians',
  hindus: 'Hindus',
  buddhists: 'Buddhists',
  atheists: 'atheists',
  black: 'black',
  white: 'white',
  asian: 'Asian',
  latino: 'Latin American',
  arabs: 'Arabs',
  roma: 'Roma',
  caucasusPeoples: 'peoples of the Caucasus',
  centralAsians: 'Central Asians',
  chinese: 'Chinese',
  indians: 'Indian',
  russians: 'Russian',
  ukrainians: 'Ukrainian',
  belarusians: 'Belarusian',
  americans: 'American',
  europeans: 'European',
  immigrants: 'immigrants',
  disabled: 'disabled people',
  old: 'old people',
  young: 'young people',
  poor: 'poor people',
};

const personal: Record<PersonalDataKind, string> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  url: 'links',
  ip: 'IP addresses',
  handle: '@names',
};

const languages: Record<TextLanguage, string> = {
  en: 'English',
  ru: 'Russian',
  other: 'other languages',
  unknown: 'too short to tell',
};

const classes: Record<ClassKey, string> = { '0': 'other', '1': 'toxic', unlabelled: 'no label' };

const sections: Record<EdaSection | 'scatter' | 'concordance', string> = {
  overview: 'Overview',
  lengths: 'Length',
  style: 'Style',
  identity: 'Groups of people',
  personalData: 'Personal data',
  terms: 'Words',
  distinction: 'Distinctive words',
  scatter: 'Words by class',
  concordance: 'A word in its context',
  collocations: 'Words that go together',
  duplicates: 'Repeated comments',
  partsOfSpeech: 'Parts of speech',
  labelErrors: 'Doubtful labels',
};

/** The Explore page. */
export const explore = {
  title: 'What sets toxic comments apart',
  titlePlain: 'What are these comments like?',
  intro:
    'Lengths, words, style and mistakes of a dataset, class by class. Press anything in a chart to read its comments.',
  dataset: 'Dataset',
  summary: (name: string, rows: number, duplicates: number | null, languages: string | null) =>
    [
      name,
      count(rows, COMMENTS),
      duplicates === null ? null : `${percent(duplicates, duplicates < 0.1 ? 1 : 0)} repeated`,
      languages,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  languageSummary: (language: TextLanguage, part: number) =>
    part > 0.95 ? languages[language] : `${percent(part)} ${languages[language]}`,
  empty: {
    title: 'Nothing to explore yet',
    text: 'Import a file of comments, and see here how the toxic ones differ: how long they are, which words mark them, how they are written, and where labels may be wrong.',
    action: 'Import a file',
  },
  missing: 'This dataset is not on this device any longer.',
  allRemoved: 'All comments of this dataset have been removed. Restore some on the Data page.',
  classes,
  /** Of one comment. */
  labels: classes,
  chip: (key: ClassKey, rows: number) => `${classes[key]} ${number(rows)}`,
  chipHelp: (key: ClassKey) => `Read the comments: ${classes[key]}`,
  shortest: {
    few: (toxic: number, other: number) =>
      `Only ${count(Math.min(toxic, other), COMMENTS)} of one class: too few to tell a difference from chance.`,
    oneClass: (key: ClassKey) =>
      `Every labelled comment here is ${classes[key]}, so there is nothing to compare it with.`,
    unlabelled: 'These comments have no labels. They are shown together; sections that compare classes point this out.',
    allEmpty: 'None of these comments has any text.',
    working: 'Reading the comments…',
  },
  finding: {
    lengthClear: (shorter: boolean, toxic: number, other: number) => ({
      lead: 'Toxic comments are ',
      strong: shorter ? 'shorter' : 'longer',
      rest: ` (median ${count(toxic, { one: 'character', other: 'characters' })} against ${number(other)}).`,
    }),
    lengthSmall: (shorter: boolean, toxic: number, other: number) => ({
      lead: 'Toxic comments are ',
      strong: shorter ? 'a little shorter' : 'a little longer',
      rest: ` (median ${count(toxic, { one: 'character', other: 'characters' })} against ${number(other)}): small but real.`,
    }),
    lengthSame: (toxic: number, other: number) => ({
      lead: 'Toxic comments are ',
      strong: 'about as long as the others',
      rest: ` (median ${count(toxic, { one: 'character', other: 'characters' })} against ${number(other)}): too close to call.`,
    }),
    style: (mark: StyleMark, more: boolean, toxic: number, other: number) => ({
      lead: more ? 'More of them ' : 'Fewer of them ',
      strong: marksDone[mark],
      rest: ` (${share(toxic)} against ${share(other)}).`,
    }),
    wordClass: (wordClass: WordClass, points: number) => ({
      lead: points > 0 ? 'They use more ' : 'They use fewer ',
      strong: wordClasses[wordClass],
      rest: ` (${signed(points * 100, 1)} points of all words).`,
    }),
    terms: 'The words that mark them most:',
    termsNone: 'No word marks them beyond chance.',
    and: 'and',
  },
  contents: 'Sections of this page',
  settings: {
    title: 'How words are read',
    stopWords: 'Common words',
    stopWordsOptions: {
      none: 'counted like all others',
      auto: 'left out (English and Russian)',
      en: 'left out (English)',
      ru: 'left out (Russian)',
    },
    leaveOut: 'Leave out as well',
    left: {
      negations: 'negations: not, never',
      pronouns: 'pronouns: you, your',
      noise: 'links, the “don” and “t” of “don’t”, RT, HTML entities',
    },
    tokens: 'Word forms',
    tokensOptions: { plain: 'as written', stem: 'stems', lemma: 'dictionary forms' },
    language: 'Language of word forms',
    languageOptions: { auto: 'English; Russian stems too', en: 'English', ru: 'Russian' },
    minCount: 'Leave out words rarer than',
  },
  busy: {
    section: (name: string) => `Working out: ${name}`,
    waiting: 'Waiting for its turn',
    stopped: 'Stopped before this was worked out.',
    again: 'Work it out',
  },
  failed: 'This could not be worked out',
  failedSafe: 'The comments and everything else on this page are untouched.',
  needsClasses: 'This compares toxic comments with others, and needs both. Label some comments on the Data page first.',
  nothing: 'Nothing to show.',
  table: 'Table',
  save: 'Save',
  saveAs: { png: 'Picture (PNG)', svg: 'Drawing (SVG)', csv: 'Table (CSV)' },
  saveFailed: 'The file could not be made',
  saveReport: 'Save report',
  sectionFile: (dataset: string, section: string) => `${dataset} – ${section}`,
  reportFile: (dataset: string) => `${dataset} report`,
  report: {
    made: (date: string) => `Made with Moderato on ${date}. Nothing left the device it was made on.`,
    settings: (words: string) => `How words were read: ${words}.`,
    quotes: 'No comment is quoted in it; single words and groups of words are.',
    left: (shown: number, all: number) => `The first ${number(shown)} of ${number(all)} rows.`,
    absent: 'Not worked out.',
  },
  sections,
  notes: {
    overview: 'what is in the dataset',
    lengths: (measure: LengthMeasure) => `${measures[measure]} in a comment`,
    style: 'share of comments written so',
    identity: 'share labelled toxic among comments that name a group',
    terms: 'the commonest in each class',
    distinction: 'how surely a word marks a class',
    scatter: 'each dot a word; press one to read it in comments',
    concordance: 'every occurrence, line under line',
    collocations: 'side by side more often than by chance',
    partsOfSpeech: 'share of all words',
    labelErrors: 'labels that a model which has not seen them finds unlikely',
    personalData: 'worth a look before sharing the file',
    duplicates: 'the same text, or nearly',
  },
  overview: {
    rows: 'comments',
    unique: 'different texts',
    empty: 'empty',
    missing: 'with a placeholder for text',
    read: 'Read them',
    missingHelp: 'NA, null, None and the like',
    duplicates: 'repeated',
    duplicatesHelp: 'the same as an earlier one but for case, spaces and punctuation',
    conflicts: 'texts with both labels',
    balance: 'Classes',
    balanceLabel: 'Comments of each class',
    part: (key: ClassKey, rows: number, part: number) => `${classes[key]} ${number(rows)} (${share(part)})`,
    languages: 'Languages',
    languageLabel: 'Share of comments in each language',
    fact: 'Fact',
    value: 'Comments',
  },
  languages,
  classHead: 'Class',
  measures,
  lengths: {
    measure: 'Measure',
    axis: 'Axis',
    axes: { log: 'logarithmic', linear: 'linear' },
    layout: 'Classes',
    layouts: { overlay: 'overlaid', side: 'side by side' },
    as: 'Values',
    values: { shares: 'shares', counts: 'counts' },
    xTitle: (measure: LengthMeasure, log: boolean) => `${measures[measure]}${log ? ', logarithmic' : ''}`,
    yTitle: { shares: 'share of the class', counts: 'comments' },
    chartLabel: (measure: LengthMeasure) => `How many ${measures[measure]} comments have, by class`,
    bin: (measure: LengthMeasure, first: number, last: number, open: boolean) =>
      open
        ? `${number(first)} ${measures[measure]} or more`
        : first === last
          ? `${number(first)} ${measures[measure]}`
          : `${number(first)}–${number(last)} ${measures[measure]}`,
    statistics: 'Statistic',
    mean: 'mean',
    median: 'median',
    min: 'minimum',
    max: 'maximum',
    quantile: (at: string) => `${percent(Number(at))} have at most`,
    from: 'From',
    to: 'To',
    help: 'Press a bar to read its comments; drag across several.',
    quantiles: 'Lengths in numbers',
    bins: 'Comments by length',
  },
  wordClasses,
  partsOfSpeech: {
    ask: 'Find parts of speech',
    askText:
      'Distinguishes nouns, verbs and the rest in English and Russian comments. It takes a while: about a minute for 100 000 comments. Russian needs a dictionary of 11 MB, which is fetched once and then works offline.',
    absent: (fewest: number) =>
      `Parts of speech are found in English and Russian, and a share needs ${number(fewest)} words of one class. There are fewer here.`,
    tagged: (language: TextLanguage, words: number, rows: number) =>
      `${languages[language]}: ${count(words, { one: 'word', other: 'words' })} in ${count(rows, COMMENTS)}`,
    tooFew: 'too few for shares',
    noRows: (language: TextLanguage) => `${languages[language]}: none`,
    otherRows: (rows: number) => `in other languages, or too short to tell: ${count(rows, COMMENTS)}, left out`,
    help: 'With 95% intervals. Russian words are read one by one, by a dictionary; names by their capital.',
    chartLabel: (language: TextLanguage) =>
      `Share of each part of speech among the words of a class: ${languages[language]}`,
    caption: (language: TextLanguage) => `Parts of speech: ${languages[language]}`,
    xTitle: 'share of words',
    difference: (points: number) => `${signed(points * 100, 1)} pp`,
    effect: 'Effect (Cohen’s d)',
    effectTip: (effect: number) =>
      `${Math.abs(effect) < 0.2 ? 'a very small' : Math.abs(effect) < 0.5 ? 'a small' : Math.abs(effect) < 0.8 ? 'a medium' : 'a large'} difference (d ${signed(effect, 2)})`,
    wordClass: 'Part of speech',
  },
  marks,
  style: {
    chartLabel: 'Share of comments with each habit of writing, by class',
    xTitle: 'share of comments',
    mark: 'Habit',
    tip: (key: ClassKey, hits: number, of: number, value: number, low: number, high: number) =>
      `${classes[key]}: ${share(value)} (${share(low)}–${share(high)}), ${number(hits)} of ${number(of)}`,
    share: (name: string) => `Share, ${name}`,
    low: (name: string) => `Lower limit, ${name}`,
    high: (name: string) => `Upper limit, ${name}`,
    difference: 'Difference',
  },
  groups,
  identity: {
    chartLabel: 'Share labelled toxic among comments that name a group',
    xTitle: 'share labelled toxic, 95% interval',
    base: (value: number) => `all comments: ${share(value)}`,
    none: 'No comment names any of the groups on the list.',
    group: 'Group',
    words: 'Words found',
    comments: (n: number) => count(n, COMMENTS),
    tip: (hits: number, of: number, value: number, low: number, high: number) =>
      `${number(hits)} of ${count(of, COMMENTS)} labelled toxic: ${share(value)} (${share(low)}–${share(high)})`,
    above: 'more often toxic than others, beyond chance',
    below: 'less often toxic than others, beyond chance',
    same: 'no clear difference from others in this many comments',
    help: 'A group far above the line may be attacked often, or its name alone may have been labelled toxic. A model learns either.',
    helpWords: 'Words are counted, not meanings: “black” may be a coffee.',
    more: (n: number) => `and ${count(n, { one: 'group', other: 'groups' })} more in the table`,
  },
  terms: {
    length: 'Length',
    lengths: { '1': 'words', '2': 'pairs', '3': 'triples' },
    by: 'Count',
    bys: { count: 'occurrences', documents: 'comments' },
    view: 'Show',
    views: { bars: 'bars', cloud: 'cloud' },
    barsLabel: (key: ClassKey) => `The commonest terms: ${classes[key]}`,
    cloudLabel: (key: ClassKey) => `Word cloud: ${classes[key]}`,
    totals: (terms: number, occurrences: number) => `${number(terms)} different, ${number(occurrences)} in all`,
    term: 'Term',
    count: (name: string) => `Occurrences, ${name}`,
    documents: (name: string) => `Comments, ${name}`,
    tip: (count: number, documents: number) => `${number(count)} times in ${formats.en.count(documents, COMMENTS)}`,
    tipShare: (part: number) => `${share(part)} of the class`,
    omitted: (words: number) =>
      words === 0 ? 'Every word fitted.' : `${number(words)} of them did not fit; the table has all.`,
    cloudOf: (words: number) => `The commonest ${number(words)}, the larger the commoner.`,
    layingOut: 'Laying the words out…',
    none: 'No word is common enough. Lower the minimum count.',
    caption: (n: string) => `Terms of ${n === '1' ? 'one word' : n === '2' ? 'two words' : 'three words'}`,
    sortBy: (head: string) => `Sort by: ${head}`,
  },
  distinction: {
    length: 'Length',
    lengths: { all: 'all', '1': 'words', '2': 'pairs', '3': 'triples' },
    chartLabel: 'The words that mark each class most surely',
    z: (z: number) => `z ${signed(z, 1)}`,
    tip: (toxic: number, other: number) =>
      `toxic: ${count(toxic, { one: 'time', other: 'times' })}, other: ${count(other, { one: 'time', other: 'times' })}`,
    odds: (logOdds: number) => {
      const times = Math.exp(Math.abs(logOdds));
      return `${number(times, times < 10 ? 1 : 0)} times the odds in ${logOdds > 0 ? 'toxic' : 'other'} comments`;
    },
    none: 'No word marks either class beyond chance.',
    help: 'z is the log-odds ratio over its standard error (Monroe et al. 2008): beyond ±2 is unlikely to be chance, beyond ±4 is sure.',
    columns: {
      term: 'Term',
      n: 'Words',
      toxic: 'Occurrences, toxic',
      other: 'Occurrences, other',
      toxicComments: 'Comments, toxic',
      otherComments: 'Comments, other',
      logOdds: 'Log-odds',
      z: 'z',
      chiSquared: 'Chi-squared',
    },
  },
  scatter: {
    chartLabel: 'How often each word occurs in toxic and in other comments',
    xTitle: 'per million words of other comments →',
    yTitle: 'per million words of toxic comments →',
    never: 'never',
    tip: (toxic: number, other: number) => `${number(toxic)} times in toxic, ${number(other)} in other`,
  },
  concordance: {
    word: 'Word or words',
    placeholder: 'a word, or a few in a row',
    find: 'Find',
    sort: 'Sort by',
    sorts: { row: 'row', left: 'what comes before', right: 'what follows' },
    intro: 'Type a word to see every place where it occurs.',
    none: (term: string) =>
      `“${isolated(term)}” does not occur. Words of two letters or more are compared as they are written, whatever their case.`,
    found: (shown: number, comments: number) =>
      `${count(shown, { one: 'place', other: 'places' })} in ${count(comments, COMMENTS)}`,
    foundSome: (shown: number, read: number, comments: number) =>
      `${count(shown, { one: 'place', other: 'places' })} in the first ${number(read)} of ${count(comments, COMMENTS)}`,
    searching: 'Searching…',
    failed: 'The search failed',
    before: 'Before',
    match: 'Match',
    after: 'After',
    row: 'Row',
    caption: (term: string) => `“${isolated(term)}” in its context`,
  },
  collocations: {
    chartLabel: (key: ClassKey) => `Pairs of words that go together: ${classes[key]}`,
    likelihood: 'Log-likelihood',
    pmi: 'PMI, bits',
    count: 'Occurrences',
    tip: (count: number, pmi: number) =>
      `${formats.en.count(count, { one: 'time', other: 'times' })}; ${number(2 ** pmi, pmi < 3 ? 1 : 0)} times as often as by chance`,
    none: 'No pair goes together more often than by chance.',
    pair: 'Pair',
  },
  labelErrors: {
    ask: 'Look for doubtful labels',
    askText:
      'Trains five models, each on four fifths of the comments, and tests each on the fifth it has not seen. It takes a while: about a minute for 100 000 comments.',
    oneClass: 'Doubtful labels are found by comparing the classes, and only one is here.',
    tooFew: 'There are too few comments to distinguish a doubtful label from a good one.',
    estimate: (errors: number, rows: number) =>
      `About ${count(errors, { one: 'label', other: 'labels' })} of ${number(rows)} look wrong (${share(rows === 0 ? 0 : errors / rows)}). The likeliest first:`,
    none: 'No label looks wrong.',
    given: 'Labelled',
    suggested: 'rather',
    surely: (confidence: number) => `probability of this label by the model: ${share(confidence)}`,
    change: (key: ClassKey) => `Make it ${classes[key]}`,
    keep: 'Keep',
    changed: (key: ClassKey) => `now ${classes[key]}`,
    kept: 'kept',
    undo: 'Undo',
    more: (n: number) => `Show ${number(n)} more`,
    progress: (reviewed: number, all: number) => `${number(reviewed)} of ${number(all)} reviewed`,
    failed: 'The label could not be changed',
    row: 'Row',
    confidence: 'Probability of the label',
    caption: 'Doubtful labels',
    edited: 'Labels were edited since this was worked out.',
    again: 'Work it out again',
  },
  personal,
  personalData: {
    chartLabel: 'Comments with personal data, by kind',
    none: 'No e-mail address, phone number, link, IP address or @name was found.',
    tip: (rows: number, occurrences: number) => `${number(occurrences)} in ${count(rows, COMMENTS)}`,
    kind: 'Kind',
    rows: 'Comments',
    occurrences: 'Occurrences',
    help: 'Found by their shape; some may be missed.',
  },
  duplicates: {
    none: 'No comment is repeated.',
    identical: 'identical',
    exact: 'the same but for case, spaces and punctuation',
    near: 'nearly the same',
    conflicting: 'with both labels',
    groups: (n: number) => count(n, { one: 'group', other: 'groups' }),
    spare: (n: number) => `${count(n, COMMENTS)} that could be removed`,
    conflictingRows: (n: number) => count(n, COMMENTS),
    open: 'Tidy up in Data',
    kind: 'Kind',
    groupsHead: 'Groups',
    rowsHead: 'Comments that could be removed',
    largest: 'The largest groups',
    groupName: (rows: number) => `${number(rows)} comments`,
    conflict: 'both labels',
    help: 'Repeats make a model look better than it is when it is tested on texts that it has learnt from; conflicting labels teach it nothing.',
  },
  drillDown: {
    title: 'Matching comments',
    count: (n: number) => count(n, COMMENTS),
    first: (shown: number, all: number) => `The first ${number(shown)} of ${count(all, COMMENTS)}`,
    none: 'No comment matches.',
    open: 'Open in Data',
    failed: 'The comments could not be read',
    searching: 'Looking for the comments…',
    row: (n: number) => `row ${number(n)}`,
    empty: 'empty comment',
    what: {
      class: (key: ClassKey) => classes[key],
      length: (measure: LengthMeasure, from: number, to: number | null) =>
        to === null
          ? `${number(from)} ${measures[measure]} or more`
          : to - from === 1
            ? `${number(from)} ${measures[measure]}`
            : `${number(from)}–${number(to - 1)} ${measures[measure]}`,
      term: (term: string) => `“${isolated(term)}”`,
      language: (language: TextLanguage) => languages[language],
      empty: 'empty comments',
      missing: 'comments with a placeholder for text',
      style: (mark: StyleMark) => marks[mark],
      identity: (group: string) => (group in groups ? groups[group as IdentityGroup] : group),
      personalData: (kind: PersonalDataKind) => personal[kind],
      wordClass: (wordClass: WordClass) => wordClasses[wordClass],
      rows: 'repeated comments',
    },
  },
};
