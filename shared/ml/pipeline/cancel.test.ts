import { expect, test } from 'vitest';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { talk } from '../../testing/longTalk';
import { labelledTexts } from '../../testing/specimens';
import { type FitPhase, fitPipeline } from './pipeline';

const PHASES: readonly FitPhase[] = ['count', 'vectorize', 'calibrate', 'fit', 'evaluate', 'refit', 'encode'];

const spec = parsePipelineSpec({
  features: [{ ngramRange: [1, 2] }],
  calibration: 'sigmoid',
  validation: { testSize: 0.25 },
});

function training() {
  const { texts, labels } = talk(120, 12);
  return fitPipeline(labelledTexts(texts, labels, 30), spec);
}

test('a training goes through every phase', async () => {
  const met = new Set<FitPhase>();
  await runSteps(training(), undefined, ({ phase }) => met.add(phase));
  expect([...met].sort()).toEqual([...PHASES].sort());
});

test.each(PHASES)('a cancel in phase %s ends the training at its next step', async (cancelled) => {
  const controller = new AbortController();
  let after = 0;
  const end = runSteps(training(), controller.signal, ({ phase }) => {
    if (controller.signal.aborted) after++;
    if (phase === cancelled) controller.abort();
  });
  await expect(end).rejects.toMatchObject({ name: 'AbortError' });
  expect(after).toBe(0);
});
