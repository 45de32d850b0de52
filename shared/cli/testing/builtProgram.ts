import { fileURLToPath } from 'node:url';
import { builtRunner } from '../launch/builtRunner.mjs';

/** The runner as `npm run moderato` starts it: an argument for `node`. Bundled where it has not been. */
export const RUNNER = fileURLToPath(await builtRunner());
