import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { rowCount, rowText } from '#shared/data/column/textColumn';
import { rocAuc } from '#shared/ml/metrics/rocAuc';
import { decodeModel } from '#shared/ml/model/decode';
import { loadScorer } from '#shared/ml/scoring/scorer';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { LabelledFile } from '../cli/readLabelled';
import type { Bench, Result } from './bench';
import { readNumbers } from './bench';
import { compareScores, must } from './checks';
import { type Contestant, inTurns, type Measured, measuredOf, medianOf, type Run, secondsOf } from './measure';
import { type RunnerFit, runFit } from './runner';
import { keysIn, leftOutOf, rowKeys } from './sameRows';
import { fastText, type Labelled, type TextPeer, vowpalWabbit, writeInput } from './textPeers';

/** A file of comments to train on. */
export interface Corpus {
  readonly path: string;
  readonly fileBytes: number;
  /** Rows that our reader takes. */
  readonly rows: number;
  /** Rows of the peer's reader, from 0, that ours leaves out; the peer leaves them out as well. */
  readonly leftOut: readonly number[];
  readonly file: LabelledFile;
}

/** What is trained, and against whom. */
export interface Training {
  readonly name: string;
  readonly analyzer: 'word' | 'char_wb';
  readonly ngramRange: [number, number];
  readonly minDf: number;
  /** Of scikit-learn: the first is run whole, the second on the same matrix. */
  readonly solvers: readonly ('lbfgs' | 'liblinear')[];
  /** True: also against programs that learn from text. */
  readonly textPeers: boolean;
  readonly toReach: string;
}

const SCORED = 2000;
/** One comment in so many is held out, to compare what was learnt. */
const HELD_OUT_EVERY = 5;

/** The file of labelled comments at `path`, and which of its rows both readers take. */
export async function corpusIn(bench: Bench, path: string): Promise<Corpus> {
  const file = await bench.labelledIn(path);
  const { report, labels } = file;
  must(
    labels[0].values.every((label) => label <= 1),
    `${path} has rows without a label`,
  );
  const { size } = await stat(path);
  let leftOut: number[] = [];
  if (bench.python) {
    const out = join(bench.folder, 'row-keys');
    await bench.python.ask('row_keys', { data: path, out });
    leftOut = leftOutOf(keysIn(await readFile(out)), rowKeys(file));
  }
  return { path, fileBytes: size, rows: report.rows, leftOut, file };
}

