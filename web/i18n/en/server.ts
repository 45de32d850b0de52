import type { Role } from '#shared/api/roles';
import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { bytes, count, duration, number } = formats.en;

const roles: Record<Role, string> = { reader: 'reader', contributor: 'contributor', admin: 'admin' };
const may: Record<Role, string> = {
  reader: 'You may take the models that others share.',
  contributor: 'You may take and share models, and train on the server.',
  admin: 'You may take, share and remove models, train on the server, and make tokens for others.',
};

/** The Server page: the connection to a server that a person chose. */
export const server = {
  tab: 'Server',
  title: {
    none: 'Nothing is shared: everything is on this device',
    idle: (host: string) => `The server ${isolated(host)}`,
    ready: (host: string) => `Signed in to ${isolated(host)}`,
    failed: (host: string) => `${isolated(host)} cannot be used now`,
  },
  intro:
    'A server is optional. With one, a team shares models and trains on a machine that is not a browser. Everything else works without one.',
  connect: {
    title: 'Sign in',
    own: 'This app comes from a Moderato server. Ask whoever runs it for a link or a token.',
    help: 'Whoever runs a Moderato server gives you a link, or a token. The link alone is enough.',
    address: 'Address of the server',
    addressHelp: 'For example https://moderato.example.org',
    token: 'Link or token',
    tokenHelp: 'It stays on this device and goes to that server only. Leave it empty if the server lets guests in.',
    action: 'Sign in',
    working: 'Asking the server…',
    failed: 'Not signed in',
  },
  state: {
    title: 'Connection',
    address: 'Address',
    who: 'You are',
    named: (name: string, role: Role) => `${isolated(name)}, ${roles[role]}`,
    guest: 'a guest, reader',
    may: (role: Role) => may[role],
    expires: 'Your token ends',
    never: 'never',
    version: 'Version of the server',
    asking: 'Asking the server. Nothing here waits for the answer.',
    otherVersion: (theirs: string, ours: string) =>
      `The server has version ${theirs}, this app version ${ours}. What one of them does not know is reported where it is met.`,
    again: 'Check again',
    signOut: 'Sign out',
    signedOut: 'Signed out. The token was deleted from this device.',
    signInAgain: 'Sign in again',
  },
  moving: 'Moving from the Perspective API: what to change in a client',
  signedIn: (host: string, role: Role) => `Signed in to ${isolated(host)} as ${roles[role]}.`,
  linkFailed: 'The link did not sign you in',
  leaves: {
    title: 'What leaves this device',
    intro: 'Nothing by itself. Each of these asks first:',
    items: [
      'A model that you share: its file, with the words and phrases that it learnt from your comments and their weights, its measured quality, and its name.',
      'Comments that you train on or search with on the server: their text and the labels, and nothing else of the file. They are deleted there when that has ended, unless you choose otherwise.',
      'A new name for a model that is shared, when you rename it here.',
    ],
    always:
      'While you are signed in the server also sees your token, your network address and when you ask for something.',
    never:
      'What stays here: the comments that you score, your datasets with their edits, notes, reports, tasks, settings and lists of words.',
  },
  synced: {
    title: 'What is kept the same on both sides',
    text: 'Nothing is copied in the background. Models are shared and taken one by one or several at once on the Models page, and only those that the other side lacks are sent. A model is called by the SHA-256 of its file, so the same model is never there twice.',
    models: 'To the models',
  },
  shared: {
    title: (host: string) => `On ${isolated(host)}`,
    help: 'What people share there. A model is checked, byte by byte, before it is kept here.',
    none: 'Nobody has shared a model there yet.',
    invite: 'Share models with others through a server.',
    inviteAction: 'Choose a server',
    away: (host: string) => `What is shared on ${isolated(host)} cannot be seen now.`,
    why: 'Why',
    badge: 'Shared',
    badgeHelp: 'It is on the server too',
    localBadge: 'Only here',
    waitingPush: 'Waiting to be shared',
    waitingUnshare: 'Still on the server for now',
    here: 'here already',
    hereAs: (name: string) => `here it is called “${isolated(name)}”`,
    useName: 'Use the name from there',
    take: 'Take',
    takeNamed: (name: string) => `Take “${isolated(name)}”`,
    takeAll: (n: number) => `Take all that are new (${number(n)})`,
    taken: (n: number) => `${count(n, { one: 'model is', other: 'models are' })} here now.`,
    takeFailed: 'Not taken',
    taking: (name: string) => `Taking “${isolated(name)}”`,
    share: 'Share…',
    shareSelected: 'Share…',
    stop: 'Stop sharing',
    stopNamed: (name: string) => `Stop sharing “${isolated(name)}”`,
    onlyRead: 'Your role there is reader, so you can take models and not share them.',
    confirm: {
      title: (n: number) => (n === 1 ? 'Share this model?' : `Share ${number(n)} models?`),
      to: (host: string) => `To ${isolated(host)} goes:`,
      file: (size: number, terms: number) =>
        `the model file, ${bytes(size)}. In it are ${count(terms, { one: 'term', other: 'terms' })}: words and parts of words from the comments that it learnt from. Rare ones may be names`,
      files: (n: number, size: number) =>
        `${count(n, { one: 'model file', other: 'model files' })}, ${bytes(size)}, with words and parts of words from the comments that they learnt from. Rare ones may be names`,
      figures: 'its settings and measured quality, which are in the file',
      name: (name: string) => `its name, “${isolated(name)}”`,
      names: 'their names',
      not: 'The comments themselves, your notes and the threshold that you chose stay here. Everybody with a token for the server can take what is shared.',
      offline: 'The server cannot be reached now. It is sent when it can.',
      action: 'Share',
    },
    confirmStop: {
      title: (name: string) => `Stop sharing “${isolated(name)}”?`,
      text: 'It is removed from the server, where nobody can take it any more. Copies that others have taken stay with them, and yours stays here.',
      notHere: 'It is not on this device: take it first if you want to keep it.',
    },
    renamed: 'The new name goes to the server too.',
  },
  waiting: {
    title: 'Waiting for the server',
    help: 'This is done when the server answers, also after a reload.',
    none: 'Nothing waits.',
    what: {
      push: (name: string) => `Share “${isolated(name)}”`,
      unshare: (name: string) => `Stop sharing “${isolated(name)}”`,
      rename: (name: string) => `Rename to “${isolated(name)}” on the server`,
      fit: (name: string) => `Train “${isolated(name)}” on the server`,
      search: (name: string) => `Search settings for “${isolated(name)}” on the server`,
      cancel: (name: string) => `Stop what runs for “${isolated(name)}” on the server, and delete its comments there`,
      unknown: (name: string) => `Something unreadable (${isolated(name)})`,
    },
    doing: 'being done now',
    due: 'next in line',
    later: (milliseconds: number) => `tried again in ${duration(milliseconds)}`,
    refused: 'The server refused:',
    otherServer: (host: string) => `for ${isolated(host)}: sign in there to go on`,
    retry: 'Try again',
    retryNamed: (what: string) => `Try again: ${isolated(what)}`,
    drop: 'Drop',
    dropNamed: (what: string) => `Drop: ${isolated(what)}`,
    failed: 'What waits cannot be read',
  },
  remote: {
    where: 'Train where?',
    here: 'On this device',
    there: (host: string) => `On ${isolated(host)}`,
    estimateThere: (milliseconds: number) =>
      `There it takes about ${duration(milliseconds)} once it begins, going by earlier trainings.`,
    unknownThere: 'How long it takes there is not known yet: nothing was trained there from here.',
    onlyRead: 'Your role on the server is reader, so you can neither train nor search there.',
    cannot: {
      groups:
        'Comments are kept together by a column, which the server cannot do yet. Train here, or choose no column.',
      sources:
        'The comments come from several datasets, which the server cannot learn from together yet. Train here, or choose one.',
    },
    confirm: {
      title: (host: string) => `Send these comments to ${isolated(host)}?`,
      text: (n: number, size: number) =>
        `${count(n, { one: 'comment', other: 'comments' })}, about ${bytes(size)}: their text and the labels you chose. Nothing else of the file, and not its name. If the server has the very same already, nothing is sent.`,
      model:
        'The model stays on the server too, where everybody with a token can take it, until somebody stops sharing it. It comes here by itself.',
      keep: 'Keep the comments on the server',
      keepHelp:
        'More work on the same comments then need not send them again. Otherwise they are deleted when this has ended.',
      action: 'Send and train',
    },
    started: (name: string) =>
      `“${isolated(name)}” is trained on the server. It is among the tasks, and goes on without this page.`,
    withdrawn: {
      unsent: (name: string) => `“${isolated(name)}” was stopped. No comments were sent for it.`,
      deleted: (name: string) => `“${isolated(name)}” was stopped. None of its comments are on the server any more.`,
      needed: (name: string) =>
        `“${isolated(name)}” was stopped. Another task on the server still needs its comments: it was started with the same ones.`,
    },
    phases: {
      connect: 'Waiting for the server',
      read: 'Collecting the comments',
      upload: 'Sending the comments',
      submit: 'Handing over the training',
      queued: 'Waiting for its turn on the server',
      running: 'Training on the server',
      pull: 'Fetching the model',
    },
  },
  /** What differs from a training there. */
  remoteSearch: {
    where: 'Search where?',
    estimateThere: (milliseconds: number) =>
      `There it takes about ${duration(milliseconds)} at most once it begins, going by earlier trainings; several workers share it.`,
    unknownThere: 'How long it takes there is not known yet: nothing was trained there from here.',
    cannot: {
      groups:
        'Comments are kept together by a column, which the server cannot do yet. Search here, or choose no column.',
      sources:
        'The comments come from several datasets, which the server cannot learn from together yet. Search here, or choose one.',
      halving: 'Successive halving goes round by round, which only this device does. Search here, or another way.',
    },
    result: 'Only the figures of the trials come back. No model is made there.',
    action: 'Send and search',
    started: (name: string) =>
      `Settings for “${isolated(name)}” are searched on the server. It is among the tasks, and the trials come here at its end.`,
    phases: { submit: 'Handing over the search', running: 'Searching on the server', pull: 'Fetching the trials' },
  },
};
