import { expect, test } from 'vitest';
import { sigmoid } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { textColumnOf } from '../../data/column/textColumn';
import { runSteps, runStepsSync } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { betaLogit, fitBeta } from '../calibration/betaCalibration';
import { fitSigmoid } from '../calibration/calibration';
import answers from '../frozen/pipelines.json';
import { decodeModel } from '../model/decode';
import { probabilityOf } from '../scoring/probability';
import { scoreColumn } from '../scoring/scoreColumn';
import { loadScorer } from '../scoring/scorer';
import { pickByRule } from '../validation/threshold';
import { type FitProgress, type FitResult, fitPipeline } from './pipeline';

async function scoresOf(result: FitResult, texts: readonly string[]): Promise<Float64Array> {
  return runStepsSync(scoreColumn(await loadScorer(decodeModel(result.bytes)), textColumnOf(texts)));
}

const corpus = labelledTexts(answers.texts, answers.labels);

test.each(answers.cases.map((frozen, i) => [i, frozen.spec.estimator.kind, frozen] as const))(
  'pipeline %i (%s) has the features and scores of scikit-learn',
  async (_, kind, frozen) => {
    const result = await trainedOn(corpus, frozen.spec);
    expect(result.manifest.features).toEqual(frozen.features);
    expect(result.manifest.nonZeros).toBe(frozen.nonZeros);
    expect(result.manifest.warnings).not.toContain('not-converged');
    const scores = await scoresOf(result, answers.newTexts);
    const scale = Math.max(1, ...frozen.scores.map(Math.abs));
    // Naive Bayes is exact but for float32 weights; the others also for how near to the optimum either side stops.
    const tolerance = kind.endsWith('Nb') ? 1e-6 * scale : 1e-4;
    frozen.scores.forEach((score, i) => {
      expect(Math.abs(scores[i] - score), `text ${i}: ${scores[i]} for ${score}`).toBeLessThan(tolerance);
    });
  },
);

const small: PipelineSpecInput = { estimator: { c: 4 }, validation: { testSize: 0.25, seed: 7 } };

test('the same data, spec and seed have the same id, however the rows are chunked', async () => {
  const whole = await trainedOn(corpus, small);
  const cut = await trainedOn(labelledTexts(answers.texts, answers.labels, 9), small);
  expect(cut.id).toBe(whole.id);
  const otherSeed = await trainedOn(corpus, { ...small, validation: { testSize: 0.25, seed: 8 } });
  expect(otherSeed.id).not.toBe(whole.id);
});

test('with a hold-out the figures come from rows that the measured fit had not seen, and the kept model has them all', async () => {
  const result = await trainedOn(corpus, small);
  const [figures] = result.manifest.metrics ?? [];
  expect(figures.rows).toBe(35);
  expect(figures.confusion.tp + figures.confusion.fn).toBe(figures.positives);
  expect(result.manifest.rows).toBe(140);
  const kept = await trainedOn(corpus, { ...small, validation: { testSize: 0.25, seed: 7, refit: false } });
  expect(kept.manifest.rows).toBe(105);
  expect(kept.manifest.metrics).toEqual(result.manifest.metrics);
  // Without a hold-out the weights are those of the refit, and only the manifest differs.
  const all = await trainedOn(corpus, { estimator: { c: 4 } });
  expect(all.manifest.metrics).toBeNull();
  expect(await scoresOf(all, answers.newTexts)).toEqual(await scoresOf(result, answers.newTexts));
});

test('what a spec leaves out is written into the manifest', async () => {
  const { manifest } = await trainedOn(corpus, {});
  expect(manifest.spec.features[0].ngramRange).toEqual([1, 1]);
  expect(manifest.spec.label).toEqual(['toxic']);
  expect(manifest.fingerprint).toMatch(/^[0-9a-f]{64}$/);
});

test('several labels become one model with a row each, learnt from the rows where each is known', async () => {
  const rude = Uint8Array.from(answers.labels, (label, i) => (i % 5 === 0 ? 255 : 1 - label));
  const two = { ...corpus, labels: [...corpus.labels, { name: 'rude', values: rude }] };
  const result = await trainedOn(two, small);
  expect(result.manifest.labels).toEqual(['toxic', 'rude']);
  expect(result.manifest.known).toEqual([140, 112]);
  const alone = await scoresOf(await trainedOn(corpus, small), answers.newTexts);
  const both = await scoresOf(result, answers.newTexts);
  answers.newTexts.forEach((_, i) => {
    expect(both[2 * i]).toBe(alone[i]);
    if (Math.abs(alone[i]) > 1) expect(Math.sign(both[2 * i + 1])).toBe(-Math.sign(alone[i]));
  });
});

test('a threshold given as a probability is kept as a score', async () => {
  const { manifest } = await trainedOn(corpus, { threshold: 0.8 });
  expect(manifest.thresholds[0]).toBeCloseTo(Math.log(4), 12);
  const margin = await trainedOn(corpus, { threshold: 0.8, estimator: { kind: 'linearSvc' } });
  expect(margin.manifest.thresholds[0]).toBe(0.8);
});

