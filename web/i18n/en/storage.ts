import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { bytes, count } = formats.en;

const contents = (datasets: number, models: number) =>
  `${count(datasets, { one: 'dataset', other: 'datasets' })} and ${count(models, { one: 'model', other: 'models' })}`;

/** The Storage page. */
export const storage = {
  tab: 'Storage',
  title: (used: number | null) => (used === null ? 'Storage' : `${bytes(used)} is kept on this device`),
  intro: (quota: number) => `The browser allows about ${bytes(quota)} here.`,
  failed: 'The lists cannot be read',
  list: {
    title: 'What takes the space',
    caption: 'Datasets and models by size, the largest first',
    name: 'Name',
    kind: 'Kind',
    size: 'Size',
    dataset: 'Dataset',
    model: 'Model',
    removed: 'removed, can be restored',
    rest: 'The app itself, reports and tasks',
    empty: 'No dataset and no model of your own is kept here.',
    compressed: 'The browser packs what it keeps, so all of it together takes less than the sum of the sizes.',
  },
  save: {
    title: 'Save everything in one file',
    text: 'Datasets with their edits, models, what was removed and can still be restored, the list of tasks, and your settings. Reports of Explore are left out: they are computed again.',
    warning: 'The file is not encrypted: whoever has it can read the comments in it.',
    button: 'Save a backup…',
    fileName: (date: string) => `moderato-backup-${date}`,
    working: 'Saving the backup',
    done: (datasets: number, models: number, size: number) =>
      `The backup is saved: ${contents(datasets, models)}, ${bytes(size)}.`,
    failed: 'The backup was not saved',
    notSaved: 'Not in the backup, because what is stored of it is damaged:',
    kinds: {
      dataset: (name: string) => `dataset “${isolated(name)}”`,
      model: (name: string) => `model “${isolated(name)}”`,
      task: (name: string) => `task “${isolated(name)}”`,
      undo: (name: string) => `the undo steps of dataset “${isolated(name)}”; its comments are in it`,
    },
  },
  restore: {
    title: 'Restore a backup',
    text: 'The whole file is checked first. If anything in it is damaged, nothing is changed.',
    button: 'Choose a backup…',
    dialog: (name: string) => `Restore “${isolated(name)}”`,
    mode: 'What happens to what is here',
    modes: { merge: 'Add to it', replace: 'Replace it' },
    merge: 'What is here stays as it is, settings included. Datasets and models that are not here are added.',
    replace:
      'All datasets, models, tasks and settings on this device are deleted, and those of the backup take their place. This cannot be undone.',
    confirm: 'Restore',
    working: 'Restoring the backup',
    merged: (datasets: number, models: number, here: number) =>
      `Added: ${contents(datasets, models)}.${here === 0 ? '' : ` ${here} that were here already stayed as they were.`}`,
    replaced: (datasets: number, models: number) =>
      `Everything was replaced: ${contents(datasets, models)} are here now.`,
    withoutSettings: 'The settings could not be written: the browser blocks them or has no room.',
    failed: 'The backup was not restored',
  },
  clear: {
    title: 'Clear everything',
    text: 'Deletes all datasets, models, reports, tasks and settings on this device for good. Models that come with the app stay.',
    button: 'Clear everything…',
    dialog: 'Clear everything?',
    confirmText: (datasets: number, models: number) =>
      `${contents(datasets, models)} are deleted, with those in “Recently removed”, all edits, reports, tasks and settings. This cannot be undone. Save a backup first if you may need them again.`,
    confirm: 'Clear everything',
    done: 'Everything was deleted.',
    failed: 'Nothing was deleted',
  },
  saveRaw: { failed: 'The raw parts were not saved' },
  check: {
    link: 'Check everything that is kept here',
    tab: 'Check',
    title: 'Check what is kept',
    intro: 'Every comment, label and model on this device is read once. Nothing is changed.',
    faults: {
      newer: 'What is kept here is from a newer version',
      blocked: 'Another window holds what is kept here',
      unopened: 'What is kept here cannot be opened',
      incomplete: 'Parts of what is kept here are missing',
    },
    meanwhile: 'Nothing has been deleted. Comments can still be scored on the Predict page.',
    reload: 'Load the page again',
    run: 'Check now',
    again: 'Check again',
    working: 'Reading everything',
    failed: 'The check could not be finished',
    fine: (datasets: number, models: number) => `${contents(datasets, models)}: everything can be read.`,
    found: (n: number) => `${count(n, { one: 'item is', other: 'items are' })} damaged`,
    foundHelp:
      'Save what can be read first. Then delete what is damaged, and import or train it again: the rest keeps working.',
    kinds: { dataset: 'Dataset', model: 'Model', task: 'Task' },
    unnamed: 'without a name',
    record: (reason: string) => `its record cannot be used (${isolated(reason)})`,
    rows: (column: string, from: number, to: number, pieces: number) =>
      `rows ${from + 1} to ${to} of “${isolated(column)}” are gone or unreadable${pieces > 1 ? `, and ${count(pieces - 1, { one: 'piece', other: 'pieces' })} more` : ''}`,
    file: { missing: 'its file is gone', altered: 'its file is no longer what was kept' },
    deleteTitle: (name: string) => `Delete “${isolated(name)}” for good?`,
    deleteText: 'This cannot be undone.',
    delete: 'Delete',
    save: 'Save what can be read',
    saveText:
      'The backup holds every dataset and model that is whole, and can be restored here or on another device. The raw parts are all records as they are stored, also damaged ones: for somebody who can take them apart.',
    saveNothing: 'As long as it cannot be opened, nothing of it can be saved.',
    backup: 'Save a backup…',
    raw: 'Save the raw parts…',
    rawFile: (date: string) => `moderato-raw-${date}`,
    savingRaw: 'Saving the raw parts',
    rawDone: (records: number, size: number, unread: number) =>
      `The raw parts are saved: ${count(records, { one: 'record', other: 'records' })}, ${bytes(size)}.${unread === 0 ? '' : ` ${count(unread, { one: 'record', other: 'records' })} could not be read; index.json lists them.`}`,
    anew: 'Start anew',
    anewText:
      'Deletes all datasets, models, reports and tasks that are stored here, and begins with nothing. Settings stay. A backup can be restored afterwards.',
    anewButton: 'Start anew…',
    anewTitle: 'Delete what is stored here?',
    anewConfirm:
      'All datasets, models, reports and tasks on this device are deleted for good, also those that could not be saved.',
    anewFailed:
      'If the browser refuses this, delete the data of this site in the browser’s settings; that has the same effect.',
  },
  typed: {
    label: (word: string) => `Type “${word}” to confirm`,
    clear: 'delete',
    replace: 'replace',
  },
};
