/** Seconds of repeated runs. */
export interface Timing {
  readonly runs: readonly number[];
  readonly min: number;
  readonly mean: number;
  /** Of a sample; 0 for a single run. */
  readonly sd: number;
}

/** One way to do a piece of work. */
export interface Contestant {
  readonly name: string;
  /** Runs the work once and returns its duration in seconds, measured where it runs. */
  run(): Promise<number>;
}

/** Times of each contestant, in their order. */
export interface Measured {
  readonly name: string;
  readonly timing: Timing;
}

export function timingOf(runs: readonly number[]): Timing {
  const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length;
  const squares = runs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { runs, min: Math.min(...runs), mean, sd: runs.length > 1 ? Math.sqrt(squares / (runs.length - 1)) : 0 };
}

/** Runs the contestants alternately, so that a busy moment of the machine does not slow down only one of them. */
export async function inTurns(contestants: readonly Contestant[], repeats: number, warmUps = 0): Promise<Measured[]> {
  for (let i = 0; i < warmUps; i++) for (const contestant of contestants) await contestant.run();
  const runs: number[][] = contestants.map(() => []);
  for (let i = 0; i < repeats; i++) {
    for (let k = 0; k < contestants.length; k++) runs[k].push(await contestants[k].run());
  }
  return contestants.map(({ name }, k) => ({ name, timing: timingOf(runs[k]) }));
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
