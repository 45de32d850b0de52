import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { rowCount, rowText, type TextColumn } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { scoreColumn } from '#shared/ml/scoring/scoreColumn';
import type { ScoreKernels } from '#shared/ml/scoring/scoreKernels';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import type { Pool } from '#shared/runtime/parallel';
import { runStepsSync } from '#shared/runtime/steps';
import { type Bench, PEER_WORD_PAIRS, type Result, readNumbers } from '../bench';
import { compareScores, must } from '../checks';
import { type Contestant, inTurns, secondsOf } from '../measure';
import { createScoringThreads } from '../runner';

/** Comments scored one at a time. */
const SINGLES = 1000;
const SINGLES_QUICK = 250;

/** A trained model over many comments at once, and over one comment at a time. The peer's has the same weights. */
export async function score(bench: Bench): Promise<Result[]> {
  const model = await bench.model(bench.rows);
  const bytes = new Uint8Array(await readFile(model.path));
  const pool = createScoringThreads(cpus().length, bytes);
  try {
    return await scoreWith(bench, bytes, pool);
  } finally {
    await pool.close();
  }
}

async function scoreWith(bench: Bench, bytes: Uint8Array<ArrayBuffer>, pool: Pool<ScoreKernels>): Promise<Result[]> {
  const { rows } = bench;
  const { path, textBytes } = await bench.comments(rows);
  const { chunks } = await bench.labelled(rows);
  const began = performance.now();
  const decoded = decodeModel(bytes);
  const scorer = await loadScorer(decoded);
  const opening = (performance.now() - began) / 1000;
  const singles = textsOf(chunks, bench.quick ? SINGLES_QUICK : SINGLES);
  const ours = scoreAll(scorer, chunks);
  const onThreads = await scoreOnThreads(pool, chunks); // starts the threads as well
  must(
    onThreads.length === ours.length && onThreads.every((value, i) => value === ours[i]),
    'the number of threads changed a score',
  );

  const all: Contestant[] = [
    { name: `ours, ${pool.size} threads`, run: () => secondsOf(() => scoreOnThreads(pool, chunks)) },
    { name: 'ours, 1 thread', run: () => secondsOf(() => scoreAll(scorer, chunks)) },
  ];
  const one: Contestant[] = [{ name: 'ours', run: () => secondsOf(() => scoreEach(scorer, singles)) }];
  const facts: Record<string, number> = { 'opening the model, s': opening };
  const { python } = bench;
  if (python) {
    bench.log('score: building the same model in scikit-learn');
    const weights = join(bench.folder, 'scored-weights');
    const both = new Float64Array(decoded.linear.features + 1);
    both.set(decoded.linear.weights);
    both[decoded.linear.features] = decoded.linear.bias[0];
    await writeFile(weights, new Uint8Array(both.buffer));
    await python.ask('load_pipeline', { ...PEER_WORD_PAIRS, data: path, weights });
    const scores = join(bench.folder, 'scores');
    await python.ask('score_all', { scores });
    const { largestDifference } = compareScores(ours, await readNumbers(scores));
    must(largestDifference < 1e-4, `scores differ by ${largestDifference}`);
    facts['largest difference of scores'] = largestDifference;
    all.push({ name: 'scikit-learn pipeline', run: async () => (await python.ask('score_all')).seconds });
    one.push({
      name: 'scikit-learn pipeline',
      run: async () => (await python.ask('score_each', { count: singles.length })).seconds,
    });
  }
  const repeats = bench.quick ? 2 : 3;
  const measured = await inTurns(all, repeats, bench.quick ? 1 : 0);
  const rate = { 'ours, comments a second': rows / measured[0].timing.min, 'text, MB': textBytes / 1e6 };
  const measuredOne = await inTurns(one, repeats, 1);
  const latency = { 'ours, microseconds a comment': (measuredOne[0].timing.min / singles.length) * 1e6 };
  return [
    { work: 'score', size: `${rows} comments`, measured, ours: 2, toReach: '8x', facts: { ...facts, ...rate } },
    {
      work: 'score one comment at a time',
      size: `${singles.length} comments`,
      measured: measuredOne,
      ours: 1,
      toReach: '20x',
      facts: latency,
    },
  ];
}

function scoreAll(scorer: Scorer, chunks: readonly TextColumn[]): Float64Array {
  const scores = new Float64Array(chunks.reduce((sum, chunk) => sum + rowCount(chunk), 0));
  let at = 0;
  for (const chunk of chunks) {
    scores.set(runStepsSync(scoreColumn(scorer, chunk)), at);
    at += rowCount(chunk);
  }
  return scores;
}

/** The same on threads that have the model; each chunk is copied to one of them. */
async function scoreOnThreads(pool: Pool<ScoreKernels>, chunks: readonly TextColumn[]): Promise<Float64Array> {
  const parts = await Promise.all(chunks.map((chunk) => pool.run('scoreChunk', chunk)));
  const scores = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    scores.set(part, at);
    at += part.length;
  }
  return scores;
}

const encoder = new TextEncoder();

/** From strings to probabilities, as a page or a server does it. */
function scoreEach(scorer: Scorer, texts: readonly string[]): number {
  const out = new Float64Array(scorer.model.linear.labels);
  let sum = 0;
  for (const text of texts) {
    const bytes = encoder.encode(text);
    scorer.scoreRow(bytes, 0, bytes.length, out);
    sum += probabilityOf(scorer.model, out[0]) ?? Number.NaN;
  }
  must(Number.isFinite(sum), 'a probability is missing');
  return sum;
}

function textsOf(chunks: readonly TextColumn[], count: number): string[] {
  const texts: string[] = [];
  for (const chunk of chunks) {
    for (let row = 0; row < rowCount(chunk) && texts.length < count; row++) texts.push(rowText(chunk, row));
  }
  return texts;
}
