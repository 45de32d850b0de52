import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/*
 * `npm start`: builds the app unless it is built from what is here now, then runs the built server. Both run in
 * processes of their own, so that the memory of a build, most of a gigabyte, is free again when it ends; this one,
 * which waits for them, is JavaScript so as not to load a compiler. `node dist/server/main.js` does the second half
 * alone.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a Node program to its end and passes signals on to it. If it did not succeed, this process ends as it did.
 * @param {readonly string[]} args
 */
async function run(args) {
  // Over the channel the program notices if this process is killed.
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  const [code, endedBy] = await once(child, 'exit');
  for (const signal of FORWARDED) process.removeListener(signal, forward);
  if (endedBy !== null) process.kill(process.pid, endedBy);
  if (code !== 0) process.exit(code ?? 1);
}

await run(['--import', 'tsx', 'shared/cli/build.ts', '--if-stale']);
await run(['dist/server/main.js']);
