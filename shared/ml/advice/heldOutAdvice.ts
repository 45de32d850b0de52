import { createRandom, shuffle } from '../../base/random';
import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import { f1 as f1Of, precision, recall } from '../metrics/confusion';
import type { HoldOutMetrics } from '../model/manifest';
import type { Measured } from '../pipeline/pipeline';
import type { Scorer } from '../scoring/scorer';
import { partOf } from '../search/learningCurve';
import { fitRows } from '../training/fitRows';
import { judgedRows, type LabelledText } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import { measureLabel, scoreRows } from '../validation/holdOut';
import { pickThreshold } from '../validation/threshold';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';

/*
 * What would make a model better, as far as the comments held out can tell: another threshold, more comments, or a
 * model that is there already. Everything is of the first label.
 */

/** What a threshold does to comments that it was not picked on. NaN where undefined. */
export interface CutFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface HeldOutAdvice {
  /**
   * The threshold of the best F1, picked on one half of the comments held out and measured on the other, both ways;
   * null with fewer than `MIN_CLASS` of either class.
   */
  readonly bestCut: CutFigures | null;
  /** The same of a fit on half of the training comments: how much the other half brought. Null as `bestCut`. */
  readonly halfCut: CutFigures | null;
  /** Of a model that was there already, on the very same comments, at its own threshold; null without one. */
  readonly other: HoldOutMetrics | null;
}

/** With fewer comments of a class held out, halves of them say nothing about a threshold. */
const MIN_CLASS = 20;

/**
 * @param measured the fit whose figures the model carries.
 * @param other a model to compare with: its first label is taken for the data's first.
 */
export async function* adviseOnHoldOut(
  data: LabelledText,
  spec: PipelineSpec,
  { scorer, heldOut, learnt, corpora }: Measured,
  other: Scorer | null,
): AsyncGenerator<FitProgress, HeldOutAdvice, undefined> {
  const [label] = data.labels;
  const known = judgedRows(label, heldOut);
  const truth = Uint8Array.from(known, (i) => label.values[heldOut[i]]);
  /** The first of `labels` scores per row, of the rows whose label is known. */
  const firstOf = (scores: Float64Array, labels: number) => Float64Array.from(known, (i) => scores[i * labels]);

  let figures: HoldOutMetrics | null = null;
  if (other !== null) {
    const scores = firstOf(yield* scoreRows(other, data, heldOut), other.model.linear.labels);
    figures = measureLabel(other, 0, truth, scores, spec.validation.prevalence);
  }
  const positives = truth.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, truth.length - positives) < MIN_CLASS) {
    return { bestCut: null, halfCut: null, other: figures };
  }
  const { seed } = spec.validation;
  const own = firstOf(yield* scoreRows(scorer, data, heldOut), scorer.model.linear.labels);
  const half = partOf(shuffle(learnt.slice(), createRandom(seed)), label.values, 0.5);
  const fitted = yield* fitRows(corpora, [label], spec, half, 'evaluate');
  const progress: FitProgress = { phase: 'evaluate', done: heldOut.length, total: heldOut.length };
  const matrix = yield* withProgress(progress, vectorizeRows(corpora, fitted, heldOut));
  const halfScores = firstOf(decisionFunction(fitted.linear, matrix), 1);
  return { bestCut: crossCut(truth, own, seed), halfCut: crossCut(truth, halfScores, seed), other: figures };
}

/**
 * The figures of the threshold with the best F1, picked on one half of the rows (drawn with `seed`, either class
 * halved) and applied to the other, and the other way round: what a threshold picked on all of them may be expected to
 * reach.
 *
 * @param truth shape (n,); 1 is positive, 0 negative; two or more of each.
 * @param scores shape (n,); the decision function.
 */
export function crossCut(truth: Uint8Array, scores: Float64Array, seed: number): CutFigures {
  const random = createRandom(seed);
  const half = new Uint8Array(truth.length);
  for (const kind of [0, 1]) {
    const rows = shuffle(
      Uint32Array.from(truth.keys()).filter((row) => truth[row] === kind),
      random,
    );
    rows.forEach((row, i) => {
      half[row] = i % 2;
    });
  }
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const side of [0, 1]) {
    const picking = Uint32Array.from(truth.keys()).filter((row) => half[row] === side);
    const { threshold } = pickThreshold(
      Uint8Array.from(picking, (row) => truth[row]),
      Float64Array.from(picking, (row) => scores[row]),
      { rule: 'maxF1' },
    );
    for (let row = 0; row < truth.length; row++) {
      if (half[row] === side) continue;
      const flagged = scores[row] >= threshold;
      if (truth[row] === 1) counts[flagged ? 'tp' : 'fn']++;
      else counts[flagged ? 'fp' : 'tn']++;
    }
  }
  return { precision: precision(counts), recall: recall(counts), f1: f1Of(counts) };
}
