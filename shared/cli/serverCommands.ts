import { ROLES } from '#shared/api/roles';
import type { CommandLine } from './args';

/* The command lines of what runs beside a sync server, without what they run. */

export const tokenCommand: CommandLine = {
  usage: 'token new|list|revoke [ID] [options]',
  summary: 'Makes, lists and ends the tokens of the sync server, on this machine.',
  words: 'new, list or revoke',
  options: {
    role: [ROLES.join('|'), 'new: what the token may do (default: admin)'],
    name: ['TEXT', 'new: what to call it (default: command line)'],
    days: ['N', 'new: days until it expires (default: never)'],
    json: [null, 'print the result as JSON'],
  },
};

export const serverCommand: CommandLine = {
  usage: 'server rebuild [options]',
  summary: 'Makes the sync server’s index of models and datasets anew from their files.',
  words: 'rebuild',
  options: { json: [null, 'print the result as JSON'] },
};

export const workerCommand: CommandLine = {
  usage: 'worker',
  summary: 'Runs tasks of a sync server on this machine; DATABASE_URL and BLOB_STORE say which.',
  options: {},
};
