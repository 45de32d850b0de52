import { CodedError } from '#shared/base/errors';
import { readConfig } from './config';
import { openLog } from './log';
import { openServer, versionIn } from './openServer';

export interface WorkerPlaces {
  /** The models that come with the app. */
  readonly defaultsDir: string;
  /** The package.json of Moderato. */
  readonly packageFile: URL;
}

/**
 * Takes tasks until it is asked to stop, and then hands back those under way.
 * @throws CodedError `argument-invalid` without DATABASE_URL: the embedded database is its server's alone.
 */
export async function runWorker({ defaultsDir, packageFile }: WorkerPlaces): Promise<void> {
  const config = readConfig(process.env);
  if (config.DATABASE_URL === null) {
    throw new CodedError('argument-invalid', {
      argument: 'DATABASE_URL',
      got: 'not set',
      expected: 'the PostgreSQL of the server; without one, TRAINING_SLOTS of the server says how many tasks it runs',
    });
  }
  const log = await openLog(config);
  const server = await openServer({ config, webDir: null, defaultsDir, version: await versionIn(packageFile), log });
  log.info({ worker: server.worker.name, slots: config.TRAINING_SLOTS }, 'working');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}
