import { expect, test } from 'vitest';
import { createInlinePool, type Pool } from '../../runtime/parallel';
import { runSteps } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts } from '../../testing/specimens';
import { fitRows } from '../training/fitRows';
import { type LabelColumn, UNKNOWN } from '../training/labelledText';
import { outOfFold } from '../validation/outOfFold';
import { countCorpora } from '../vectorizer/count/countCorpus';
import { withSharedCounts } from '../vectorizer/count/fitCorpora';
import { fitSideBySide, fitsAtOnce } from './fitSideBySide';
import { kernels, type MlKernels } from './kernels';

const WORDS = ['you', 'stupid', 'fool', 'thanks', 'for', 'the', 'edit', 'talk', 'page', 'shut', 'up', 'nice'];
const texts = Array.from({ length: 120 }, (_, i) =>
  Array.from({ length: 4 + (i % 7) }, (__, k) => WORDS[(i * 7 + k * k * 5 + (i % 3)) % WORDS.length]).join(' '),
);
const toxic = texts.map((text) => (/stupid|shut/.test(text) ? 1 : 0));
const rows = Uint32Array.from(texts.keys()).filter((row) => row % 11 !== 0);
const labels: LabelColumn[] = [
  { name: 'toxic', values: Uint8Array.from(toxic) },
  { name: 'rude', values: Uint8Array.from(texts, (text, i) => (i % 9 === 0 ? UNKNOWN : /fool/.test(text) ? 1 : 0)) },
];

/** As threads would: what goes there and comes back is cloned, and each has a turn at a time. */
function cloningPool(size: number): Pool<MlKernels> {
  const pools = Array.from({ length: size }, () => createInlinePool(kernels));
  let next = 0;
  return {
    size,
    run: async (kernel, input, options) =>
      structuredClone(await pools[next++ % size].run(kernel, structuredClone(input), options)),
    close: async () => void (await Promise.all(pools.map((pool) => pool.close()))),
  };
}

async function bothWays(input: PipelineSpecInput, columns = labels, atOnce = 3) {
  const spec = parsePipelineSpec(input);
  const { corpora } = await runSteps(countCorpora(labelledTexts(texts, toxic, 30), spec, false));
  const one = async () => ({
    held: await runSteps(outOfFold(corpora, columns, spec, rows, null)),
    fitted: await runSteps(fitRows(corpora, columns, spec, rows, 'fit')),
  });
  const pool = cloningPool(atOnce);
  const shared = corpora.map(withSharedCounts);
  const many = () => runSteps(fitSideBySide(shared, columns, spec, rows, null, 'fit', pool, atOnce));
  return { one, many };
}

test.each<[string, PipelineSpecInput]>([
  ['words', { features: [{ ngramRange: [1, 2] }] }],
  ['terms chosen', { features: [{ minDf: 2, maxFeatures: 12 }] }],
  ['two blocks', { features: [{}, { analyzer: 'char_wb', ngramRange: [2, 3] }] }],
  ['compact', { features: [{ ngramRange: [1, 2] }], compact: { maxTerms: 9, int8: true } }],
  ['compact, all kept', { compact: { maxTerms: 900, int8: true } }],
  ['hashing', { features: [{ kind: 'hashing', hashBits: 10 }] }],
  ['surface', { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' } }],
  ['naive Bayes', { features: [{ kind: 'count' }], estimator: { kind: 'nbLinearSvc' } }],
])('%s: fits side by side are those of one thread', async (_, input) => {
  const { one, many } = await bothWays({ validation: { folds: 4 }, ...input });
  expect(await many()).toEqual(await one());
});

test('of several fits that fail, the error is the one that one thread meets first', async () => {
  // One toxic row: the fold that holds it has none outside, and all rows together have one.
  const rare = rows[50];
  const further = { name: 'rare', values: Uint8Array.from(texts, (__, row) => (row === rare ? 1 : 0)) };
  for (const atOnce of [2, 6]) {
    const { one, many } = await bothWays({ validation: { folds: 3 } }, [labels[0], further], atOnce);
    const failed = await one().catch((error: unknown) => error);
    // It says that this is of the rows left to learn from: in the file both classes are there.
    expect(failed).toMatchObject({ code: 'training-one-class', params: { label: 'rare', part: true } });
    await expect(many()).rejects.toEqual(failed);
  }
});

test('too few rows for the folds are refused as in one thread', async () => {
  const few = { name: 'toxic', values: Uint8Array.from(texts, (__, row) => (row < 3 ? 1 : 0)) };
  const { one, many } = await bothWays({ validation: { folds: 5 } }, [few]);
  const failed = await one().catch((error: unknown) => error);
  await expect(many()).rejects.toEqual(failed);
  expect(failed).toMatchObject({ code: 'training-too-few-rows' });
});

test('fits are shared out where there are threads, shared memory, enough to do and room for it', async () => {
  const { corpora } = await runSteps(countCorpora(labelledTexts(texts, toxic, 30), parsePipelineSpec({}), false));
  const of = (values: number) => [
    { ...corpora[0], counts: { ...corpora[0].counts, indices: { length: values } as Uint32Array } },
  ];
  expect(fitsAtOnce(of(5e6), cloningPool(4))).toBe(4);
  expect(fitsAtOnce(of(5e6), null)).toBe(1);
  expect(fitsAtOnce(of(5e6), cloningPool(1))).toBe(1);
  expect(fitsAtOnce(corpora, cloningPool(4))).toBe(1);
  expect(fitsAtOnce(of(4e7), cloningPool(4))).toBe(2);
  expect(fitsAtOnce(of(4e8), cloningPool(4))).toBe(1);
});
