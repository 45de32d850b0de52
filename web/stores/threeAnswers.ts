import { createSignal } from 'solid-js';
import * as v from 'valibot';
import { readKept, writeKept } from './browserStorage';
import { everyModel, pinOf } from './modelChoice';
import type { ModelRecord } from './models';

/*
 * Three answers in place of two: toxic from one line on, not toxic below another, and what is between them is left to a
 * person. The lines are kept on this device for each model; a model without them has the usual two answers.
 */
const KEY = 'moderato.three-answers';
/** Of the models that were given lines last. */
const MOST_MODELS = 50;

/** Where the answers of a model change; `low` is below `high` or the same. */
export interface Lines {
  /** As a person sees them: probabilities; for a model without, places on its bar, where 0.5 is its own threshold. */
  readonly low: number;
  readonly high: number;
  /** A score below it is not toxic, ... */
  readonly lowScore: number;
  /** ... and one from here on is toxic. */
  readonly highScore: number;
}

export type ThreeWay = 'toxic' | 'unsure' | 'other';

const place = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const score = v.pipe(v.number(), v.finite());
const keptSchema = v.record(
  v.string(),
  v.pipe(
    v.object({ low: place, high: place, lowScore: score, highScore: score }),
    v.check(({ low, high, lowScore, highScore }) => low <= high && lowScore <= highScore, 'lines in order'),
  ),
);

const [kept, setKept] = createSignal<Readonly<Record<string, Lines>>>(readKept('localStorage', KEY, keptSchema) ?? {});

// Another tab has moved lines.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY) setKept(readKept('localStorage', KEY, keptSchema) ?? {});
});

/** The lines of a model; null: it has two answers. */
export function linesOf(modelId: string): Lines | null {
  const model = everyModel().find(({ id }) => id === modelId);
  return model === undefined ? null : (kept()[pinOf(model)] ?? null);
}

/** All of them, to notice changes by. */
export const everyLine = (): Readonly<Record<string, Lines>> => kept();

/** Gives a model lines, or (null) the usual two answers. */
export function setLines(model: ModelRecord, lines: Lines | null): void {
  const pin = pinOf(model);
  const now = readKept('localStorage', KEY, keptSchema) ?? kept(); // another tab may have moved those of other models
  const others = Object.entries(now).filter(([other]) => other !== pin);
  const next = lines === null ? others : [...others.slice(1 - MOST_MODELS), [pin, lines] as const];
  setKept(Object.fromEntries(next));
  writeKept('localStorage', KEY, next.length === 0 ? null : kept());
}

/** The answer to a score. */
export function answerBetween({ lowScore, highScore }: Pick<Lines, 'lowScore' | 'highScore'>, score: number): ThreeWay {
  if (score >= highScore) return 'toxic';
  return score < lowScore ? 'other' : 'unsure';
}

/** Whether a score that its model does not flag is left to a person. */
export function isBetween(modelId: string, score: number): boolean {
  const lines = linesOf(modelId);
  return lines !== null && answerBetween(lines, score) === 'unsure';
}

/** Lines to begin with for a model whose scores are no probabilities. */
export const NO_CHANCES = { low: 0.35, high: 0.6 } as const;

/** Whether a line is a probability. */
export function hasChances({ manifest }: ModelRecord): boolean {
  return manifest.link === 'logit' || manifest.spec.calibration !== 'none';
}

/** The middle of the bar of a model whose scores are no probabilities: the threshold of its two answers. */
export function ownThreshold({ threshold, manifest }: ModelRecord): number {
  return threshold ?? manifest.thresholds[0];
}

/** The scores at places of a bar whose middle is `threshold` (pages/Predict/scoreText.ts, barPlace, turned round). */
export function scoresOfPlaces(
  threshold: number,
  { low, high }: { readonly low: number; readonly high: number },
): Pick<Lines, 'lowScore' | 'highScore'> {
  const at = (place: number) => {
    const from = Math.max(-0.98, Math.min(0.98, 2 * place - 1));
    return threshold + from / (1 - Math.abs(from));
  };
  return { lowScore: at(low), highScore: at(high) };
}
