import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadProgress } from '#shared/data/readTable';
import { importUnsettled } from '#shared/data/readTable';
import { decodeSteps } from '#shared/ml/model/decode';
import { kernels } from '#shared/ml/pipeline/kernels';
import { fitPipeline } from '#shared/ml/pipeline/pipeline';
import { scoreColumn } from '#shared/ml/scoring/scoreColumn';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { searchPipeline } from '#shared/ml/search/search';
import { createInlinePool } from '#shared/runtime/parallel';
import { runStepsSync, type Steps } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { openSource } from '../../cli/io';
import { dataOf } from '../../cli/readLabelled';
import type { Bench, Result } from '../bench';
import { writeParquet, writeWorkbook } from '../largeTables';
import { longestSteps, millisecondsToStop } from '../longestSteps';
import { CLOCK } from '../processorTime';
import { commentsOf } from '../trainRow';

/*
 * Whether a stop is answered everywhere: the longest step of each phase of reading, training, searching and scoring, and
 * how long a stop takes in it.
 */

/** What no step should exceed, and no answer to a stop. */
const STEP_MS = 50;
const STOP_MS = 200;

/** One computation: made anew for each run. */
interface Computation {
  readonly name: string;
  readonly first: string;
  steps(): Steps<unknown, unknown>;
  phaseOf(progress: never): string;
}

const TRAININGS: readonly [string, PipelineSpecInput][] = [
  [
    'word 1-2, calibrated',
    {
      features: [{ ngramRange: [1, 2] }],
      calibration: 'sigmoid',
      threshold: { rule: 'maxF1' },
      validation: { testSize: 0.2, groupSimilar: true },
    },
  ],
  ['hashing', { features: [{ kind: 'hashing', ngramRange: [1, 2] }], validation: { testSize: 0.2 } }],
  [
    'char_wb 2-5, NB-weighted, small',
    {
      features: [{ analyzer: 'char_wb', ngramRange: [2, 5], minDf: 2 }],
      estimator: { kind: 'nbLogisticRegression' },
      compact: { maxTerms: 50_000, int8: true },
      validation: { testSize: 0.2 },
    },
  ],
];

export async function steps(bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  for (const computation of await computationsOf(bench)) {
    bench.log(`steps: ${computation.name}`);
    results.push(await measure(bench, computation));
  }
  return results;
}

async function measure(bench: Bench, { name, first, steps: begin, phaseOf }: Computation): Promise<Result> {
  const phase = (progress: unknown) => phaseOf(progress as never);
  // Of two runs: what only the first has is the compiling of code.
  const cold = await longestSteps(begin(), first, phase);
  const { phases } = await longestSteps(begin(), first, phase);
  const facts: Record<string, string> = {};
  for (const each of phases) {
    const toStop = await millisecondsToStop(begin(), each.phase, phase);
    const before = cold.phases.find((other) => other.phase === each.phase)?.longestMs ?? Number.NaN;
    const long = each.longestMs > STEP_MS ? ' (too long)' : '';
    const step = `${each.longestMs.toFixed(1)} ms${long}, in the first run ${before.toFixed(1)}, ${each.visits} visits`;
    const stop =
      toStop === null ? '' : `, stopped after ${toStop.toFixed(1)} ms${toStop > STOP_MS ? ' (too late)' : ''}`;
    facts[each.phase] = step + stop;
  }
  const toReach = `steps of ${STEP_MS} ms, a stop within ${STOP_MS} (${CLOCK})`;
  return { work: `longest steps: ${name}`, size: `${bench.rows} comments`, measured: [], ours: 0, toReach, facts };
}

async function computationsOf(bench: Bench): Promise<Computation[]> {
  const { path, fileBytes } = await bench.comments(bench.rows);
  const file = await bench.labelled(bench.rows);
  const comments = [...commentsOf(file, () => true)];
  const parquet = join(bench.folder, 'comments.parquet');
  const workbook = join(bench.folder, 'comments.xlsx');
  await writeParquet(parquet, comments);
  await writeWorkbook(workbook, comments);
  const reading = async (name: string, of: string): Promise<Computation> => ({
    name: `import, ${name}, ${((await stat(of)).size / 1e6).toFixed(0)} MB`,
    first: 'opening',
    steps: () => importUnsettled(openSource(of), { textColumn: 0, labelColumns: ['toxic'] }, () => undefined),
    phaseOf: ({ rows }: ReadProgress) => (rows === 0 ? 'opening' : 'reading'),
  });
  const csv = await reading('CSV', path);
  const data = dataOf(file);
  const small = dataOf(await bench.labelled(Math.max(2000, bench.rows >> 3)));
  const trainings = TRAININGS.map(
    ([name, input]): Computation => ({
      name: `train, ${name}`,
      first: 'count',
      steps: () => fitPipeline(data, parsePipelineSpec(input)),
      phaseOf: ({ phase }: { phase: string }) => phase,
    }),
  );
  const search: Computation = {
    name: 'search of 4 fits on an eighth',
    first: 'count',
    steps: () =>
      searchPipeline(
        small,
        [1, 10].map((c) => parsePipelineSpec({ estimator: { c } })),
        {
          folds: 2,
          seed: 0,
          metric: 'rocAuc',
          budget: null,
          pool: createInlinePool(kernels),
        },
      ),
    phaseOf: ({ phase }: { phase: string }) => phase,
  };
  const model = new Uint8Array(await readFile((await bench.model(bench.rows)).path));
  const scorer = await loadScorer(runStepsSync(decodeSteps(model)));
  const decoding: Computation = {
    name: `open a model of ${(model.length / 1e6).toFixed(0)} MB`,
    first: 'decode',
    steps: () => decodeSteps(model),
    phaseOf: () => 'decode',
  };
  const scoring: Computation = {
    name: 'score',
    first: 'score',
    *steps() {
      for (const chunk of file.chunks) yield* scoreColumn(scorer, chunk);
    },
    phaseOf: () => 'score',
  };
  bench.log(`steps: ${(fileBytes / 1e6).toFixed(0)} MB of comments`);
  return [
    csv,
    await reading('Parquet, one row group', parquet),
    await reading('xlsx', workbook),
    ...trainings,
    search,
    decoding,
    scoring,
  ];
}