test.each([
  ['one class only', labelledTexts(['a b', 'c d'], [1, 1]), {}, 'training-one-class'],
  ['no rows', labelledTexts([], []), {}, 'training-one-class'],
  ['only empty comments', labelledTexts(['', ' ', ''], [1, 0, 0]), {}, 'vocabulary-empty'],
  ['too few rows to hold some out', labelledTexts(['you fool', 'thank you'], [1, 0]), small, 'training-too-few-rows'],
  ['a threshold that is no probability', corpus, { threshold: 1 }, 'spec-invalid'],
])('%s is refused with its own code', async (_, data, spec, code) => {
  await expect(trainedOn(data, spec)).rejects.toMatchObject({ code });
});

test('a cancel stops the work and lets nothing out', async () => {
  const controller = new AbortController();
  const phases: FitProgress['phase'][] = [];
  const fitting = runSteps(fitPipeline(corpus, parsePipelineSpec(small)), controller.signal, ({ phase }) => {
    phases.push(phase);
    if (phase === 'fit') controller.abort();
  });
  await expect(fitting).rejects.toMatchObject({ name: 'AbortError' });
  expect(phases).not.toContain('encode');
});

test('reports every phase, in order', async () => {
  const phases: FitProgress['phase'][] = [];
  await runSteps(fitPipeline(corpus, parsePipelineSpec(small)), undefined, ({ phase }) => {
    if (phases.at(-1) !== phase) phases.push(phase);
  });
  expect(phases).toEqual(['count', 'vectorize', 'fit', 'evaluate', 'vectorize', 'refit', 'encode']);
});

test('an error is coded and names what was got', async () => {
  const error = await trainedOn(labelledTexts(['a', 'b'], [0, 0]), {}).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CodedError);
  expect(error).toMatchObject({ params: { label: 'toxic', rows: 2, positives: 0 } });
});

test('a calibrated support vector machine has probabilities, fitted on rows that its models had not seen', async () => {
  const spec: PipelineSpecInput = {
    estimator: { kind: 'linearSvc' },
    calibration: 'sigmoid',
    validation: { testSize: 0.25 },
  };
  const result = await trainedOn(corpus, spec);
  const model = decodeModel(result.bytes);
  expect(model.calibration?.[0]).toBeGreaterThan(0);
  const [figures] = result.manifest.metrics ?? [];
  expect(figures.brier).toBeLessThan(0.25);
  // The threshold is where the probability is one half.
  expect(probabilityOf(model, model.manifest.thresholds[0])).toBeCloseTo(0.5, 12);
  expect((await trainedOn(corpus, spec)).id).toBe(result.id);
});

test('calibration follows the share of positives that is asked for', async () => {
  const spec = (prevalence: number | null) => ({ calibration: 'sigmoid', validation: { prevalence } }) as const;
  const [common, rare] = [await trainedOn(corpus, spec(null)), await trainedOn(corpus, spec(0.05))].map(({ bytes }) =>
    decodeModel(bytes),
  );
  expect(rare.linear.weights).toEqual(common.linear.weights);
  for (const score of [-1, 0, 1]) {
    expect(probabilityOf(rare, score)).toBeLessThan(probabilityOf(common, score) ?? 0);
  }
});

test('a threshold rule is kept with what came of it and how much it varies between folds', async () => {
  const result = await trainedOn(corpus, { threshold: { rule: 'minPrecision', value: 0.95 } });
  const [pick] = result.manifest.thresholdPicks ?? [];
  expect(pick.lowest).toBeLessThanOrEqual(pick.highest);
  const best = await trainedOn(corpus, { threshold: { rule: 'maxF1' } });
  expect(best.manifest.thresholds[0]).not.toBe(result.manifest.thresholds[0]);
  expect(decodeModel(best.bytes).linear.weights).toEqual(decodeModel(result.bytes).linear.weights);
});

test('duplicates stay on one side of the split', async () => {
  // Every comment twice, the second time louder; half of the toxic ones are labelled the other way round in one copy.
  const texts = answers.texts.flatMap((text) => [text, `${text.toUpperCase()}!!!`]);
  const labels = answers.labels.flatMap((label) => [label, label]);
  const spec = (groupDuplicates: boolean): PipelineSpecInput => ({
    features: [{ analyzer: 'char', ngramRange: [8, 8] }],
    validation: { testSize: 0.3, groupDuplicates },
  });
  const apart = await trainedOn(labelledTexts(texts, labels), spec(false));
  const together = await trainedOn(labelledTexts(texts, labels), spec(true));
  // Long n-grams remember texts: with a copy in the training part they look better than they are.
  expect(together.manifest.metrics?.[0].rocAuc).toBeLessThan(apart.manifest.metrics?.[0].rocAuc ?? 0);
});

