import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitEstimator } from '#shared/ml/estimators/fitEstimator';
import { fitMargin } from '#shared/ml/estimators/fitMargin';
import type { EstimatorFit } from '#shared/ml/estimators/problem';
import type { CsrMatrix } from '#shared/ml/matrix/csr';
import { selectRows } from '#shared/ml/matrix/csrOps';
import { runStepsSync } from '#shared/runtime/steps';
import { type EstimatorSettings, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { type Bench, type Result, readNumbers } from '../bench';
import { must } from '../checks';
import { type Contestant, inTurns, secondsOf } from '../measure';
import { textOf, vectorizeText } from './vectorize';

/*
 * Fits on one matrix, to one quality. Solvers stop by rules of their own, so what a fit is worth is how far,
 * relatively, its objective is above the optimum; ours runs at the loosest tolerance at which it is no further above
 * than the peer. LIBLINEAR's logistic regression regularises the bias and ours does not: each is held against its own
 * optimum.
 */

interface Problem {
  readonly matrix: CsrMatrix;
  readonly target: Uint8Array<ArrayBuffer>;
}

interface Solution {
  readonly weights: Float64Array;
  readonly bias: number;
}

interface Peer {
  readonly name: string;
  readonly kind: 'logisticRegression' | 'linearSvc';
  /** The peer's objective has the bias among the weights. */
  readonly biasRidge: 0 | 1;
  readonly toReach: string;
  /** When the peer stops. */
  readonly stops: string;
  /** Solves once; the seconds are those of the solver, without reading or writing. */
  solve(): Promise<{ seconds: number; solution: Solution }>;
}

const LOOSE_TO_TIGHT = Array.from({ length: 53 }, (_, i) => Number((0.3 * 10 ** (-i / 8)).toPrecision(2)));
const DEFAULT_TOL = 1e-4;
const OPTIMUM = 1e-8;
const MAX_ITER = 10_000;
/** Of liblinear-train, which reads text. */
const MAX_ROWS_AS_TEXT = 40_000;

export async function fit(bench: Bench): Promise<Result[]> {
  const data = await textOf(bench, bench.rows);
  const matrix = await vectorizeText(data, { analyzer: 'word', ngramRange: [1, 2] });
  const problem: Problem = { matrix, target: Uint8Array.from(data.labels[0].values) };
  const results: Result[] = [];
  const { python } = bench;
  if (python) {
    await writeForPython(bench, problem);
    const peer = (name: string, solver: string, rest: Omit<Peer, 'name' | 'solve'>): Peer => ({
      name,
      ...rest,
      async solve() {
        const weights = join(bench.folder, 'weights');
        const { seconds } = await python.ask('fit', { estimator: rest.kind, solver, weights });
        const numbers = await readNumbers(weights);
        return { seconds, solution: { weights: numbers.subarray(0, -1), bias: numbers[numbers.length - 1] } };
      },
    });
    const peers = [
      peer('LinearSVC', '', {
        kind: 'linearSvc',
        biasRidge: 1,
        toReach: '1.5x',
        stops: 'its defaults: dual, tol 1e-4',
      }),
      peer('LogisticRegression, liblinear', 'liblinear', {
        kind: 'logisticRegression',
        biasRidge: 1,
        toReach: '1.5x',
        stops: 'its defaults: tol 1e-4',
      }),
      peer('LogisticRegression, lbfgs', 'lbfgs', {
        kind: 'logisticRegression',
        biasRidge: 0,
        toReach: '',
        stops: 'its defaults: tol 1e-4, 100 iterations',
      }),
    ];
    for (const each of peers) results.push(await compare(bench, problem, each));
  } else {
    for (const kind of ['linearSvc', 'logisticRegression'] as const) results.push(await withoutPeer(problem, kind));
  }
  return bench.quick ? results : [...results, ...(await againstLiblinearTrain(bench, problem))];
}

function settingsOf(kind: Peer['kind'], tol: number): EstimatorSettings {
  return parsePipelineSpec({ estimator: { kind, tol, maxIter: MAX_ITER } }).estimator;
}

function solve({ matrix, target }: Problem, kind: Peer['kind'], tol: number): EstimatorFit {
  return runStepsSync(fitEstimator({ matrix, target, rowWeight: null }, settingsOf(kind, tol)));
}

const sizeOf = ({ matrix }: Problem) =>
  `${matrix.rows} × ${matrix.columns}, ${(matrix.indices.length / 1e6).toFixed(1)} M non-zeros`;

async function compare(bench: Bench, problem: Problem, peer: Peer): Promise<Result> {
  const { kind, biasRidge } = peer;
  bench.log(`fit: ${kind} against ${peer.name}`);
  const first = await peer.solve();
  const ourRidge = kind === 'linearSvc' ? 1 : 0;
  const best = (ridge: 0 | 1) =>
    runStepsSync(
      fitMargin(
        { ...problem, rowWeight: null },
        settingsOf(kind, OPTIMUM),
        { loss: kind === 'linearSvc' ? 'squaredHinge' : 'logistic', biasRidge: ridge, link: 'margin' },
        undefined,
        null,
      ),
    );
  const ourOptimum = objectiveOf(problem, best(ourRidge), kind, ourRidge);
  const theirOptimum = biasRidge === ourRidge ? ourOptimum : objectiveOf(problem, best(biasRidge), kind, biasRidge);
  const theirObjective = objectiveOf(problem, first.solution, kind, biasRidge);
  const theirExcess = Math.max(theirObjective / theirOptimum - 1, 1e-15);
  must(
    theirObjective / theirOptimum > 1 - 1e-9,
    `optimum ${theirOptimum} is above what the peer found, ${theirObjective}`,
  );

  const excessAt = (tol: number) => objectiveOf(problem, solve(problem, kind, tol), kind, ourRidge) / ourOptimum - 1;
  let low = 0;
  let high = LOOSE_TO_TIGHT.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (excessAt(LOOSE_TO_TIGHT[middle]) <= theirExcess) high = middle;
    else low = middle + 1;
  }
  const tol = LOOSE_TO_TIGHT[low];
  const last = solve(problem, kind, tol);
  const ourExcess = objectiveOf(problem, last, kind, ourRidge) / ourOptimum - 1;
  must(ourExcess <= theirExcess + 1e-12, `objective: ours ${ourExcess} above the optimum, theirs ${theirExcess}`);

  const byDefault: EstimatorFit[] = [];
  const defaultSeconds = await secondsOf(() => byDefault.push(solve(problem, kind, DEFAULT_TOL)));
  const defaultExcess = objectiveOf(problem, byDefault[0], kind, ourRidge) / ourOptimum - 1;
  const contestants: Contestant[] = [
    { name: `ours, tol ${tol}`, run: () => secondsOf(() => solve(problem, kind, tol)) },
    { name: peer.name, run: async () => (await peer.solve()).seconds },
  ];
  return {
    work: `fit ${kind} to the objective of ${peer.name}`,
    size: sizeOf(problem),
    measured: await inTurns(contestants, 2),
    ours: 1,
    toReach: peer.toReach,
    facts: {
      'the peer stops by': peer.stops,
      'our excess over the optimum': ourExcess,
      'their excess over the optimum': theirExcess,
      'our optimum': ourOptimum,
      'their optimum': theirOptimum,
      'our iterations': last.iterations,
      'ours at the default tol, s': defaultSeconds,
      'our excess at the default tol': defaultExcess,
    },
  };
}