/** One row of the table: ours with two threads and one against scikit-learn, and against what reads text. */
export async function trainRow(bench: Bench, corpus: Corpus, training: Training): Promise<Result[]> {
  const { analyzer, ngramRange, minDf } = training;
  const spec: PipelineSpecInput = { features: [{ analyzer, ngramRange, minDf }] };
  const facts: Record<string, string | number> = {
    megabytes: corpus.fileBytes / 1e6,
    'rows that our reader leaves out': corpus.leftOut.length,
    ...(await rehearse(bench, training)),
  };
  const out = join(bench.folder, 'train.moderato');
  const fits = new Map<string, RunnerFit[]>();
  const ours = (name: string, workers: number | null): Contestant => ({
    name,
    async run() {
      const fit = await runFit(corpus.path, out, spec, workers);
      fits.set(name, [...(fits.get(name) ?? []), fit]);
      return { seconds: fit.seconds.total, processor: fit.processor };
    },
  });
  const contestants = bench.takesWorkers
    ? [ours(`ours, ${cpus().length} threads`, cpus().length), ours('ours, 1 thread', 1)]
    : [ours('ours, 1 thread', null)];
  const count = contestants.length;

  const stages: Readonly<Record<string, number>>[] = [];
  const others: Run[] = [];
  const { python } = bench;
  const [solver, otherSolver] = training.solvers;
  if (python) {
    contestants.push({
      name: `scikit-learn, ${solver}`,
      async run() {
        const scores = join(bench.folder, 'train-scores');
        const request = { analyzer, ngramRange, minDf, solver, ...(otherSolver ? { otherSolver } : {}) };
        const files = { data: corpus.path, out: join(bench.folder, 'train.joblib'), leftOut: corpus.leftOut };
        const answer = await python.ask('train', { ...request, ...files, scores, scoreRows: SCORED });
        stages.push(answer.stages);
        if (otherSolver) others.push({ seconds: answer.stages.other, processor: answer.stages.otherProcessor });
        facts['largest difference of scores'] = await sameAnswers(out, corpus.file, scores);
        return { seconds: answer.stages.total, processor: answer.stages.processor };
      },
    });
  }
  const beside: Beside[] = [];
  if (training.textPeers) {
    for (const peer of [fastText, vowpalWabbit]) {
      if (!peer.installed) {
        facts[peer.name] = `not installed (Debian: apt install ${peer.package}), so not measured`;
        continue;
      }
      bench.log(`train: ${peer.name}`);
      beside.push(await prepared(bench, corpus, peer));
    }
    contestants.push(...beside.map(({ contestant }) => contestant));
    if (beside.length > 0) facts['ROC AUC on a held-out fifth: ours'] = await ourAuc(bench, corpus.file, spec);
    for (const each of beside) Object.assign(facts, each.facts);
  }

  const measured: Measured[] = await inTurns(contestants, bench.quick ? 2 : 3);
  if (others.length > 0) measured.splice(count + 1, 0, measuredOf(`scikit-learn, ${otherSolver}`, others));
  const all = [...fits.values()].flat();
  must(new Set(all.map(({ modelId }) => modelId)).size === 1, 'two trainings gave two models');
  must(
    all.every(({ rows }) => rows === corpus.rows),
    'the runner trained on other rows',
  );
  for (const [name, runs] of fits) {
    for (const stage of ['read', 'vectorize', 'fit'] as const) {
      facts[`${name}: ${stage}, median s`] = medianOf(runs.map(({ seconds }) => seconds[stage]));
    }
    facts[`${name}: peak, MB`] = Math.min(...runs.map(({ peak }) => peak)) / 1e6;
  }
  Object.assign(facts, { features: all[0].features, nonZeros: all[0].nonZeros });
  for (const stage of ['read', 'vectorize', 'fit', 'dump']) {
    if (stages.length > 0) facts[`scikit-learn: ${stage}, median s`] = medianOf(stages.map((of) => of[stage]));
  }
  return [
    {
      work: `train, CSV to model file, ${training.name}`,
      size: `${corpus.rows} comments`,
      measured,
      ours: count,
      toReach: training.toReach,
      facts,
    },
  ];
}

/** Trains both on fewer comments: warms up what can be, and proves that they compute the same. */
async function rehearse(bench: Bench, training: Training): Promise<Record<string, number>> {
  const { python } = bench;
  if (!python) return {};
  const { analyzer, ngramRange, minDf } = training;
  const rows = Math.min(bench.rows, Math.max(2000, Math.floor(bench.rows / 16)));
  const { path } = await bench.comments(rows);
  const model = join(bench.folder, 'rehearsal.moderato');
  await runFit(path, model, { features: [{ analyzer, ngramRange, minDf }] }, null);
  const scores = join(bench.folder, 'rehearsal-scores');
  const request = { analyzer, ngramRange, minDf, solver: training.solvers[0] };
  const out = join(bench.folder, 'rehearsal.joblib');
  await python.ask('train', { ...request, data: path, out, scores, scoreRows: SCORED });
  return { 'largest difference of scores, rehearsal': await sameAnswers(model, await bench.labelled(rows), scores) };
}

/**
 * Scores the first comments with our model and compares with the peer's scores of them. The solvers of scikit-learn
 * stop early by default, so the scores may differ in the third place; the labels hardly ever do.
 */
