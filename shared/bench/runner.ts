import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MlKernels } from '#shared/ml/pipeline/kernels';
import type { ScoreKernels } from '#shared/ml/scoring/scoreKernels';
import type { Pool } from '#shared/runtime/parallel';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { builtRunner } from '../cli/launch/builtRunner.mjs';
import { createModulePool } from '../cli/nodePool';

/*
 * The headless runner as a program of its own, as people start it: what it measures includes the warming up of its
 * code, not the start of Node. And its threads, bundled: from the sources a thread would load a compiler first.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = await builtRunner();
const MAIN = fileURLToPath(BUILT);
const REPORT_USAGE = new URL('./reportUsage.mjs', import.meta.url).href;

export interface RunnerFit {
  readonly modelId: string;
  readonly rows: number;
  readonly features: number;
  readonly nonZeros: number;
  readonly seconds: { readonly read: number; readonly vectorize: number; readonly fit: number; readonly total: number };
  /** Peak resident memory of the process, bytes. */
  readonly peak: number;
  /** Processor seconds of the process and its threads, the start of Node included. */
  readonly processor: number;
}

interface Ended {
  readonly output: string;
  readonly peak: number;
  readonly processor: number;
}

/** A pool of the bundled runner's threads for training. */
export function createKernelThreads(size: number): Pool<MlKernels> {
  return createModulePool<MlKernels>(size, new URL('kernelThread.js', BUILT));
}

/** A pool of the bundled runner's threads that score with the model file `bytes`. */
export function createScoringThreads(size: number, bytes: Uint8Array<ArrayBuffer>): Pool<ScoreKernels> {
  return createModulePool<ScoreKernels>(size, new URL('scoreThread.js', BUILT), bytes);
}

/** Runs the runner with `args`; rejects with its message if it fails. */
export function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', REPORT_USAGE, MAIN, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const streams = ['', '', ''];
    [child.stdout, child.stderr, child.stdio[3]].forEach((stream, i) => {
      stream?.on('data', (part: Buffer) => {
        streams[i] += part.toString('utf8');
      });
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const [peak, processor] = streams[2].split(' ').map(Number);
      if (code === 0) resolve({ output: streams[0], peak: peak * 1024, processor: processor / 1e6 });
      else reject(new Error(`moderato ${args[0]}: exit ${code}\n${streams[1]}`));
    });
  });
}

/** Trains on the CSV at `data` and writes the model to `out`. */
export async function runFit(
  data: string,
  out: string,
  spec: PipelineSpecInput,
  workers: number | null,
): Promise<RunnerFit> {
  const columns = ['--text', 'comment_text', '--label', 'toxic'];
  const cores = workers === null ? [] : ['--workers', String(workers)];
  const args = ['fit', '--data', data, '--out', out, '--spec', JSON.stringify(spec), ...columns, ...cores, '--json'];
  const { output, peak, processor } = await run(args);
  return { ...(JSON.parse(output) as Omit<RunnerFit, 'peak' | 'processor'>), peak, processor };
}

/** True if `fit` has an option for the number of threads. */
export async function takesWorkers(): Promise<boolean> {
  return (await run(['fit', '--help'])).output.includes('--workers');
}
