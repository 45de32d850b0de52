import { beforeEach, expect, test, vi } from 'vitest';
import { runSteps, runStepsSync } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import type { fitEstimator } from '../estimators/fitEstimator';
import answers from '../frozen/pipelines.json';
import { fitRows } from '../training/fitRows';
import { outOfFold } from '../validation/outOfFold';
import { countCorpora } from '../vectorizer/count/countCorpus';

/* One fit among several that stops short, by its number. Which one it is depends on the data; here it is chosen. */

const fits = vi.hoisted(() => ({ done: 0, short: -1 }));

vi.mock(import('../estimators/fitEstimator'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    *fitEstimator(...given: Parameters<typeof fitEstimator>) {
      const fit = yield* original.fitEstimator(...given);
      return { ...fit, converged: fits.done++ !== fits.short };
    },
  };
});

/** Makes fit number `short` the one that stops short. */
function stopShort(short: number): void {
  fits.done = 0;
  fits.short = short;
}
beforeEach(() => stopShort(-1));

const corpus = labelledTexts(answers.texts, answers.labels);
const labels = ['one', 'two', 'three'].map((name) => ({ name, values: Uint8Array.from(answers.labels) }));
const rows = Uint32Array.from(answers.labels.keys());
const spec = parsePipelineSpec({ validation: { folds: 3 } });

test.each([0, 1, 2])('a fit of several labels has converged only if label %i has', async (short) => {
  const { corpora } = await runSteps(countCorpora(corpus, spec, false));
  expect(runStepsSync(fitRows(corpora, labels, spec, rows, 'fit')).converged).toBe(true);
  stopShort(short);
  expect(runStepsSync(fitRows(corpora, labels, spec, rows, 'fit')).converged).toBe(false);
});

test.each([0, 1, 2])('out-of-fold scores have converged only if fold %i has', async (short) => {
  const { corpora } = await runSteps(countCorpora(corpus, spec, false));
  expect(runStepsSync(outOfFold(corpora, labels.slice(0, 1), spec, rows, null)).converged).toBe(true);
  stopShort(short);
  expect(runStepsSync(outOfFold(corpora, labels.slice(0, 1), spec, rows, null)).converged).toBe(false);
});

const calibrated: PipelineSpecInput = { calibration: 'sigmoid', validation: { folds: 3 } };

test('a model whose fits all converged carries no warning of it', async () => {
  expect((await trainedOn(corpus, calibrated)).manifest.warnings).not.toContain('not-converged');
  expect(fits.done).toBe(4);
});

test.each([0, 1, 2, 3])(
  'a model warns of a fit that stopped short: number %i of three folds and the whole',
  async (short) => {
    stopShort(short);
    expect((await trainedOn(corpus, calibrated)).manifest.warnings).toContain('not-converged');
  },
);
