import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './buildStamp';

/*
 * `npm start`: builds what is not built, or not built from what is here now, then runs the built server. Both run in
 * processes of their own: the memory of a build, most of a gigabyte, goes back when it ends.
 * `node dist/server/main.js` does the second half alone.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a Node program to its end, passing signals on to it; it then ends this process if it did not succeed. */
async function run(args: readonly string[]): Promise<void> {
  // The channel lets the program notice if this process is killed.
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ended) => resolve(ended));
  });
  for (const signal of FORWARDED) process.removeListener(signal, forward);
  if (signal !== null) process.kill(process.pid, signal);
  if (code !== 0) process.exit(code ?? 1);
}

if (!(await isBuilt(ROOT))) {
  process.stdout.write('Building the app…\n');
  await run(['--import', 'tsx', 'shared/cli/build.ts']);
}
await run(['dist/server/main.js']);