test.each([
  [{ features: [{ ngramRange: [2, 1] }] }, 'features.0.ngramRange', '[2,1]', /smaller number first/],
  [{ foo: 1 }, 'foo', 'not a setting', /features, estimator/],
  [{ features: [{}, { minDF: 2 }] }, 'features.1.minDF', 'not a setting', /minDf, maxDf/],
  [{ threshold: { rule: 'best' } }, 'threshold', '{"rule":"best"}', /./],
])('the error of an invalid spec names the path, the value and what is expected: %j', (spec, path, got, expected) => {
  try {
    parsePipelineSpec(spec);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'spec-invalid',
      params: { path: expect.stringContaining(path), got, expected: expect.stringMatching(expected) },
    });
  }
});

test('rows that a model is not judged by are learnt from, and no figure, calibration or threshold is drawn from them', async () => {
  const judged = Uint8Array.from(answers.labels, (_, row) => (row % 3 === 0 ? 0 : 1));
  const spec: PipelineSpecInput = {
    calibration: 'sigmoid',
    threshold: { rule: 'maxF1', standardErrors: 1 },
    validation: { testSize: 0.3, seed: 3, folds: 3 },
  };
  const partly = { ...corpus, labels: corpus.labels.map((label) => ({ ...label, judged })) };
  const part = await trainedOn(partly, spec);
  const all = await trainedOn(corpus, spec);
  expect(part.manifest.rows).toBe(140);
  expect(await scoresOf(part, answers.newTexts)).toEqual(await scoresOf(all, answers.newTexts));
  const [figures] = part.manifest.metrics ?? [];
  expect(figures.rows).toBeLessThan(all.manifest.metrics?.[0].rows ?? 0);

  // Labels of unjudged rows may turn over in what is measured, without any effect: only judged rows reach `decide`.
  const held = part.held?.scores[0] ?? new Float64Array();
  const rows = [...judged.keys()].filter((row) => judged[row] === 1);
  const truth = Uint8Array.from(rows, (row) => answers.labels[row]);
  const scores = Float64Array.from(rows, (row) => held[row]);
  const { a, b } = runStepsSync(fitSigmoid(truth, scores));
  expect([...(decodeModel(part.bytes).calibration ?? [])]).toEqual([a, b]);
  const rule = { rule: 'maxF1', standardErrors: 1 } as const;
  expect(part.manifest.thresholds[0]).toBe(runStepsSync(pickByRule(truth, scores, rule, null, 3)).threshold);
});

test('a row of weight 2 counts as two, one of weight 0 as none', async () => {
  const count: PipelineSpecInput = { features: [{ kind: 'count', binary: true }], estimator: { tol: 1e-9 } };
  const weights = Float64Array.from(answers.labels, (_, row) => row % 3);
  const weighed = { ...corpus, labels: corpus.labels.map((label) => ({ ...label, weights })) };
  const repeated = [...answers.labels.keys()].flatMap((row) => Array.from({ length: row % 3 }, () => row));
  const copies = labelledTexts(
    repeated.map((row) => answers.texts[row]),
    repeated.map((row) => answers.labels[row]),
  );
  const scores = await scoresOf(await trainedOn(copies, count), answers.newTexts);
  (await scoresOf(await trainedOn(weighed, count), answers.newTexts)).forEach((score, i) => {
    expect(Math.abs(score - scores[i])).toBeLessThan(1e-5);
  });
});

test('groups that are given decide what stays together', async () => {
  const groups = Uint32Array.from(answers.labels, (_, row) => Math.floor(row / 2));
  const spec: PipelineSpecInput = { calibration: 'sigmoid', validation: { folds: 4 } };
  const { held } = await trainedOn({ ...corpus, groups }, spec);
  expect(held?.fold.length).toBe(groups.length);
  held?.fold.forEach((fold, row) => void expect(fold).toBe(held.fold[row - (row % 2)]));
  const short = { ...corpus, groups: groups.slice(1) };
  await expect(trainedOn(short, spec)).rejects.toMatchObject({ code: 'shape-mismatch' });
});

test('a model of two labels calibrated by beta keeps its probabilities and thresholds in its file', async () => {
  const second = Uint8Array.from(answers.labels, (label, row) => (row % 5 === 0 ? 1 - label : label));
  const data = { ...corpus, labels: [...corpus.labels, { name: 'second', values: second }] };
  const { bytes, held } = await trainedOn(data, {
    calibration: 'beta',
    threshold: 0.6,
    estimator: { kind: 'linearSvc' },
  });
  const model = decodeModel(bytes);
  for (const [label, values] of [answers.labels, second].entries()) {
    const scores = held?.scores[label] ?? new Float64Array();
    const fit = runStepsSync(fitBeta(Uint8Array.from(values), scores));
    for (const score of scores) expect(probabilityOf(model, score, label)).toBe(sigmoid(betaLogit(fit, score)));
    expect(probabilityOf(model, model.manifest.thresholds[label], label)).toBeCloseTo(0.6, 9);
  }
});
