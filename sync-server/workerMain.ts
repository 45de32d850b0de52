import { fileURLToPath } from 'node:url';
import { toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { runWorker } from './worker';

/* `moderato worker` built to dist/server/worker.js: its threads start four times as fast as those that load TypeScript. */

try {
  await runWorker({
    defaultsDir: fileURLToPath(new URL('../web/models', import.meta.url)),
    packageFile: new URL('../../package.json', import.meta.url),
  });
  process.exit(0);
} catch (error) {
  const coded = toCodedError(error);
  if (coded.code === 'unexpected') throw error;
  process.stderr.write(`${sentenceIn('en', coded)}\n`);
  process.exit(2);
}
