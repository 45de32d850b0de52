import { sigmoid } from '../../../../base/elementary';
import type { FeatureSettings, PipelineSpec } from '../../../../spec/pipelineSpec';
import { murmur3 } from '../../../../text/tokens/murmur3';
import { calibratedLogit } from '../../../calibration/calibrated';
import { createWeigh } from '../../../vectorizer/fit/weigh';
import { createTermReader, type TermSettings } from './blockTerms';

/*
 * The scorer of a model that stands alone: this file and what it imports are bundled (shared/cli/scorerCode.ts) and
 * written in front of a model's weights. Small rather than fast: the app's own scorer has neither strings nor maps.
 */

/** A block of features. Numbers are base64 of little-endian float32. */
export interface ScriptBlock extends TermSettings {
  readonly settings: FeatureSettings;
  /** In the order of the columns; empty for hashing. */
  readonly terms: readonly string[];
  readonly idf: string | null;
  /** Per label. */
  readonly weights: readonly string[];
}

/** A model as the script holds it. */
export interface ScriptModel {
  readonly id: string;
  readonly labels: readonly string[];
  readonly thresholds: readonly number[];
  readonly link: 'logit' | 'margin';
  readonly bias: readonly number[];
  readonly calibration: PipelineSpec['calibration'];
  readonly calibrationNumbers: readonly number[];
  readonly blocks: readonly ScriptBlock[];
}

/** What the script exports. */
export interface ScriptScorer {
  readonly id: string;
  readonly labels: readonly string[];
  /** The score of each label from which on it is given. */
  readonly thresholds: readonly number[];
  /** The decision function of each label. */
  score(text: string): number[];
  /** The probability of each label; null for a model that has none. */
  probability(text: string): (number | null)[];
  /** Score, probability and whether the label is given, of each label. */
  predict(text: string): { label: string; score: number; probability: number | null; given: boolean }[];
}

const encoder = new TextEncoder();

/** Makes the functions of a model; its tables are built here, once. */
export function createScriptScorer(model: ScriptModel): ScriptScorer {
  const blocks = model.blocks.map(createBlock);
  const numbers = Float64Array.from(model.calibrationNumbers);
  const score = (text: string) => {
    const bytes = encoder.encode(text);
    const scores = [...model.bias];
    for (const add of blocks) add(bytes, scores);
    return scores;
  };
  const probabilityOf = (value: number, label: number) => {
    if (model.calibration !== 'none') return sigmoid(calibratedLogit(model.calibration, numbers, label, value));
    return model.link === 'logit' ? sigmoid(value) : null;
  };
  return {
    id: model.id,
    labels: model.labels,
    thresholds: model.thresholds,
    score,
    probability: (text) => score(text).map(probabilityOf),
    predict: (text) =>
      score(text).map((value, i) => ({
        label: model.labels[i],
        score: value,
        probability: probabilityOf(value, i),
        given: value >= model.thresholds[i],
      })),
  };
}

/** Makes what adds a block's part to the scores: the row of its values in the app's order, times the weights. */
function createBlock(block: ScriptBlock): (bytes: Uint8Array, scores: number[]) => void {
  const { settings, terms } = block;
  const hashing = settings.kind === 'hashing';
  const weights = block.weights.map(floats);
  const weigh = createWeigh(settings, block.idf === null ? null : floats(block.idf));
  const read = createTermReader(block);
  const columns = new Map<string, number>();
  for (let i = 0; i < terms.length; i++) columns.set(terms[i], i);
  return (bytes, scores) => {
    const counts = new Map<number, number>();
    const count = (column: number, by: number) => counts.set(column, (counts.get(column) ?? 0) + by);
    read(bytes, (term) => {
      if (hashing) {
        const encoded = encoder.encode(term);
        const h = murmur3(encoded, 0, encoded.length);
        count((h < 0 ? -h : h) & (2 ** settings.hashBits - 1), settings.alternateSign && h < 0 ? -1 : 1);
      } else {
        const column = columns.get(term);
        if (column !== undefined) count(column, 1);
      }
    });
    // The app adds up words in the order of their first occurrence, everything else by columns.
    const entries = [...counts];
    if (hashing || settings.analyzer !== 'word') entries.sort((a, b) => a[0] - b[0]);
    const indices = Uint32Array.from(entries, ([column]) => column);
    const values = Float64Array.from(entries, ([, times]) => times);
    const norm = weigh(indices, values, values.length);
    weights.forEach((row, label) => {
      let sum = 0;
      for (let i = 0; i < values.length; i++) sum += row[indices[i]] * Math.fround(values[i] / norm);
      scores[label] += sum;
    });
  };
}

/** Little-endian float32 numbers from base64. */
function floats(base64: string): Float32Array {
  const text = atob(base64);
  const view = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i++) view.setUint8(i, text.charCodeAt(i));
  return Float32Array.from({ length: text.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
