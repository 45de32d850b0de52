import { rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { type AttackReport, measureAttacks } from '#shared/ml/audit/attacks/measureAttacks';
import { type BehaviourReport, runBehaviour } from '#shared/ml/audit/behaviour/runBehaviour';
import { type FairnessReport, measureFairness } from '#shared/ml/audit/fairness/measureFairness';
import { readKnownWords, withKnownWords } from '#shared/ml/model/addKnownWords';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import { encodeModel } from '#shared/ml/model/encode';
import { deflateModelFile } from '#shared/ml/model/modelDeflation';
import { type FitResult, fitCounted } from '#shared/ml/pipeline/pipeline';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { judgedRows, type LabelledText } from '#shared/ml/training/labelledText';
import { pickThreshold, type ThresholdChoice } from '#shared/ml/validation/threshold';
import { type CountedText, countCorpora } from '#shared/ml/vectorizer/count/countCorpus';
import { runSteps } from '#shared/runtime/steps';
import { prepareText } from '#shared/text/preparation';
import { measureElsewhere } from './elsewhere';
import type { Recipe } from './recipes';

/** A default model and the figures of its card. */
export interface Trained {
  readonly recipe: Recipe;
  readonly result: FitResult;
  /** The file as shipped. */
  readonly packed: Uint8Array<ArrayBuffer>;
  /** Of the first label: the threshold with a precision of 0.95. Null where no threshold attains it. */
  readonly sure: ThresholdChoice | null;
  /** On the held-out rows, scored by the model that was not trained on them. */
  readonly attacks: AttackReport | null;
  readonly fairness: FairnessReport;
  readonly behaviour: BehaviourReport;
  /** In the places of its language that nothing is learnt from. */
  readonly places: Awaited<ReturnType<typeof measureElsewhere>>;
  readonly seconds: number;
}

/** Precision of the strict threshold. */
export const SURE = 0.95;

const ATTACK_SEED = 1;

/**
 * Counts the text once for consecutive recipes with the same features.
 * @param folder that holds `en` and `ru`, where the comments of other places are.
 */
export function createTrainer(folder: string, onPhase: (phase: string) => void) {
  const counted = new Map<string, CountedText>();

  return async function train(recipe: Recipe, data: LabelledText): Promise<Trained> {
    const began = performance.now();
    const { spec } = recipe;
    const key = JSON.stringify([recipe.language, spec.text, spec.features]);
    const count =
      counted.get(key) ?? (await runSteps(countCorpora(data, spec, false), undefined, changesOnly(onPhase)));
    counted.clear();
    counted.set(key, count);
    const fitted = await runSteps(fitCounted(count, data, spec), undefined, changesOnly(onPhase));
    onPhase('check');
    const result = await withWords(fitted, recipe, data);
    const scorer = await loadScorer(decodeModel(result.bytes));
    const [threshold] = result.manifest.thresholds;
    return {
      recipe,
      result,
      packed: deflateModelFile(result.bytes),
      sure: sureThreshold(data, result),
      attacks: await attacksOn(data, result),
      fairness: await runSteps(measureFairness(scorer, threshold, recipe.language)),
      behaviour: await runSteps(runBehaviour(scorer, threshold, recipe.language)),
      places: await measureElsewhere(scorer, threshold, recipe.language, folder),
      seconds: (performance.now() - began) / 1000,
    };
  };
}

/** The result with the words that the model has read, by which it can say that it cannot tell. */
async function withWords(result: FitResult, { language, spec }: Recipe, data: LabelledText): Promise<FitResult> {
  const chunks: TextColumn[] = [];
  for await (const chunk of data.chunks()) chunks.push(chunk);
  const words = readKnownWords(language, await prepareText(spec.text), chunks);
  const model = withKnownWords(decodeModel(result.bytes), words);
  const bytes = encodeModel(model);
  return { ...result, bytes, id: modelId(bytes), manifest: model.manifest };
}

/** Calls `onPhase` when the phase changes. */
function changesOnly(onPhase: (phase: string) => void): (progress: { readonly phase: string }) => void {
  let last = '';
  return ({ phase }) => {
    if (phase !== last) onPhase(phase);
    last = phase;
  };
}

/** Picked on out-of-fold scores, as the default threshold is. */
function sureThreshold({ labels: [label] }: LabelledText, { rows, held }: FitResult): ThresholdChoice | null {
  if (held === null) return null;
  const judged = judgedRows(label, rows);
  const picked = pickThreshold(
    Uint8Array.from(judged, (i) => label.values[rows[i]]),
    Float64Array.from(judged, (i) => held.scores[0][i]),
    { rule: 'minPrecision', value: SURE },
  );
  return picked.attained ? picked : null;
}

async function attacksOn(data: LabelledText, { measured }: FitResult): Promise<AttackReport | null> {
  if (measured === null) return null;
  const { heldOut } = measured;
  const [label] = data.labels;
  const rows = judgedRows(label, heldOut).map((i) => heldOut[i]);
  const truth = Uint8Array.from(rows, (row) => label.values[row]);
  return runSteps(measureAttacks(measured.scorer, await rowsOf(data, rows), truth, ATTACK_SEED));
}

/** @param rows ascending. */
async function rowsOf(data: LabelledText, rows: Uint32Array): Promise<TextColumn> {
  const texts: string[] = [];
  let first = 0;
  for await (const chunk of data.chunks()) {
    const end = first + chunk.offsets.length - 1;
    while (texts.length < rows.length && rows[texts.length] < end)
      texts.push(rowText(chunk, rows[texts.length] - first));
    first = end;
  }
  return textColumnOf(texts);
}
