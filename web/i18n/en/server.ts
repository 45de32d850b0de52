import type { Role } from '#shared/api/roles';
import { isolated } from '#shared/messages/isolated';

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
    'A server is optional. With one, a team shares models and trains on a machine that is not a browser. Without one, everything works as it does now.',
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
  signedIn: (host: string, role: Role) => `Signed in to ${isolated(host)} as ${roles[role]}.`,
  linkFailed: 'The link did not sign you in',
  leaves: {
    title: 'What leaves this device',
    intro: 'Nothing by itself. Each of these asks first:',
    items: [
      'A model that you share: its file, with the words and phrases that it learnt from your comments and their weights, its measured quality, and its name.',
      'Comments that you train on the server: their text and the labels, and nothing else of the file. They are deleted there when the training has ended, unless you choose otherwise.',
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
};
