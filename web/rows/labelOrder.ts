import { createRandom } from '#shared/base/random';

/** One comment in so many is held out: it comes up whether the model is sure of it or not. */
const HELD_OUT_EVERY = 5;

/**
 * Whether a row is one of the random share that a model is measured against. It depends on the number of the row alone,
 * so that it is the same after a reload and for every model.
 */
export function isHeldOut(row: number): boolean {
  return createRandom(row + 1).below(HELD_OUT_EVERY) === 0;
}

/** A row to be labelled, with the model's score. */
export interface Candidate {
  readonly row: number;
  readonly score: number;
}

/**
 * The order in which rows are labelled: those nearest to the threshold first, and after every four of them one that is
 * held out, in an order that has nothing to do with its score.
 */
export function labelOrder(candidates: readonly Candidate[], threshold: number): Candidate[] {
  const distance = ({ score }: Candidate) => Math.abs(score - threshold);
  const uncertain = candidates
    .filter(({ row }) => !isHeldOut(row))
    .sort((a, b) => distance(a) - distance(b) || a.row - b.row);
  const held = shuffled(candidates.filter(({ row }) => isHeldOut(row)));
  const order: Candidate[] = [];
  let next = 0;
  for (const [i, candidate] of uncertain.entries()) {
    order.push(candidate);
    if ((i + 1) % (HELD_OUT_EVERY - 1) === 0 && next < held.length) order.push(held[next++]);
  }
  return [...order, ...held.slice(next)];
}

/** The same order for the same rows, whatever was labelled meanwhile. */
function shuffled(candidates: readonly Candidate[]): Candidate[] {
  const keyed = candidates.map((candidate) => [createRandom(-candidate.row - 1).unit(), candidate] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, candidate]) => candidate);
}
