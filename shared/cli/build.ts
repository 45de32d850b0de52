import { parseArgs } from 'node:util';
import { buildAll } from './buildAll';
import { isBuilt } from './buildStamp';
import { builtRunner } from './launch/builtRunner.mjs';
import { ROOT } from './root';

// `npm run build`; with `--if-stale`, as `npm start` runs it, only where there is something to do.
const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean' } } });
if (!values['if-stale'] || !(await isBuilt(ROOT))) {
  process.stdout.write('Building the app…\n');
  await buildAll();
  if (!values['if-stale']) await builtRunner();
}
