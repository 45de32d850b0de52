import { builtRunner } from './builtRunner.mjs';

/*
 * `npm run moderato`: the runner, bundled. From the sources it would load a compiler and a thousand modules first, five
 * times the processor time, and once more in each of its threads.
 */

await import((await builtRunner()).href);
