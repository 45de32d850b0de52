/** Seconds of repeated runs. */
export interface Timing {
  readonly runs: readonly number[];
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** One run of a program whose processor time is known. */
export interface Run {
  readonly seconds: number;
  /** Processor seconds of all its threads: other programs lengthen them less than the time by the clock. */
  readonly processor: number;
}

/** One way to do a piece of work. */
export interface Contestant {
  readonly name: string;
  /** Runs the work once and returns its duration in seconds, measured where it runs. */
  run(): Promise<number | Run>;
}

/** Times of each contestant, in their order. */
export interface Measured {
  readonly name: string;
  readonly timing: Timing;
  /** Of the same runs, where it is known. */
  readonly processor?: Timing;
}

export function timingOf(runs: readonly number[]): Timing {
  return { runs, min: Math.min(...runs), median: medianOf(runs), max: Math.max(...runs) };
}

/** The middle of the numbers, or the mean of the two in the middle. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The times of the runs of one contestant. */
export function measuredOf(name: string, runs: readonly (number | Run)[]): Measured {
  const timing = timingOf(runs.map((run) => (typeof run === 'number' ? run : run.seconds)));
  const processor = runs.flatMap((run) => (typeof run === 'number' ? [] : [run.processor]));
  return { name, timing, ...(processor.length === runs.length ? { processor: timingOf(processor) } : {}) };
}

/** Runs the contestants alternately, so that a busy moment of the machine does not slow down only one of them. */
export async function inTurns(contestants: readonly Contestant[], repeats: number, warmUps = 0): Promise<Measured[]> {
  for (let i = 0; i < warmUps; i++) for (const contestant of contestants) await contestant.run();
  const runs: (number | Run)[][] = contestants.map(() => []);
  for (let i = 0; i < repeats; i++) {
    for (let k = 0; k < contestants.length; k++) runs[k].push(await contestants[k].run());
  }
  return contestants.map(({ name }, k) => measuredOf(name, runs[k]));
}

/** The run time of `work`, in seconds. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** The exponent k of the least-squares line log y = k log x + c. */
export function exponentOf(points: readonly { x: number; y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const meanX = mean(({ x }) => x);
  const meanY = mean(({ y }) => y);
  let above = 0;
  let below = 0;
  for (const { x, y } of logs) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return above / below;
}
