import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { rowCount } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { type Bench, PEER_WORD_PAIRS, type Result, readNumbers, WORD_PAIRS } from '../bench';
import { compareScores, must } from '../checks';
import { type Contestant, inTurns, timingOf } from '../measure';
import { type RunnerFit, runFit } from '../runner';

const SCORED = 2000;

/** From the bytes of a CSV file to a model file: TF-IDF over words and pairs, then logistic regression. */
export async function train(bench: Bench): Promise<Result[]> {
  const small = Math.min(bench.rows, Math.max(2000, Math.floor(bench.rows / 16)));
  const warmed = await warmUp(bench, small);
  const { path, fileBytes } = await bench.comments(bench.rows);
  const out = join(bench.folder, 'train.moderato');
  const fits = new Map<string, RunnerFit>();
  const ours = (name: string, workers: number | null): Contestant => ({
    name,
    async run() {
      const fit = await runFit(path, out, WORD_PAIRS, workers);
      const before = fits.get(name) ?? fit;
      must(fit.modelId === before.modelId, 'two trainings gave two models');
      if (fit.seconds.total <= before.seconds.total) fits.set(name, fit);
      return fit.seconds.total;
    },
  });
  const contestants = bench.takesWorkers
    ? [ours(`${cpus().length} threads`, cpus().length), ours('1 thread', 1)]
    : [ours('1 thread', null)];
  /** Of the fastest run. */
  let stages: Readonly<Record<string, number>> = {};
  const others: number[] = [];
  let largestDifference = Number.NaN;
  const { python } = bench;
  if (python) {
    contestants.push({
      name: 'scikit-learn, lbfgs',
      async run() {
        const scores = join(bench.folder, 'train-scores');
        const solvers = { solver: 'lbfgs', otherSolver: 'liblinear' };
        const request = { ...PEER_WORD_PAIRS, ...solvers, data: path, out: join(bench.folder, 'train.joblib') };
        const answer = await python.ask('train', { ...request, scores, scoreRows: SCORED });
        if (!(answer.stages.total >= stages.total)) stages = answer.stages;
        others.push(answer.stages.other);
        largestDifference = await sameAnswers(bench, out, scores, bench.rows);
        return answer.stages.total;
      },
    });
  }
  const measured = await inTurns(contestants, 2);
  if (others.length > 0) measured.push({ name: 'scikit-learn, liblinear', timing: timingOf(others) });
  const ids = new Set([...fits.values()].map(({ modelId }) => modelId));
  must(ids.size === 1, 'the number of threads changed the model');
  const facts: Record<string, string | number> = { megabytes: fileBytes / 1e6, ...warmed };
  for (const [name, { seconds, features, nonZeros, peak }] of fits) {
    for (const stage of ['read', 'vectorize', 'fit'] as const) facts[`${name}: ${stage}, s`] = seconds[stage];
    facts[`${name}: peak, MB`] = peak / 1e6;
    Object.assign(facts, { features, nonZeros });
  }
  for (const [stage, seconds] of Object.entries(stages)) facts[`scikit-learn: ${stage}, s`] = seconds;
  if (python) facts['largest difference of scores'] = largestDifference;
  return [
    {
      work: 'train, CSV to model file, word 1-2',
      size: `${bench.rows} comments`,
      measured,
      ours: bench.takesWorkers ? 2 : 1,
      toReach: '6x on 2 cores, 4x on one',
      facts,
    },
  ];
}

/** Trains both on fewer comments: warms up what can be, and proves that they compute the same. */
async function warmUp(bench: Bench, rows: number): Promise<Record<string, number>> {
  const { path } = await bench.model(rows);
  if (!bench.python) return {};
  const scores = join(bench.folder, 'rehearsal-scores');
  const data = (await bench.comments(rows)).path;
  const request = { ...PEER_WORD_PAIRS, data, solver: 'lbfgs', out: join(bench.folder, 'rehearsal.joblib') };
  await bench.python.ask('train', { ...request, scores, scoreRows: SCORED });
  return { 'largest difference of scores, rehearsal': await sameAnswers(bench, path, scores, rows) };
}

/**
 * Scores the first comments with our model and compares with the peer's scores of them. lbfgs stops early by default,
 * so the scores may differ in the third place; the labels hardly ever do.
 */
async function sameAnswers(bench: Bench, model: string, theirs: string, rows: number): Promise<number> {
  const scorer = await loadScorer(decodeModel(new Uint8Array(await readFile(model))));
  const { chunks } = await bench.labelled(rows);
  const expected = await readNumbers(theirs);
  const scores = new Float64Array(expected.length);
  const score = new Float64Array(1);
  let row = 0;
  for (const { bytes, offsets } of chunks) {
    for (let i = 0; i < rowCount({ bytes, offsets }) && row < scores.length; i++) {
      scorer.scoreRow(bytes, offsets[i], offsets[i + 1], score);
      scores[row++] = score[0];
    }
  }
  const { largestDifference, sameSide } = compareScores(scores, expected);
  must(largestDifference < 0.05 && sameSide > 0.99, `scores differ by ${largestDifference}, labels agree ${sameSide}`);
  return largestDifference;
}
