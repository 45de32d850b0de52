import { createRandom, shuffle } from '../base/random';
import type { TextColumn } from '../data/column/textColumn';
import { type AttackProgress, type AttackReport, measureAttacks } from '../ml/audit/attacks/measureAttacks';
import type { Scorer } from '../ml/scoring/scorer';

/**
 * Comments of each class that are disguised: enough for ROC AUC to the second digit, and a minute at most in a browser.
 */
export const DISGUISED_OF_CLASS = 500;
const SEED = 5;

/**
 * Places of the comments that models are tried on under disguise: of each class at most `DISGUISED_OF_CLASS`, drawn by
 * a fixed seed, ascending. The same truth returns the same places.
 * @param truth shape (rows,): 1 toxic, 0 not.
 */
export function disguisedSample(truth: Uint8Array): Uint32Array<ArrayBuffer> {
  const random = createRandom(SEED);
  const places = [0, 1].flatMap((label) => {
    const own = Uint32Array.from(truth.keys()).filter((row) => truth[row] === label);
    shuffle(own, random);
    return [...own.subarray(0, DISGUISED_OF_CLASS)];
  });
  return Uint32Array.from(places).sort();
}

/** A model's figures on the comments of the sample as they are, and in every disguise. */
export interface Disguised extends AttackReport {
  readonly name: string;
}

/**
 * Measures a model on the comments of the sample as they are, and with three in ten of their words in each disguise.
 * @param column the comments of the sample.
 * @param truth shape (rows,): theirs.
 * @param model its name, which of its labels, and the score from which it flags.
 */
export function* measureDisguised(
  scorer: Scorer,
  column: TextColumn,
  truth: Uint8Array,
  { name, label, threshold }: { readonly name: string; readonly label: number; readonly threshold: number },
): Generator<AttackProgress, Disguised, undefined> {
  return { name, ...(yield* measureAttacks(scorer, column, truth, SEED, { label, threshold })) };
}

/** As JSON prints it: figures that are not defined are null there. */
export function disguisedJson({ name, rows, positives, share, plain, attacks }: Disguised) {
  return { model: name, rows, positives, share, plain, attacks };
}
