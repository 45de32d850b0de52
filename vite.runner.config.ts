import { programs } from './vite.server.config';

/** The command-line runner and its threads. `shared/cli/launch/builtRunner.mjs` says where to. */
export default programs('dist/runner', {
  main: 'shared/cli/main.ts',
  kernelThread: 'shared/cli/kernelThread.ts',
  scoreThread: 'shared/cli/scoreThread.ts',
});
