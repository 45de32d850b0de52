import { CodedError } from '#shared/base/errors';
import { readConfig } from '../../sync-server/config';
import { openLog } from '../../sync-server/log';
import { openServer, versionIn } from '../../sync-server/openServer';
import { readOptions } from './args';
import { DEFAULTS_FOLDER } from './models';
import { workerCommand } from './serverCommands';

/**
 * Takes tasks until it is asked to stop, and then hands back those under way.
 * @throws CodedError `argument-invalid` without DATABASE_URL: the embedded database is its server's alone.
 */
export async function runWorker(argv: readonly string[]): Promise<void> {
  readOptions(workerCommand, argv);
  const config = readConfig(process.env);
  if (config.DATABASE_URL === null) {
    throw new CodedError('argument-invalid', {
      argument: 'DATABASE_URL',
      got: 'not set',
      expected: 'the PostgreSQL of the server; without one, TRAINING_SLOTS of the server says how many tasks it runs',
    });
  }
  const log = await openLog(config);
  const version = await versionIn(new URL('../../package.json', import.meta.url));
  const server = await openServer({ config, webDir: null, defaultsDir: DEFAULTS_FOLDER, version, log });
  log.info({ worker: server.worker.name, slots: config.TRAINING_SLOTS }, 'working');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}
