import { CodedError } from '../../base/errors';
import { createRandom, shuffle } from '../../base/random';
import { scoreOrder } from '../metrics/order';
import { CLASSES, groupNumbers, NEGATIVE, POSITIVE, type RowGroups, rowGroups } from './rowGroups';

/**
 * Shares rows out to `folds` folds for cross-validation, each class evenly: the folds' rows differ by at most 1, and so
 * do their rows of any class. The same labels, folds and seed return the same folds on every engine.
 *
 * With `groups`, rows of one group stay in one fold, and evenness is as near as the groups allow: from the largest
 * group to the smallest (equal ones in random order), each goes where it adds least to the squared shares of the
 * classes. scikit-learn's StratifiedKFold(shuffle=True) and StratifiedGroupKFold, in idea and not in outcome.
 *
 * @param labels shape (n,); 1 is positive, 0 negative, 255 unknown (shared out like a class of its own).
 * @param folds 2 to 255.
 * @param groups shape (n,); any number per group. Null: every row is its own group.
 * @returns shape (n,): the fold in which a row is held out, 0 … folds − 1. No fold is empty, and the rows outside any
 *   fold hold both classes.
 * @throws CodedError `training-too-few-rows` if a class has fewer rows (or is in fewer groups) than there are folds;
 *   `shape-mismatch` if the lengths differ; `argument-invalid` for another label or number of folds.
 */
export function stratifiedFolds(
  labels: Uint8Array,
  folds: number,
  seed: number,
  groups: Uint32Array | null = null,
): Uint8Array<ArrayBuffer> {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 255)) {
    const expected = 'a whole number from 2 to 255';
    throw new CodedError('argument-invalid', { argument: 'folds', got: `${folds}`, expected });
  }
  const grouped = rowGroups(labels, groups);
  for (const kind of [POSITIVE, NEGATIVE]) {
    let holding = 0;
    for (const rows of grouped.perClass[kind]) holding += rows > 0 ? 1 : 0;
    if (holding >= folds) continue;
    const reason = `validation.folds, label ${kind}`;
    throw new CodedError('training-too-few-rows', {
      rows: holding,
      needed: folds,
      reason,
      ...(groups === null ? {} : { grouped: true as const }),
    });
  }
  const order = shuffle(groupNumbers(grouped), createRandom(seed));
  const foldOfGroup = groups === null ? deal(grouped, order, folds) : balance(grouped, order, folds);
  return Uint8Array.from(grouped.groupOf, (group) => foldOfGroup[group]);
}

/** Deals single rows out class after class, each class going on where the last one stopped. */
function deal(rows: RowGroups, order: Uint32Array, folds: number): Uint8Array {
  const foldOf = new Uint8Array(rows.count);
  let dealt = 0;
  for (const kind of CLASSES) {
    for (const row of order) if (rows.perClass[kind][row] === 1) foldOf[row] = dealt++ % folds;
  }
  return foldOf;
}

/**
 * Greedy least squares: with c a fold's rows of a class of m, Σ (c/m)² over folds and classes is least when classes are
 * spread evenly. A group of g rows adds (2cg + g²)/m², of which only cg/m² depends on the fold. Ties go to the fold
 * with the fewest rows, then to the first; so no fold is left empty.
 */
function balance(groups: RowGroups, order: Uint32Array, folds: number): Uint8Array {
  const { perClass } = groups;
  const sizes = Float64Array.from(order, (group) => -CLASSES.reduce<number>((sum, k) => sum + perClass[k][group], 0));
  const held = CLASSES.map(() => new Float64Array(folds));
  const heldRows = new Float64Array(folds);
  const foldOf = new Uint8Array(groups.count);
  for (const at of scoreOrder(sizes)) {
    const group = order[at];
    let best = 0;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let fold = 0; fold < folds; fold++) {
      let cost = 0;
      for (const kind of CLASSES) {
        const rows = groups.perClass[kind][group];
        if (rows > 0) cost += (held[kind][fold] * rows) / (groups.totals[kind] * groups.totals[kind]);
      }
      if (cost < bestCost || (cost === bestCost && heldRows[fold] < heldRows[best])) {
        best = fold;
        bestCost = cost;
      }
    }
    foldOf[group] = best;
    for (const kind of CLASSES) held[kind][best] += groups.perClass[kind][group];
    heldRows[best] -= sizes[at];
  }
  for (const kind of [POSITIVE, NEGATIVE]) {
    // Only odd mixtures of large groups can end so; fitting without a class would fail later, with a less specific
    // error.
    if (!held[kind].includes(groups.totals[kind])) continue;
    const reason = `validation.folds, groups, label ${kind}`;
    throw new CodedError('training-too-few-rows', { rows: 1, needed: folds, reason });
  }
  return foldOf;
}
