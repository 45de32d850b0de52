import { createSignal } from 'solid-js';
import * as v from 'valibot';
import { readKept, writeKept } from './browserStorage';
import { everyModel, pinOf } from './modelChoice';
import type { ModelRecord } from './models';

/*
 * Models that a person wants to see side by side with the one that answers in Predict. Which they are is kept on this
 * device; one that was removed is left out, and shown again if it comes back.
 */
const KEY = 'moderato.other-models';

/** Of the models beside the first: each is asked at every key press, and has a column. */
export const MOST_OTHERS = 4;
/** The model that answers may be among those chosen: with a comment of another language it is one of the others. */
const MOST_CHOSEN = MOST_OTHERS + 1;

const keptSchema = v.pipe(v.array(v.string()), v.maxLength(MOST_CHOSEN));

const [kept, setKept] = createSignal<readonly string[]>(readKept('localStorage', KEY, keptSchema) ?? []);

// Another tab has chosen.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY) setKept(readKept('localStorage', KEY, keptSchema) ?? []);
});

/** Those of the chosen models that are here, in the order in which they were chosen. */
export function otherModels(): ModelRecord[] {
  const byPin = new Map(everyModel().map((model) => [pinOf(model), model]));
  return kept().flatMap((pin) => byPin.get(pin) ?? []);
}

/** Of them, those that are asked beside the model that answers. */
export function modelsBeside(answering: string | undefined): ModelRecord[] {
  return otherModels()
    .filter(({ id }) => id !== answering)
    .slice(0, MOST_OTHERS);
}

/** Chooses a model, or no longer; nothing happens if there are as many as there may be. */
export function chooseOther(model: ModelRecord, on: boolean): void {
  const pin = pinOf(model);
  const here = new Set(otherModels().map(pinOf));
  here.delete(pin);
  if (on && here.size >= MOST_CHOSEN) return;
  // Those that are not here, or not looked up yet, stay chosen as long as there is room; the last chosen longest.
  const now = readKept('localStorage', KEY, keptSchema) ?? kept(); // another tab may have chosen meanwhile
  const others = now.filter((other) => other !== pin);
  const absent = others.filter((other) => !here.has(other));
  const room = MOST_CHOSEN - here.size - (on ? 1 : 0);
  const leaving = new Set(absent.slice(0, Math.max(0, absent.length - room)));
  const staying = others.filter((other) => !leaving.has(other));
  setKept(on ? [...staying, pin] : staying);
  writeKept('localStorage', KEY, kept().length === 0 ? null : kept());
}
