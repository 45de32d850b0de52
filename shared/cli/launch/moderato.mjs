import { builtRunner } from './builtRunner.mjs';

/*
 * `npm run moderato`: the runner, bundled. From the sources it would load a compiler and a thousand modules first, five
 * times the processor time, and once more in each of its threads.
 */

/** @type {URL} */
let program;
try {
  program = await builtRunner();
} catch (error) {
  process.stderr.write(`moderato: runner-not-bundled: ${error instanceof Error ? error.message : error}\n`);
  process.exit(2);
}
await import(program.href);
