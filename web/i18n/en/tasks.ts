import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { bytes, count, number } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };

/** The list of long tasks. */
export const tasks = {
  title: (live: number): string =>
    live === 0 ? 'Nothing is running' : `${count(live, { one: 'task is', other: 'tasks are' })} under way`,
  intro:
    'Everything that takes a while: imports, reports, trainings, scored files, exports. It goes on while you visit other pages, and shows here in every window.',
  live: 'Under way',
  ended: 'Ended',
  empty: {
    title: 'No tasks yet',
    text: 'Import a file, train a model or score a whole file: how far it is and how it ended will be listed here.',
    action: 'Go to Data',
  },
  states: {
    waiting: 'Waiting for its turn',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Stopped',
    interrupted: 'Interrupted',
  },
  interrupted: (percent: string | null) =>
    percent === null
      ? 'The page that ran it was closed. Nothing half-done was kept.'
      : `The page that ran it was closed at ${percent}. Nothing half-done was kept.`,
  chooseAgain: 'A browser keeps no file for a page over a reload: it has to be chosen once more.',
  cannotRepeat: 'It cannot be run again from here: which comments were on screen was not kept.',
  elsewhere: 'It runs in another window.',
  times: (started: string, finished: string | null, took: string | null) =>
    finished === null ? `Started ${started}` : `Started ${started} · finished ${finished} · took ${took}`,
  waiting: (since: string) => `Waiting since ${since}`,
  neverStarted: (finished: string) => `Never started · ended ${finished}`,
  detail: {
    import: (rows: number, read: number, total: number) =>
      `${count(rows, { one: 'row', other: 'rows' })}, ${bytes(read)} of ${bytes(total)}`,
    explore: (done: number, total: number) =>
      `${number(done)} of ${count(total, { one: 'section', other: 'sections' })}`,
    'score-file': (rows: number) => count(rows, COMMENTS),
    search: (done: number, total: number) => `${number(done)} of ${count(total, { one: 'step', other: 'steps' })}`,
    export: (done: number, total: number) => `${number(done)} of ${count(total, COMMENTS)}`,
  },
  made: {
    rows: (n: number) => count(n, COMMENTS),
    scoredGone: 'The scored file was kept only while its page was open.',
  },
  open: 'Open',
  tryIt: 'Try it',
  again: 'Run again',
  choose: 'Choose the file again…',
  stop: 'Stop',
  remove: 'Take off the list',
  named: (action: string, what: string) => `${action}: ${isolated(what)}`,
  clear: 'Clear the list',
  clearHelp: 'What the tasks made stays.',
  cleared: (n: number) => `${count(n, { one: 'task', other: 'tasks' })} taken off the list.`,
  storageError: 'The list could not be kept',
};
