import { ROLES, type Role } from '#shared/api/roles';
import { CodedError } from '#shared/base/errors';
import { TokenService } from '../../sync-server/auth/tokens';
import { readConfig } from '../../sync-server/config';
import { openDatabase } from '../../sync-server/store/database';
import { numberOption, readOptionsAndFiles } from './args';
import { printJson } from './io';
import { tokenCommand } from './serverCommands';

/** Works on the database that the server's variables name; the embedded one must not be in use by a running server. */
export async function runToken(argv: readonly string[]): Promise<void> {
  const { given, files: words } = readOptionsAndFiles(tokenCommand, argv);
  const [action, id] = words;
  const database = await openDatabase(readConfig(process.env));
  try {
    const tokens = new TokenService(database.tables);
    if (action === 'new') {
      const days = numberOption(given, 'days', { min: 0.001, max: 36_500, whole: false }) ?? null;
      const made = await tokens.create(given.get('name') ?? 'command line', roleOf(given.get('role')), days);
      if (given.has('json')) printJson(made);
      else console.log(made.secret);
    } else if (action === 'list') {
      const all = await tokens.list();
      if (given.has('json')) return printJson(all);
      for (const { id: tokenId, role, name, createdAt, expiresAt, revokedAt } of all) {
        const state = revokedAt ? `revoked ${revokedAt}` : expiresAt ? `until ${expiresAt}` : 'without end';
        console.log([tokenId, role.padEnd(11), createdAt, state, name].join('  '));
      }
    } else if (action === 'revoke') {
      if (id === undefined) {
        throw new CodedError('argument-invalid', { argument: 'ID', got: 'nothing', expected: tokenCommand.usage });
      }
      const ended = await tokens.revoke(id);
      if (given.has('json')) printJson(ended);
      else console.log(`revoked ${ended.name}`);
    } else {
      throw new CodedError('argument-invalid', {
        argument: 'token',
        got: words.join(' '),
        expected: tokenCommand.usage,
      });
    }
  } finally {
    await database.close();
  }
}

function roleOf(given = 'admin'): Role {
  const role = ROLES.find((one) => one === given);
  if (role) return role;
  throw new CodedError('argument-invalid', { argument: '--role', got: given, expected: ROLES.join(', ') });
}
