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
  typed: {
    label: (word: string) => `Type “${word}” to confirm`,
    clear: 'delete',
    replace: 'replace',
  },
};
