import type { Pool } from '../../runtime/parallel';
import type { FitHelpers } from '../estimators/solvers/sharedWork';
import type { MlKernels } from './kernels';

/** The threads of `pool` but for the calling one, for fits here; null where there are none. */
export function fitHelpersOf(pool: Pool<MlKernels> | null): FitHelpers | null {
  if (pool === null || pool.size === 1) return null;
  const count = pool.size - 1;
  return {
    count,
    start(fit) {
      let failed = false;
      let failure: unknown;
      for (let i = 0; i < count; i++) {
        pool.run('helpFit', fit).catch((error: unknown) => {
          failed = true;
          failure = error;
        });
      }
      return () => {
        if (failed) throw failure;
      };
    },
  };
}
