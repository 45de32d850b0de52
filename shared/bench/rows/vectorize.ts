import { cpus } from 'node:os';
import type { CsrMatrix } from '#shared/ml/matrix/csr';
import type { MlKernels } from '#shared/ml/pipeline/kernels';
import { fitVectorizers } from '#shared/ml/training/fitRows';
import type { LabelledText } from '#shared/ml/training/labelledText';
import { countCorpora } from '#shared/ml/vectorizer/count/countCorpus';
import type { Pool } from '#shared/runtime/parallel';
import { runSteps } from '#shared/runtime/steps';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { Bench, Result } from '../bench';
import { must, mustAgree } from '../checks';
import { type Contestant, inTurns, secondsOf } from '../measure';
import { createKernelThreads } from '../runner';

interface Features {
  readonly name: string;
  readonly analyzer: 'word' | 'char_wb';
  readonly ngramRange: [number, number];
}

const WORD: Features = { name: 'word 1-2', analyzer: 'word', ngramRange: [1, 2] };
const CHARACTERS: Features = { name: 'char_wb 2-5', analyzer: 'char_wb', ngramRange: [2, 5] };

/** The comments of the bench as the pipeline accepts them. */
export async function textOf(bench: Bench, rows: number): Promise<LabelledText> {
  const { chunks, labels, report } = await bench.labelled(rows);
  return { rows: report.rows, chunks: () => chunks, labels, fingerprint: report.fingerprint };
}

/** The TF-IDF matrix of `data`, by the same steps as in training. */
export async function vectorizeText(
  data: LabelledText,
  { analyzer, ngramRange }: Pick<Features, 'analyzer' | 'ngramRange'>,
  pool: Pool<MlKernels> | null = null,
): Promise<CsrMatrix> {
  const spec = parsePipelineSpec({ features: [{ analyzer, ngramRange }] });
  const { corpora } = await runSteps(countCorpora(data, spec, false, pool));
  const rows = Uint32Array.from({ length: data.rows }, (_, row) => row);
  return (await runSteps(fitVectorizers(corpora, spec.features, rows, 'vectorize'))).matrix;
}

/** Counting, fitting and weighing: TfidfVectorizer().fit_transform(texts). */
export async function vectorize(bench: Bench): Promise<Result[]> {
  const pool = createKernelThreads(cpus().length);
  try {
    // Characters make many more terms per comment, so fewer comments take as long.
    const fewer = Math.floor(bench.rows / (bench.quick ? 4 : 8));
    return [await compare(bench, WORD, bench.rows, pool), await compare(bench, CHARACTERS, fewer, pool)];
  } finally {
    await pool.close();
  }
}

async function compare(bench: Bench, features: Features, rows: number, pool: Pool<MlKernels>): Promise<Result> {
  const { path, textBytes } = await bench.comments(rows);
  const data = await textOf(bench, rows);
  const matrix = await vectorizeText(data, features);
  const facts: Record<string, number> = {
    'text, MB': textBytes / 1e6,
    features: matrix.columns,
    nonZeros: matrix.indices.length,
  };
  const contestants: Contestant[] = [
    { name: `ours, ${pool.size} threads`, run: () => secondsOf(() => vectorizeText(data, features, pool)) },
    { name: 'ours, 1 thread', run: () => secondsOf(() => vectorizeText(data, features)) },
  ];
  const onThreads = await vectorizeText(data, features, pool); // starts the threads as well
  must(sameMatrix(matrix, onThreads), 'the number of threads changed the matrix');
  const { python } = bench;
  if (python) {
    const request = { analyzer: features.analyzer, ngramRange: features.ngramRange, data: path };
    const { numbers } = await python.ask('vectorize', { ...request, check: true });
    must(numbers.features === matrix.columns, `features: ours ${matrix.columns}, theirs ${numbers.features}`);
    must(numbers.nonZeros === matrix.indices.length, `non-zeros: ${matrix.indices.length}, ${numbers.nonZeros}`);
    const { sum, placedSum } = sumsOf(matrix);
    mustAgree('sum of the matrix', sum, numbers.sum, 1e-6);
    mustAgree('sum of the matrix by place', placedSum, numbers.placedSum, 1e-6);
    contestants.push({ name: 'TfidfVectorizer', run: async () => (await python.ask('vectorize', request)).seconds });
  }
  const measured = await inTurns(contestants, 2, bench.quick ? 1 : 0);
  facts['ours, MB of text a second'] = textBytes / 1e6 / measured[0].timing.min;
  return { work: `vectorize, ${features.name}`, size: `${rows} comments`, measured, ours: 2, toReach: '8x', facts };
}

function sameMatrix(one: CsrMatrix, other: CsrMatrix): boolean {
  const same = (a: Uint32Array | Float32Array, b: Uint32Array | Float32Array) =>
    a.length === b.length && a.every((value, i) => value === b[i]);
  return (
    one.columns === other.columns &&
    same(one.indptr, other.indptr) &&
    same(one.indices, other.indices) &&
    same(one.values, other.values)
  );
}

/** Sums that two matrices share only if they are the same, as good as: peer.py has the same. */
function sumsOf({ rows, indptr, indices, values }: CsrMatrix): { sum: number; placedSum: number } {
  let sum = 0;
  let placedSum = 0;
  for (let row = 0; row < rows; row++) {
    const weight = (row % 997) + 1;
    for (let i = indptr[row]; i < indptr[row + 1]; i++) {
      sum += values[i];
      placedSum += values[i] * ((indices[i] % 1009) + 1) * weight;
    }
  }
  return { sum, placedSum };
}
