import { CodedError } from '../../../base/errors';
import type { TextColumn } from '../../../data/column/textColumn';
import { rowCount } from '../../../data/column/textColumn';
import { confusion, recall } from '../../metrics/confusion';
import { rocAuc } from '../../metrics/rocAuc';
import { scoreColumn } from '../../scoring/scoreColumn';
import type { Scorer } from '../../scoring/scorer';
import { UNKNOWN } from '../../training/labelledText';
import { type Attack, attackRows, byChance, USUAL_SHARE } from './attackText';
import { ATTACK_KINDS } from './disguises';
import { byWeight } from './weightyWords';

export const ATTACKS: readonly Attack[] = [...ATTACK_KINDS, 'mixed'];

/** What an attack did to a model. Figures are NaN where one of the classes has no row. */
export interface AttackFigures {
  readonly attack: Attack;
  readonly rocAuc: number;
  /** ROC AUC without the attack minus ROC AUC under it. */
  readonly fall: number;
  /** Share of the positive rows that are flagged at the threshold. */
  readonly recall: number;
  /** Share of the negative rows that are flagged. */
  readonly falsePositiveRate: number;
}

export interface AttackReport {
  readonly rows: number;
  readonly positives: number;
  readonly share: number;
  readonly choice: WordChoice;
  readonly plain: Omit<AttackFigures, 'attack' | 'fall'>;
  readonly attacks: readonly AttackFigures[];
}

/** `chance`: any content word may be hit; `weight`: those that add most to the score, found by explaining it. */
export type WordChoice = 'chance' | 'weight';

export interface AttackSettings {
  readonly attacks?: readonly Attack[];
  readonly share?: number;
  readonly choice?: WordChoice;
  readonly label?: number;
  readonly threshold?: number;
}

export interface AttackProgress {
  /** Texts scored so far, and in all. */
  readonly done: number;
  readonly total: number;
}

/**
 * Measures a model on labelled comments as they are and under each attack. Harmless comments are attacked as well: a
 * model that treats the disguise itself as a sign of toxicity gains nothing.
 *
 * @param truth shape (rows,): 1 toxic, 0 not, 255 unknown (left out).
 * @throws CodedError `shape-mismatch` if the lengths differ.
 */
export function* measureAttacks(
  scorer: Scorer,
  column: TextColumn,
  truth: Uint8Array,
  seed: number,
  { attacks = ATTACKS, share = USUAL_SHARE, choice = 'chance', label = 0, threshold }: AttackSettings = {},
): Generator<AttackProgress, AttackReport, undefined> {
  const rows = rowCount(column);
  if (truth.length !== rows)
    throw new CodedError('shape-mismatch', { what: 'labels', got: truth.length, expected: rows });
  const known = Uint32Array.from(truth.keys()).filter((row) => truth[row] !== UNKNOWN);
  const labels = Uint8Array.from(known, (row) => truth[row]);
  const cut = threshold ?? scorer.model.manifest.thresholds[label];
  const order = choice === 'weight' ? byWeight(scorer, label) : byChance;
  const total = rows * (attacks.length + 1);
  let before = 0;

  function* figuresOf(texts: TextColumn): Generator<AttackProgress, AttackReport['plain'], undefined> {
    const scoring = scoreColumn(scorer, texts);
    let step = scoring.next();
    for (; !step.done; step = scoring.next()) yield { done: before + step.value, total };
    const scores = step.value;
    before += rows;
    const own = Float64Array.from(known, (row) => scores[row * scorer.model.linear.labels + label]);
    const counts = confusion(labels, own, cut);
    return {
      rocAuc: rocAuc(labels, own),
      recall: recall(counts),
      falsePositiveRate: counts.fp + counts.tn === 0 ? Number.NaN : counts.fp / (counts.fp + counts.tn),
    };
  }

  const plain = yield* figuresOf(column);
  const figures: AttackFigures[] = [];
  for (const attack of attacks) {
    const attacking = attackRows(column, attack, seed, share, order);
    let step = attacking.next();
    for (; !step.done; step = attacking.next()) yield { done: before, total };
    const attacked = yield* figuresOf(step.value);
    figures.push({ attack, ...attacked, fall: plain.rocAuc - attacked.rocAuc });
  }
  return {
    rows: labels.length,
    positives: labels.reduce((sum, y) => sum + y, 0),
    share,
    choice,
    plain,
    attacks: figures,
  };
}
