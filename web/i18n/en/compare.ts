import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { count, list, number, percent, signed } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };
const name = (text: string) => `“${isolated(text)}”`;
const chance = (p: number) => (p < 0.001 ? 'p < 0.001' : `p = ${number(p, 3)}`);

/** The Compare page. */
export const compare = {
  title: 'Which model is better, and where?',
  intro:
    'Two or more models on the same labelled comments: how well they rank them, what each flags, and whether the difference is more than chance.',
  models: 'Models to compare',
  modelsHelp: 'Two to six. Those that come with Moderato can be compared with your own.',
  data: 'Comments to compare on',
  dataHelp: 'Labelled comments that none of the models has learnt from say the most.',
  part: 'Part',
  wholeDataset: 'All of it',
  label: 'Label',
  columns: 'Also by the values of a column',
  noColumn: 'No further column',
  includeSeen: 'Include comments that a model has learnt from',
  includeSeenHelp: 'They make a model look better than it is with new comments.',
  start: 'Compare',
  again: 'Compare anew',
  chooseModels: 'Choose at least two models.',
  tooMany: 'Choose at most six models: more lines cannot be told apart.',
  newFile: {
    first: 'Bring a file of labelled comments: it is imported as a dataset, here, and chosen.',
    text: 'Or on a new file of labelled comments. It is imported as a dataset, here, and chosen.',
    elsewhere: 'A file is being prepared in Data: finish that first to bring another one here.',
    toData: 'Go to Data',
    same: (dataset: string) => `Compare on ${name(dataset)}, which this file is`,
    unlabelled: (dataset: string) =>
      `${name(dataset)} was imported without labels, so models cannot be compared on it. Label its comments in Data, or import it again with its column of labels.`,
  },
  noData: {
    title: 'No labelled comments yet',
    text: 'Import a file of labelled comments, which the models have not learnt from, and compare them on it.',
  },
  progress: (model: string | null) => (model === null ? 'Looking at the comments' : `Scoring with ${name(model)}`),
  missingModels: (models: number) =>
    `${count(models, { one: 'model', other: 'models' })} of this address ${models === 1 ? 'is' : 'are'} not on this device.`,
  missingData: 'The dataset of this address is not on this device, or has no labels.',
  failed: 'The models could not be compared',
  stopped: 'Stopped. What had been measured is below.',

  rows: (rows: number, toxic: number) =>
    `${count(rows, COMMENTS)}, ${percent(toxic / Math.max(1, rows), 1)} of them toxic.`,
  unlabelled: (rows: number) => `${count(rows, COMMENTS)} without a label ${rows === 1 ? 'is' : 'are'} left out.`,
  seenLeftOut: (rows: number) =>
    `${count(rows, COMMENTS)} that a model has learnt from ${rows === 1 ? 'is' : 'are'} left out.`,
  seenIncluded: (rows: number) =>
    `${count(rows, COMMENTS)} that a model has learnt from ${rows === 1 ? 'is' : 'are'} included: its figures are too good.`,
  sameData: (model: string) =>
    `${name(model)} was trained on exactly these comments: its figures say little about new ones.`,
  unknownTraining: (models: readonly string[]) =>
    `What ${list(models.map(name))} learnt from is not stored on this device, so comments it knows cannot be found and left out.`,
  oneClass: 'All these comments have the same label, so nothing can be ranked: AUC and curves are not defined.',

  verdict: {
    title: 'In words',
    better: (a: string, b: string, aucA: number, aucB: number, p: number) =>
      `${name(a)} ranks toxic comments above harmless ones better than ${name(b)}: of 100 such pairs it orders ${number(100 * aucA, 1)} rightly against ${number(100 * aucB, 1)}. That is more than chance (${chance(p)}).`,
    same: (a: string, b: string, p: number) =>
      `Whether ${name(a)} or ${name(b)} ranks better cannot be told from these comments: the difference may be chance (${chance(p)}).`,
    undefined: (a: string, b: string) => `${name(a)} and ${name(b)} cannot be compared here: one class is missing.`,
    rightMore: (a: string, b: string, onlyA: number, onlyB: number, p: number) =>
      `At their thresholds ${name(a)} is right where ${name(b)} is wrong ${number(onlyA)} times, the other way round ${number(onlyB)} times: more than chance (${chance(p)}).`,
    rightSame: (a: string, b: string, onlyA: number, onlyB: number, p: number) =>
      `At their thresholds ${name(a)} alone is right ${number(onlyA)} times and ${name(b)} alone ${number(onlyB)} times, which may be chance (${chance(p)}).`,
    corrected: (pairs: number) => `Corrected for ${number(pairs)} comparisons at once (Holm).`,
  },

  sampled: (comments: number) =>
    `A first look: figures are of ${number(comments)} comments at equal distances, until each model has scored all of them.`,
  figures: {
    title: 'Figures',
    model: 'Model',
    label: 'Measured by its label',
    from: 'Flags from',
    auc: 'ROC AUC',
    interval: '95 % interval',
    ap: 'Average precision',
    ece: 'Calibration error',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    atPrecision: 'Recall at 95 % precision',
    atFalsePositive: 'Recall at 1 % false alarms',
    speed: 'µs per comment',
    size: 'Size',
    trained: 'Trained in',
  },

  threshold: {
    title: 'Where to draw the line',
    note: 'Move the line and see what each model would flag. The points in the curves move along.',
    scale: 'Move by',
    scales: { probability: 'Probability', share: 'Share of comments flagged' },
    slider: (value: string) => `From ${value} on a comment is flagged`,
    sliderShare: (value: string) => `Each model flags its highest ${value}`,
    own: 'Each at its own threshold',
    ofHundred: (flagged: number, right: number, missed: number) =>
      `Of 100 comments it flags ${number(flagged, 1)}, ${number(right, 1)} of them rightly, and misses ${number(missed, 1)} that are toxic.`,
    flagged: 'Flagged',
    notFlagged: 'Not flagged',
    toxic: 'Toxic',
    harmless: 'Not toxic',
    at: (value: string) => `from ${value}`,
    nothing: 'nothing is flagged',
    costs: 'What a mistake costs',
    falseAlarm: 'A false alarm',
    miss: 'A toxic comment missed',
    costsHelp: 'In any unit: minutes, money, points. Only their ratio matters for the cheapest line.',
    cheapest: (value: string, cost: number) => `Cheapest from ${value}: ${number(cost, 1)} in all`,
    useCheapest: 'Show the cheapest of each',
    save: 'Keep as its threshold',
    saved: (model: string, value: string) => `${name(model)} flags from ${value} from now on.`,
    otherLabel: 'A threshold of your own is of the first label of a model, which is not the one compared here.',
    shipped: 'Models that come with Moderato keep their threshold.',
  },

  curves: {
    title: 'Curves',
    roc: 'Found against false alarms (ROC)',
    rocX: 'False alarms: share of harmless comments flagged',
    rocY: 'Recall: share of toxic comments found',
    pr: 'Precision against recall',
    prX: 'Recall: share of toxic comments found',
    prY: 'Precision: share of the flagged that are toxic',
    calibration: 'Is a probability to be believed?',
    calibrationX: 'Probability the model gives',
    calibrationY: 'Share that is toxic',
    histogram: (model: string) => `Scores of ${name(model)}`,
    histogramX: 'Probability',
    histogramScore: 'Score',
    histogramY: 'Share of the class',
    table: 'As tables',
    charts: 'As charts',
    save: 'Save',
    saveAs: { png: 'Picture (PNG)', svg: 'Drawing (SVG)' },
    range: 'From',
    count: 'Comments',
    classes: { toxic: 'toxic', other: 'not toxic' },
  },

  pairs: {
    title: 'Model against model',
    a: 'First',
    b: 'Second',
    difference: 'Difference of AUC',
    p: 'p (DeLong, Holm)',
    onlyA: 'Only the first is right',
    onlyB: 'Only the second is right',
    decisionsP: 'p (McNemar, Holm)',
    note: 'p is how often chance alone would make such a difference between equal models.',
  },

  comments: {
    title: 'Comments to look at',
    show: 'Show',
    falseAlarms: (model: string) => `False alarms of ${name(model)}`,
    misses: (model: string) => `Toxic comments that ${name(model)} misses`,
    only: (right: string, wrong: string) => `${name(right)} is right, ${name(wrong)} is wrong`,
    count: (total: number, shown: number) =>
      total > shown ? `${count(total, COMMENTS)}; the first ${number(shown)} are here.` : `${count(total, COMMENTS)}.`,
    none: 'None.',
    row: (row: number) => `Row ${number(row)}`,
    label: 'Label',
    ownThreshold: 'At the thresholds of the models.',
  },

  disguised: {
    title: 'When words are disguised',
    help: 'The same comments with some of their words written as people write them to pass a filter: spaced out, with digits for letters, misspelt.',
    run: 'Try disguises',
    busy: 'Disguising and scoring',
    failed: 'The disguises could not be tried',
    of: (rows: number, toxic: number, share: number) =>
      `ROC AUC on ${count(rows, COMMENTS)}, ${number(toxic)} of them toxic, with ${percent(share, 0)} of the words of each disguised.`,
    all: 'All figures',
    disguise: 'Disguise',
    plain: 'as written',
    fall: 'Lost by it',
    falseAlarms: 'False alarms',
  },
  slices: {
    title: 'Where each is good',
    note: 'The same figures for parts of the comments. Intervals are of 95 %; parts with fewer than 30 comments of a class are marked.',
    by: { length: 'Length, characters', language: 'Language' },
    comments: 'Comments',
    small: 'few',
    auc: 'AUC',
    recall: 'Recall',
    falsePositive: 'False alarms',
    rest: (rows: number) => `${count(rows, COMMENTS)} with rarer values are in no row.`,
    groups: 'Comments that name a group of people',
    groupsNote:
      'Subgroup: ranking among the comments that name it. BPSN: harmless mentions against other toxic comments; low means that harmless mentions are flagged. BNSP: toxic mentions against other harmless comments; low means that they are missed.',
    subgroup: 'Subgroup',
    bpsn: 'BPSN',
    bnsp: 'BNSP',
    noGroups: 'No comment names a group from the list.',
  },

  export: {
    button: 'Save',
    html: 'Page as one file (HTML)',
    csv: 'Tables (CSV)',
    json: 'Everything (JSON)',
    name: (data: string) => `Comparison on ${data}`,
    failed: 'The file could not be saved',
    made: (date: string) => `Made with Moderato on ${date}.`,
  },
  difference: (value: number) => signed(value, 4),
};
