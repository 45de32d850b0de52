import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MlKernels } from '#shared/ml/pipeline/kernels';
import type { Pool } from '#shared/runtime/parallel';
import { builtRunner } from '../launch/builtRunner.mjs';
import { createModulePool } from '../nodePool';

/** The runner as `npm run moderato` starts it: an argument for `node`. Bundled where it has not been. */
export const RUNNER = fileURLToPath(await builtRunner());

/** A pool of its threads, which start in a quarter of the time that those of the sources take. */
export function createBuiltPool(size: number): Pool<MlKernels> {
  return createModulePool<MlKernels>(size, new URL('kernelThread.js', pathToFileURL(RUNNER)));
}
