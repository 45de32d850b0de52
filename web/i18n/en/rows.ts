import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { count, number, percent } = formats.en;
/** A bound as a person typed it. */
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 12 }).format;
const COMMENTS = { one: 'comment', other: 'comments' };
const comments = (n: number) => count(n, COMMENTS);
const labelNames = { toxic: 'toxic', other: 'other', none: 'without a label' };

/** The pages of one dataset. */
export const rows = {
  back: 'All datasets',
  missing: { title: 'This dataset is not here', text: 'It may have been removed, or the address may be mistyped.' },
  intro: (kept: number, positives: number, negatives: number, unlabelled: number) =>
    [
      comments(kept),
      positives + negatives > 0 ? `${number(positives)} toxic, ${number(negatives)} other` : null,
      unlabelled > 0 ? `${number(unlabelled)} without a label` : null,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  introOfLabel: (kept: number, name: string, positives: number, negatives: number, unlabelled: number) =>
    [
      comments(kept),
      `${isolated(name)}: ${number(positives)} yes, ${number(negatives)} no`,
      unlabelled > 0 ? `${number(unlabelled)} without a label` : null,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  introRemoved: (n: number) => `${number(n)} removed`,
  addressUnread: 'Part of this address could not be read, and was left out.',
  views: {
    label: 'Views of the dataset',
    comments: 'Comments',
    duplicates: 'Repeats',
    unlabelled: (n: number) => `Label (${number(n)})`,
  },
  train: 'Train',
  exportAction: 'Export…',
  partsAction: 'Parts…',
  undo: 'Undo',
  redo: 'Redo',
  undoing: {
    label: (n: number) => `Undo the change of ${count(n, { one: 'label', other: 'labels' })}`,
    remove: (n: number) => `Undo the removal of ${comments(n)}`,
    restore: (n: number) => `Undo the restoring of ${comments(n)}`,
    divide: () => 'Undo the division into parts',
    rename: () => 'Undo the new names of parts',
    undivide: () => 'Undo the removal of the parts',
    add: (n: number) => `Undo adding ${comments(n)}`,
  },
  redoing: {
    label: (n: number) => `Change ${count(n, { one: 'label', other: 'labels' })} again`,
    remove: (n: number) => `Remove ${comments(n)} again`,
    restore: (n: number) => `Restore ${comments(n)} again`,
    divide: () => 'Divide into parts again',
    rename: () => 'Rename the parts again',
    undivide: () => 'Remove the parts again',
    add: (n: number) => `Add ${comments(n)} again`,
  },
  filter: {
    legend: 'Which comments to show',
    whichLabel: 'Label',
    class: 'Class',
    classes: { any: 'any', toxic: 'toxic', other: 'other', none: 'no label' },
    yesNo: { any: 'any', toxic: 'yes', other: 'no', none: 'no label' },
    text: 'Text',
    modes: { contains: 'contains', pattern: 'matches the expression' },
    placeholder: { contains: 'any part of the text', pattern: 'such as \\bedit(s|ed)?\\b' },
    ignoreCase: 'Upper and lower case alike',
    find: 'Find',
    more: 'Length, parts, other columns',
    lengthFrom: 'Characters from',
    lengthTo: 'to',
    lengthError: 'The longest must not be below the shortest.',
    column: 'Column',
    columnNone: 'no other column',
    equals: 'is exactly',
    numberFrom: (name: string) => `${isolated(name)} from`,
    numberError: 'The highest must not be below the lowest.',
    part: 'Part',
    partAny: 'any',
    edited: 'Only comments whose label was changed here',
    removed: (n: number) => `Show the ${count(n, { one: 'removed comment', other: 'removed comments' })} instead`,
    clear: 'Show all',
    without: (name: string) => `Without this filter: ${name}`,
  },
  filtered: {
    contains: (text: string) => `contains “${isolated(text)}”`,
    pattern: (source: string) => `matches /${source}/`,
    column: (name: string, value: string) => `${name} is “${isolated(value)}”`,
    number: (name: string, from: number | null, to: number | null) =>
      from === null && to === null
        ? `${isolated(name)} is a number`
        : `${isolated(name)}${from === null ? '' : ` from ${exact(from)}`}${to === null ? '' : ` to ${exact(to)}`}`,
    part: (name: string) => `part “${isolated(name)}”`,
    ofLabel: (name: string, value: string) => `${isolated(name)}: ${value}`,
    edited: 'label changed',
    removed: 'removed',
  },
  found: {
    all: (n: number) => comments(n),
    some: (n: number, of: number) => `${number(n)} of ${comments(of)}`,
    finding: 'Looking…',
    none: 'No comment fits. Loosen a filter, or show all.',
    noneAtAll: 'Every comment of this dataset has been removed.',
    stopped: 'The search was stopped.',
  },
  sort: {
    label: 'Order',
    options: {
      'row-up': 'as in the file',
      'row-down': 'last first',
      'class-down': 'toxic first',
      'class-up': 'other first',
      'length-down': 'longest first',
      'length-up': 'shortest first',
    },
    ofLabel: { 'class-down': 'yes first', 'class-up': 'no first' },
    column: (name: string, descending: boolean) =>
      `${isolated(name)}: ${descending ? 'highest first' : 'lowest first'}`,
  },
  columns: {
    label: 'Columns',
    help: 'Further columns of the file, shown with each comment.',
  },
  together: {
    label: (n: number) => `Change ${n === 1 ? 'this one' : `all ${number(n)}`}…`,
    toxic: 'Label toxic',
    other: 'Label other',
    none: 'Remove labels',
    ofLabel: (name: string, value: string) => `“${isolated(name)}”: ${value}`,
    remove: 'Remove',
    restore: 'Take back',
  },
  did: {
    labelled: (n: number, label: keyof typeof labelNames) =>
      `${n === 1 ? '1 comment is' : `${number(n)} comments are`} now ${labelNames[label]}.`,
    labelledAs: (n: number, name: string, value: string) => `“${isolated(name)}” of ${comments(n)}: now ${value}.`,
    removed: (n: number) => `${comments(n)} removed.`,
    restored: (n: number) => `${comments(n)} taken back.`,
    nothing: 'Nothing to change.',
  },
  grid: {
    label: (name: string) => `Comments of “${isolated(name)}”`,
    row: 'Row',
    class: 'Class',
    comment: 'Comment',
    length: 'Length',
    empty: 'no text',
    noLabel: 'no label',
    yes: 'yes',
    no: 'no',
    was: { toxic: 'was toxic', other: 'was other', none: 'had no label' },
    wasYesNo: { toxic: 'was yes', other: 'was no', none: 'had no label' },
    change: (row: number, now: string) => `Row ${number(row)}: ${now}. Change the label`,
    changeOf: (row: number, name: string, now: string) =>
      `Row ${number(row)}, ${isolated(name)}: ${now}. Change the label`,
    open: 'Read the whole comment',
    close: 'Show one line',
    remove: 'Remove',
    restore: 'Take back',
    setToxic: 'Toxic',
    setOther: 'Other',
    setNone: 'No label',
    setYes: 'Yes',
    setNo: 'No',
    labelled: 'Label',
    part: 'Part',
    clipped: (characters: number) =>
      `The rest is not shown: ${count(characters, { one: 'character', other: 'characters' })} in all. Export the comment to read it.`,
    keys: 'Keys: ↑ ↓ move, Enter opens, 1 toxic, 0 other, − no label, Delete removes, Ctrl+Z undoes.',
    keysOfLabel: (name: string, one: string, nought: string) =>
      `Keys: ↑ ↓ move, Enter opens, for “${isolated(name)}” 1 ${one}, 0 ${nought}, − no label, L next label, Delete removes, Ctrl+Z undoes.`,
    labelNow: (name: string) => `Label: ${isolated(name)}`,
    window: (from: number, to: number, total: number) => `Rows ${number(from)} to ${number(to)} of ${number(total)}`,
    previous: 'Rows before',
    next: 'Rows after',
    goTo: 'Go to row',
    go: 'Go',
    goMissing: (row: number) => `Row ${number(row)} is not among those shown.`,
  },
  export: {
    title: 'Export comments',
    what: 'Which',
    shown: (n: number) => `the ${comments(n)} shown`,
    all: (n: number) => `all ${comments(n)}`,
    part: (name: string, n: number) => `part “${isolated(name)}” (${comments(n)})`,
    format: 'As',
    formats: { csv: 'CSV table', jsonl: 'JSON Lines', xlsx: 'Excel (.xlsx)', parquet: 'Parquet' },
    xlsxHelp:
      'Text is never run as a formula, and scores are numbers. A sheet holds 1,048,575 comments, and a cell 32,767 characters.',
    parquetHelp: 'Scores and labels are numbers, everything else is text, for pandas, DuckDB and the like.',
    help: 'Every column of the file is included, with the labels as they are now, in the order of the file.',
    safe: 'Safe for spreadsheets',
    safeHelp:
      'An apostrophe goes before a cell that a spreadsheet would run as a formula. Leave it off for files that you will import here again.',
    action: 'Save',
    saving: 'Writing the file',
    savingDetail: (done: number, total: number) => `${number(done)} of ${comments(total)}`,
    done: (n: number) => `${comments(n)} saved.`,
    failed: 'The file was not written',
    stopped: 'Stopped. No file was written.',
  },
  parts: {
    title: 'Parts',
    intro: 'Divide the comments at random, so that a model can be judged on some it has not seen.',
    name: (n: number) => `Name of part ${number(n)}`,
    share: (n: number) => `Share of part ${number(n)}, %`,
    suggested: ['train', 'check', 'test'],
    add: 'Add a part',
    drop: (n: number) => `Leave out part ${number(n)}`,
    seed: 'Seed',
    seedHelp: 'The same seed divides the same comments in the same way.',
    duplicates: 'Keep repeated comments together',
    duplicatesHelp: 'A comment that occurs in both parts makes a model look better than it is.',
    stratified: 'Each part has toxic and other comments in the same proportion.',
    sumError: (sum: number) => `The shares add up to ${number(sum, 1)}%; they must add up to 100%.`,
    nameError: 'Every part needs a name of its own.',
    divide: 'Divide',
    dividing: 'Dividing',
    anew: 'Divide again',
    rename: 'Save the names',
    undivide: 'Remove the division',
    divided: (n: number) => `Divided into ${count(n, { one: 'part', other: 'parts' })}.`,
    undivided: 'The division was removed; no comment was.',
    renamed: 'The parts have new names.',
    now: 'The parts',
    counts: (rows: number, positives: number, negatives: number) =>
      positives + negatives === 0
        ? comments(rows)
        : `${comments(rows)}, ${percent(positives / (positives + negatives), 1)} toxic`,
    show: 'Show',
    train: 'Train on it',
  },
  duplicates: {
    title: 'Which comments are repeated?',
    kind: 'What counts as repeated',
    kinds: {
      identical: 'identical',
      exact: 'the same but for case, spaces and punctuation',
      near: 'nearly the same',
      conflicting: 'the same with both labels',
    },
    kindHelp: {
      identical: 'Every character is the same; spaces before and after make no difference.',
      exact: 'Letters, accents, digits, signs and emoji count.',
      near: 'At least four fifths of their pieces are the same. Looking takes a while.',
      conflicting:
        'The same comment, labelled toxic in one place and other in another. A model cannot learn from that.',
    },
    finding: 'Comparing comments',
    found: (groups: number, spare: number) =>
      `${count(groups, { one: 'group', other: 'groups' })}; ${comments(spare)} could be removed.`,
    none: {
      identical: 'No comment occurs twice.',
      exact: 'No comment is repeated.',
      near: 'No two comments are nearly the same.',
      conflicting: 'No repeated comment has both labels.',
    },
    keepFirstOfEach: (n: number) => `Keep the first of each (removes ${number(n)})`,
    removeConflicting: (n: number) => `Remove all of them (${number(n)})`,
    group: (n: number) => `${comments(n)} alike`,
    groupLabel: (place: number) => `Group ${number(place)}`,
    conflict: 'both labels',
    keepFirst: 'Keep the first',
    removeAll: 'Remove all',
    remove: (row: number) => `Remove row ${number(row)}`,
    more: (n: number) => `Show ${number(n)} more`,
    show: 'Show in the table',
  },
};