/** Without a peer: ours at its default tolerance. */
async function withoutPeer(problem: Problem, kind: Peer['kind']): Promise<Result> {
  const { objective, iterations, converged } = solve(problem, kind, DEFAULT_TOL);
  must(converged, `${kind} did not converge`);
  const contestant = {
    name: `ours, tol ${DEFAULT_TOL}`,
    run: () => secondsOf(() => solve(problem, kind, DEFAULT_TOL)),
  };
  return {
    work: `fit ${kind}`,
    size: sizeOf(problem),
    measured: await inTurns([contestant], 2),
    ours: 1,
    toReach: '1.5x',
    facts: { objective: objective ?? Number.NaN, iterations },
  };
}

/** ½‖w‖² + ridge/2 · b² + Σ ℓ(y (w · x + b)), in float64 and with the host's own functions: a check, not a kernel. */
function objectiveOf(
  { matrix, target }: Problem,
  { weights, bias }: Solution,
  kind: Peer['kind'],
  ridge: 0 | 1,
): number {
  let penalty = ridge * bias * bias;
  for (const weight of weights) penalty += weight * weight;
  let loss = 0;
  for (let row = 0; row < matrix.rows; row++) {
    let decision = bias;
    for (let i = matrix.indptr[row]; i < matrix.indptr[row + 1]; i++) {
      decision += weights[matrix.indices[i]] * matrix.values[i];
    }
    const margin = target[row] === 1 ? decision : -decision;
    if (kind === 'linearSvc') loss += Math.max(0, 1 - margin) ** 2;
    else loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return penalty / 2 + loss;
}

async function writeForPython(bench: Bench, { matrix, target }: Problem): Promise<void> {
  const files = { indptr: matrix.indptr, indices: matrix.indices, values: matrix.values, target };
  const paths: Record<string, string> = {};
  for (const [name, array] of Object.entries(files)) {
    paths[name] = join(bench.folder, name);
    await writeFile(paths[name], new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  await bench.python?.ask('load_matrix', { ...paths, rows: matrix.rows, columns: matrix.columns });
}

/**
 * Rows against LIBLINEAR's own program. It reports no times, so the time to read and write is measured and subtracted.
 */
async function againstLiblinearTrain(bench: Bench, whole: Problem): Promise<Result[]> {
  if (spawnSync('liblinear-train', [], { stdio: 'ignore' }).error) return [];
  const rows = Uint32Array.from({ length: Math.min(whole.matrix.rows, MAX_ROWS_AS_TEXT) }, (_, row) => row);
  const problem: Problem = { matrix: selectRows(whole.matrix, rows), target: whole.target.slice(0, rows.length) };
  const data = join(bench.folder, 'problem.txt');
  if (!existsSync(data)) await writeAsText(data, problem);
  const model = join(bench.folder, 'liblinear.model');
  const peer = (solver: string, tol: string, kind: Peer['kind']): Peer => ({
    name: `liblinear-train ${solver}`,
    kind,
    biasRidge: 1,
    toReach: '1.5x',
    stops: `-e ${tol}`,
    async solve() {
      // With no tolerance to speak of the primal solver stops before it begins: that is reading and writing.
      const idle = await secondsOf(() => liblinear(['-s', '0', '-e', '1e9', '-B', '1', '-q', data, model]));
      const all = await secondsOf(() => liblinear([...solver.split(' '), '-e', tol, '-B', '1', '-q', data, model]));
      return { seconds: Math.max(all - idle, 1e-3), solution: await readLiblinear(model, problem.matrix.columns) };
    },
  });
  return [
    await compare(bench, problem, peer('-s 1', '1e-4', 'linearSvc')),
    await compare(bench, problem, peer('-s 0', '1e-4', 'logisticRegression')),
  ];
}

function liblinear(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('liblinear-train', args, { stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`liblinear-train: exit ${code}`))));
  });
}

