import { createSignal } from 'solid-js';
import type { ModelRecord } from './models';
import { firstLines, linesAt } from './scoring';
import { linesOf, setLines } from './threeAnswers';

/*
 * The two lines of a model while a person moves them. The scores at a line come from a worker, so a second step is
 * often taken before the first has its scores: it starts from where the lines stand on the screen, not from where they
 * were kept last.
 */

/** Where the lines stand on the screen; see `Lines`. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

const [moving, setMoving] = createSignal<ReadonlyMap<string, Ends>>(new Map());
/** The last wish for each model; an answer to an earlier one is dropped. */
const newest = new Map<string, symbol>();

/** Where the lines of a model stand; null: it has two answers. */
export function endsOf(modelId: string): Ends | null {
  const kept = linesOf(modelId);
  return kept === null ? null : (moving().get(modelId) ?? kept);
}

/**
 * Moves the lines; one that is pushed over the other takes it along.
 * @throws CodedError as `linesAt`; the lines stay where they were kept last.
 */
export function moveLines(model: ModelRecord, to: { readonly low: number } | { readonly high: number }): Promise<void> {
  const now = endsOf(model.id);
  if (now === null) return Promise.resolve();
  const ends =
    'low' in to
      ? { low: to.low, high: Math.max(now.high, to.low) }
      : { low: Math.min(now.low, to.high), high: to.high };
  setMoving((all) => new Map(all).set(model.id, ends));
  return keepNewest(model, () => linesAt(model, ends));
}

/** Gives a model its first two lines, or (false) the usual two answers. @throws CodedError as `firstLines`. */
export function turnThreeAnswers(model: ModelRecord, on: boolean): Promise<void> {
  return keepNewest(model, () => (on ? firstLines(model) : Promise.resolve(null)));
}

async function keepNewest(model: ModelRecord, find: () => ReturnType<typeof linesAt> | Promise<null>): Promise<void> {
  const mine = Symbol();
  newest.set(model.id, mine);
  try {
    const lines = await find();
    if (newest.get(model.id) === mine) setLines(model, lines);
  } finally {
    if (newest.get(model.id) === mine) {
      newest.delete(model.id);
      setMoving((all) => new Map([...all].filter(([id]) => id !== model.id)));
    }
  }
}