async function sameAnswers(model: string, file: LabelledFile, theirs: string): Promise<number> {
  const expected = await readNumbers(theirs);
  const scores = await scoresOf(model, file, (row) => row < expected.length);
  const { largestDifference, sameSide } = compareScores(scores, expected);
  must(largestDifference < 0.05 && sameSide > 0.99, `scores differ by ${largestDifference}, labels agree ${sameSide}`);
  return largestDifference;
}

/** Scores of the rows that are asked for. */
async function scoresOf(model: string, file: LabelledFile, wanted: (row: number) => boolean): Promise<Float64Array> {
  const scorer = await loadScorer(decodeModel(new Uint8Array(await readFile(model))));
  const score = new Float64Array(1);
  const scores: number[] = [];
  let row = 0;
  for (const chunk of file.chunks) {
    for (let i = 0; i < rowCount(chunk); i++, row++) {
      if (!wanted(row)) continue;
      scorer.scoreRow(chunk.bytes, chunk.offsets[i], chunk.offsets[i + 1], score);
      scores.push(score[0]);
    }
  }
  return Float64Array.from(scores);
}

const isHeldOut = (row: number) => row % HELD_OUT_EVERY === HELD_OUT_EVERY - 1;

/** Comments and labels of the rows that are asked for. */
export function* commentsOf({ chunks, labels }: LabelledFile, wanted: (row: number) => boolean): Generator<Labelled> {
  let row = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < rowCount(chunk); i++, row++) {
      if (wanted(row)) yield { text: rowText(chunk, i), positive: labels[0].values[row] === 1 };
    }
  }
}

function truthOf({ labels }: LabelledFile): Uint8Array {
  return labels[0].values.filter((_, row) => isHeldOut(row));
}

async function ourAuc(bench: Bench, file: LabelledFile, spec: PipelineSpecInput): Promise<number> {
  const path = join(bench.folder, 'four-fifths.csv');
  const csv = createWriteStream(path);
  csv.write('comment_text,toxic\n');
  for (const { text, positive } of commentsOf(file, (row) => !isHeldOut(row))) {
    if (!csv.write(`"${text.replaceAll('"', '""')}",${positive ? 1 : 0}\n`)) await once(csv, 'drain');
  }
  csv.end();
  await once(csv, 'finish');
  const model = join(bench.folder, 'four-fifths.moderato');
  await runFit(path, model, spec, null);
  return rocAuc(truthOf(file), await scoresOf(model, file, isHeldOut));
}

interface Beside {
  readonly contestant: Contestant;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Writes the input of a program that reads text, and measures how well it learns. */
async function prepared(bench: Bench, corpus: Corpus, peer: TextPeer): Promise<Beside> {
  const at = (name: string) => join(bench.folder, `${peer.package}-${name}`);
  const { file } = corpus;
  const input = at('input.txt');
  const writing = await secondsOf(() =>
    writeInput(
      peer,
      input,
      commentsOf(file, () => true),
    ),
  );
  await writeInput(
    peer,
    at('four-fifths.txt'),
    commentsOf(file, (row) => !isHeldOut(row)),
  );
  await writeInput(peer, at('fifth.txt'), commentsOf(file, isHeldOut));
  await peer.train(at('four-fifths.txt'), at('four-fifths.bin'));
  const scores = await peer.scores(at('fifth.txt'), at('four-fifths.bin'));
  const truth = truthOf(file);
  must(scores.length === truth.length, `${peer.name}: ${scores.length} scores of ${truth.length} comments`);
  return {
    contestant: { name: peer.name, run: () => peer.train(input, at('model.bin')) },
    facts: {
      [`${peer.name}: settings`]: peer.settings,
      [`${peer.name}: ROC AUC on the held-out fifth`]: rocAuc(truth, scores),
      [`${peer.name}: making its input, not in its time, s`]: writing,
    },
  };
}
