import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runWorker as work } from '../../sync-server/worker';
import { readOptions } from './args';
import { DEFAULTS_FOLDER } from './models';
import { ROOT } from './root';
import { workerCommand } from './serverCommands';

/** Takes tasks until it is asked to stop. @throws CodedError `argument-invalid` without DATABASE_URL. */
export async function runWorker(argv: readonly string[]): Promise<void> {
  readOptions(workerCommand, argv);
  await work({ defaultsDir: DEFAULTS_FOLDER, packageFile: pathToFileURL(join(ROOT, 'package.json')) });
}
