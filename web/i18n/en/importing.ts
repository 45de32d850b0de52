import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { count, list, number, bytes } = formats.en;
const ROWS = { one: 'row', other: 'rows' };
const VALUES = { one: 'value', other: 'values' };
const quoted = (name: string) => `“${isolated(name)}”`;

/** The sheet on which a person says how a file is read. */
export const importing = {
  counting: 'Counting every row…',
  countingDetail: (read: number, total: number, rows: number) =>
    `${bytes(read)} of ${bytes(total)} · ${count(rows, ROWS)}`,
  countStopped: 'The rows have not been counted, so it is not known what the labels hold.',
  countAgain: 'Count the rows',
  columns: {
    text: 'Comments are in',
    textMissing: 'Choose the column that holds the comments.',
    label: 'Labels are in',
    more: (n: number) => `Label column ${number(n)}`,
    none: 'No labels: only read the comments',
    noneHelp: 'Without labels nothing can be learnt from the file.',
    add: 'Add a label column',
    addAll: (names: readonly string[]) => `Add ${list(names.map(quoted))}`,
    addFamily: (n: number) => `Add the other ${number(n)} like it`,
    remove: (name: string) => `Without ${quoted(name)}`,
    choose: 'Choose…',
    search: (n: number) => `Type to find one of ${number(n)} columns.`,
    unknown: 'No column has this name.',
  },
  combine: {
    label: 'What these columns are',
    separate: 'Each is a label of its own',
    separateHelp: 'A model learns each of them and reports each by its name.',
    any: 'One label: toxic in any of them',
    majority: 'One label: what most of them say',
    atLeast: 'One label: toxic in at least…',
    mean: 'One label: their mean, from a cut',
    votes: 'Columns that say toxic',
    cut: 'Toxic from a mean of',
  },
  values: {
    title: (column: string) => `What do the values of ${quoted(column)} mean?`,
    titleSeveral: (columns: readonly string[]) => `What do the values of ${list(columns.map(quoted))} mean?`,
    grid: 'Values of the labels',
    value: 'Value',
    rows: 'Rows',
    meaning: 'Means',
    toxic: 'Toxic',
    notToxic: 'Not toxic',
    leaveOut: 'Leave out',
    ask: 'Not decided',
    blank: 'empty',
    keys: 'Arrow keys move; T toxic, N not toxic, L leave out.',
    search: 'Find a value',
    shown: (shown: number, total: number) => `${number(shown)} of ${count(total, VALUES)}`,
    setAll: (n: number) => `Set ${n === 1 ? 'the one' : `all ${number(n)}`} shown:`,
    notJudged: 'not judged',
    reset: 'Back to the guesses',
    none: 'No value is like this.',
  },
  cut: {
    byCut: 'By a cut',
    byValue: 'Value by value',
    mode: 'How numbers are read',
    at: 'Cut at',
    direction: 'Which side is toxic',
    from: 'Toxic from here up',
    below: 'Toxic below',
    histogram: (toxic: number, notToxic: number) =>
      `Numbers in the label column: ${count(toxic, ROWS)} on the toxic side, ${number(notToxic)} on the other.`,
    bar: (from: number, to: number, rows: number) => `${number(from, 2)} to ${number(to, 2)}: ${count(rows, ROWS)}`,
  },
  inverted: (column: string) =>
    `${quoted(column)} says what is not toxic, so a 1 or a yes is read as not toxic, and a 0 or a no as toxic.`,
  straight: (column: string) => `A 1 or a yes in ${quoted(column)} is read as toxic.`,
  invert: 'Read it the other way round',
  turned: 'Columns that say what is not toxic, so that a 1 or a yes means “not toxic”',
  summary: {
    keeps: (kept: number, toxic: number, not: number) =>
      `Keeps ${count(kept, ROWS)}: ${number(toxic)} toxic, ${number(not)} not.`,
    keepsLabels: (kept: number, labels: number) => `Keeps ${count(kept, ROWS)} with ${number(labels)} labels.`,
    ofLabel: (name: string, toxic: number, not: number, none: number) =>
      `${quoted(name)}: ${number(toxic)} toxic, ${number(not)} not${none > 0 ? `, ${number(none)} without this label` : ''}.`,
    oneClassOfLabel: (toxic: boolean) => `${toxic ? 'All toxic' : 'None toxic'}: it cannot be learnt.`,
    firstDecides: (name: string) =>
      `${quoted(name)} comes first: it decides which rows are kept. Each label can be corrected in the table.`,
    keepsUnlabelled: (kept: number) => `Keeps ${count(kept, ROWS)}, without labels.`,
    keepsNone: 'Keeps no row.',
    leavesOut: (rows: number) => `Leaves out ${count(rows, ROWS)}`,
    reason: (reason: string, rows: number) => `${reason}: ${number(rows)}`,
    uncounted: (rows: number) =>
      `${count(rows, ROWS)} with rarer values ${rows === 1 ? 'is' : 'are'} read in the same way and not counted here.`,
    oneClass: (toxic: boolean) =>
      `Every row that is kept is ${toxic ? 'toxic' : 'not toxic'}. To train a model, both kinds are needed.`,
  },
  questions: {
    left: (n: number) => (n === 1 ? 'One question is left' : `${number(n)} questions are left`),
    textColumn: 'Which column holds the comments?',
    labelColumn: (column: string) => `Is ${quoted(column)} the column of the labels?`,
    labelYes: 'Yes, it is',
    labelNone: 'The file has no labels',
    together: 'All of them together',
    values: (column: string, n: number) =>
      n === 1
        ? `One value of ${quoted(column)} could mean either. What does it mean?`
        : `${count(n, VALUES)} of ${quoted(column)} could mean either. What do they mean?`,
    toValues: 'Go to them',
    cut: (column: string, min: number, max: number) =>
      `The numbers in ${quoted(column)} go from ${number(min, 2)} to ${number(max, 2)}. From which one on is a comment toxic?`,
    toCut: 'Choose the cut',
    oneClass: (column: string, toxic: boolean, leftOut: readonly string[]) =>
      `Every label in ${quoted(column)} is ${toxic ? 'toxic' : 'not toxic'}, and rows with ${list(leftOut.slice(0, 3).map((value) => (value === '' ? 'an empty cell' : quoted(value))))} would be left out. What are they?`,
    oneClassOpposite: (toxic: boolean): string => (toxic ? 'They are not toxic' : 'They are toxic'),
    oneClassLeave: 'Leave them out',
    quotes: (total: number, first: readonly number[]) =>
      `Cells in quotation marks hold whole lines of this file: ${count(total, ROWS)}, from line ${number(first[0] ?? 1)}. Are the marks part of the text?`,
    quotesText: 'They are part of the text',
    quotesCells: 'They enclose cells',
    entry: 'Which file of the archive?',
    repeats: (comments: number, rows: number, differing: number) =>
      `${count(comments, { one: 'comment is', other: 'comments are' })} in several rows (${number(rows)} in all), as if several people had labelled them, and ${number(differing)} of them got different labels. What counts?`,
    repeatsMajority: 'The majority',
    repeatsAny: 'One toxic label is enough',
    repeatsKeep: 'Keep every row',
  },
  decode: {
    label: 'Comments are encoded',
    auto: 'By their cells',
    none: 'No',
    base64: 'In base64',
    percent: 'With percent signs (%20)',
  },
  clean: {
    offer: (n: number, share: string) =>
      `${count(n, { one: 'comment holds', other: 'comments hold' })} leftovers of the programs that they came through (${share}).`,
    kinds: {
      entities: (n: number) => `HTML in place of characters: ${number(n)}`,
      escapes: (n: number) => `“\\n” or “\\u2019” in place of characters: ${number(n)}`,
      decomposed: (n: number) => `accents apart from their letters: ${number(n)}`,
      zeroWidth: (n: number) => `characters without width: ${number(n)}`,
    },
    action: 'Clean the comments',
    help: 'As they were they are kept in a column of their own.',
    examples: 'What would change',
    before: 'Now',
    after: 'Cleaned',
  },
  recalled: 'Read as last time: this file has the columns of one that you imported before.',
  forget: 'Forget, and guess anew',
  same: (name: string, date: string) => `You imported this very file on ${date}: it is here as ${quoted(name)}.`,
  openSame: 'Open the one you have',
  again: 'Import again',
  sameComments: (name: string) => `The same comments with the same labels are here already, as ${quoted(name)}.`,
  skipLines: 'Lines above the table',
  skipLinesAuto: 'Automatic',
  badBytes: 'Read on whatever bytes are wrong',
  badBytesHelp: 'Each becomes “\ufffd”.',
};