async function writeAsText(path: string, { matrix, target }: Problem): Promise<void> {
  const file = await open(path, 'w');
  try {
    let lines: string[] = [];
    for (let row = 0; row < matrix.rows; row++) {
      const cells = [target[row] === 1 ? '+1' : '-1'];
      for (let i = matrix.indptr[row]; i < matrix.indptr[row + 1]; i++) {
        cells.push(`${matrix.indices[i] + 1}:${matrix.values[i]}`);
      }
      lines.push(cells.join(' '));
      if (lines.length < 1000 && row < matrix.rows - 1) continue;
      await file.write(`${lines.join('\n')}\n`);
      lines = [];
    }
  } finally {
    await file.close();
  }
}

/** Weights of a model of liblinear-train, turned so that positive means the class +1. */
async function readLiblinear(path: string, columns: number): Promise<Solution> {
  const file = await open(path);
  const weights = new Float64Array(columns);
  let sign = 1;
  let at = -1;
  let features = columns;
  let bias = Number.NaN;
  for await (const line of file.readLines()) {
    if (line.startsWith('label ')) sign = line.split(' ')[1] === '1' ? 1 : -1;
    else if (line.startsWith('nr_feature ')) features = Number(line.split(' ')[1]);
    else if (line === 'w') at = 0;
    else if (at >= 0 && at < features) weights[at++] = sign * Number(line);
    else if (at === features) {
      bias = sign * Number(line);
      at++;
    }
  }
  must(Number.isFinite(bias), 'liblinear-train wrote a model without a bias');
  return { weights, bias };
}
