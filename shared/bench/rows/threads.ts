import { kernels, type MlKernels } from '#shared/ml/pipeline/kernels';
import type { LabelledText } from '#shared/ml/pipeline/pipeline';
import { fitPipeline } from '#shared/ml/pipeline/pipeline';
import { createPartsCounter, type PartsCounter } from '#shared/ml/vectorizer/count/partsCounter';
import { createInlinePool, type Pool } from '#shared/runtime/parallel';
import { runSteps } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { dataOf, type LabelledFile, readLabelled } from '../../cli/readLabelled';
import { type Bench, type Result, WORD_PAIRS } from '../bench';
import { must } from '../checks';
import { medianOf, timingOf } from '../measure';
import { CLOCK, processorSeconds } from '../processorTime';
import { createKernelThreads } from '../runner';
import { lastEnd } from '../schedule';
import { newtonThreads } from './newtonThreads';

const COUNTS = [2, 4, 8];
const ROUNDS = 3;

type Training = (data: LabelledText, pool?: Pool<MlKernels> | null, ahead?: PartsCounter | null) => Promise<void>;

/** What one training took, part by part. */
interface Parts {
  /** Reading the file, beside which parts are counted. */
  readonly read: number;
  /** By kernel, in the order of the first task of each: the tasks. */
  readonly tasks: ReadonlyMap<string, readonly number[]>;
  /** All that no thread but the first can do, reading left out. */
  readonly alone: number;
}

/**
 * Trainings with more threads than this machine may have cores: every part is measured in one thread, then laid out on
 * 2, 4 and 8, as the pool would. Threads wait for each other between kernels. Words on the comments of the bench or of
 * --data, character n-grams on an eighth of the former. Then fits of words that end in Newton's method, alone.
 */
export async function threads(bench: Bench): Promise<Result[]> {
  const some = Math.floor(bench.rows / (bench.quick ? 4 : 8));
  const pieces = { analyzer: 'char_wb' as const, ngramRange: [2, 5] as [number, number] };
  const words = bench.data ?? (await bench.comments(bench.rows)).path;
  return [
    await criticalPath(bench, 'word 1-2', words, WORD_PAIRS),
    await criticalPath(bench, 'char_wb 2-5', (await bench.comments(some)).path, { features: [pieces] }),
    await criticalPath(bench, 'hashed char_wb 2-5', (await bench.comments(some)).path, {
      features: [{ ...pieces, kind: 'hashing' }],
    }),
    ...(await newtonThreads(bench, words, COUNTS, bench.quick ? 1 : ROUNDS)),
  ];
}

async function criticalPath(bench: Bench, name: string, path: string, input: PipelineSpecInput): Promise<Result> {
  const spec = parsePipelineSpec(input);
  const read = (onText?: Parameters<typeof readLabelled>[2]) =>
    readLabelled(path, { text: 'comment_text', labels: ['toxic'] }, onText);
  const ids = new Set<string>();
  const train: Training = async (data, pool = null, ahead = null) => {
    ids.add((await runSteps(fitPipeline(data, spec, pool, ahead))).id);
  };

  const starts: number[] = [];
  const one: number[] = [];
  const many: number[][] = COUNTS.map(() => []);
  const sums = new Map<string, number[]>();
  let rows = 0;
  for (let round = 0; round < ROUNDS; round++) {
    bench.log(`threads, ${name}, round ${round + 1} of ${ROUNDS}`);
    starts.push(await secondsToStart());

    const began = processorSeconds();
    const file = await read();
    rows = file.report.rows;
    await train(dataOf(file));
    one.push(processorSeconds() - began);

    const parts = await trainInParts(read, spec, train);
    for (const [i, count] of COUNTS.entries()) many[i].push(pathOf(parts, count, starts[round]));
    const add = (name: string, seconds: number) => sums.set(name, [...(sums.get(name) ?? []), seconds]);
    add('read', parts.read);
    for (const [kernel, tasks] of parts.tasks)
      add(
        `${kernel} (${tasks.length})`,
        tasks.reduce((all, s) => all + s, 0),
      );
    add('the first thread alone', parts.alone);
  }
  must(ids.size === 1, 'training in parts made another model');

  const facts: Record<string, string | number> = { clock: CLOCK, 'start of a thread, median s': medianOf(starts) };
  for (const [name, seconds] of sums) facts[`${name}, median s`] = medianOf(seconds);
  for (const [i, count] of COUNTS.entries()) {
    facts[`${count} threads against one, median of rounds`] = medianOf(one.map((seconds, k) => seconds / many[i][k]));
  }
  const laidOut = COUNTS.map((count, i) => ({ name: `${count} threads, computed`, timing: timingOf(many[i]) }));
  return {
    work: `train, file to model, ${name}: critical path`,
    size: `${rows} comments`,
    measured: [...laidOut, { name: '1 thread, measured', timing: timingOf(one) }],
    ours: COUNTS.length,
    toReach: '1.6x on 2 threads, 4x on 8',
    facts,
  };
}

/** Trains with every task in this thread, one after another, each with memory of its own as in a thread. */
async function trainInParts(
  read: (onText: NonNullable<Parameters<typeof readLabelled>[2]>) => Promise<LabelledFile>,
  spec: ReturnType<typeof parsePipelineSpec>,
  train: Training,
): Promise<Parts> {
  const tasks = new Map<string, number[]>();
  let within = 0;
  const inline = createInlinePool(kernels);
  let last: Promise<unknown> = Promise.resolve();
  const pool: Pool<MlKernels> = {
    ...inline,
    size: Math.max(...COUNTS),
    run(kernel, input, options) {
      // While the file is read nothing runs, so that the two are not measured as one.
      const result = Promise.all([last, reading]).then(async () => {
        const before = processorSeconds();
        const sent = structuredClone(input, { transfer: [...(options?.transfer ?? [])] });
        const began = processorSeconds();
        const output = await inline.run(kernel, sent, options);
        // One half of a copy is made by the sender, the other by the thread.
        const seconds = processorSeconds() - began + (began - before) / 2;
        within += seconds;
        tasks.set(kernel, [...(tasks.get(kernel) ?? []), seconds]);
        return output;
      });
      last = result.catch(() => {}); // the caller gets the error
      return result;
    },
  };
  let finishReading = () => {};
  const reading = new Promise<void>((resolve) => {
    finishReading = resolve;
  });
  const began = processorSeconds();
  let ahead = createPartsCounter(spec, pool, false);
  const file = await read((chunk) => {
    if (chunk) return ahead.add(chunk);
    void ahead.stop();
    ahead = createPartsCounter(spec, pool, false);
  });
  const readSeconds = processorSeconds() - began;
  finishReading();
  await train(dataOf(file), pool, ahead);
  return { read: readSeconds, tasks, alone: processorSeconds() - began - readSeconds - within };
}

/** The time of a training with `count` threads, of which all but the first have to be started. */
function pathOf({ read, tasks, alone }: Parts, count: number, start: number): number {
  let path = alone;
  for (const [kernel, seconds] of tasks) {
    const free = Array.from({ length: count }, (_, i) => (kernel !== 'countPart' ? 0 : i === 0 ? read : start));
    path += lastEnd(seconds, free);
  }
  return tasks.has('countPart') ? path : path + read;
}

/** Processor seconds until a thread has answered, of all that is started for it. */
async function secondsToStart(): Promise<number> {
  const before = process.cpuUsage();
  const pool = createKernelThreads(1);
  try {
    await pool.run('joinRows', { parts: [], rows: 0, into: null });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  } finally {
    await pool.close();
  }
}
