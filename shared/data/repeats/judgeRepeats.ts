import type { ReadingQuestion } from '../guess/questions';
import type { RefusalReason } from '../importReport';
import type { CountedRepeats } from './repeatTally';
import { combinedVotes, type RepeatRule } from './repeatVotes';

/** What a rule makes of comments that are in several rows, over what the rows are by themselves. */
export interface RepeatJudgement {
  /** To be added to the counts of rows. */
  readonly positives: number;
  readonly negatives: number;
  readonly leftOut: readonly { readonly reason: RefusalReason; readonly count: number }[];
  readonly questions: readonly ReadingQuestion[];
}

/** Fewer rows say nothing of who labelled them. */
const MIN_ROWS = 6;
/**
 * From which people are asked: the share of rows whose comment has both labels, or a smaller one where many rows repeat
 * a comment above. Spam repeats itself too, and one slip among it is no question.
 */
const DIFFERING_SHARE = 0.1;
const REPEATED_SHARE = 0.2;
const DIFFERING_AMONG_REPEATED = 0.02;

/**
 * @param labels of each row of the label tally.
 * @param labelled rows that have a label.
 */
export function judgeRepeats(
  groups: readonly CountedRepeats[],
  labels: readonly (0 | 1 | RefusalReason)[],
  rule: RepeatRule | undefined,
  labelled: number,
): RepeatJudgement {
  const sums = { comments: 0, rows: 0, differing: 0, differingRows: 0 };
  const change = { positives: 0, negatives: 0, tied: 0, combined: 0 };
  for (const group of groups) {
    const own = group.rows.map((row) => labels[row]).filter((label) => label === 0 || label === 1);
    if (own.length < 2) continue;
    const toxic = own.filter((label) => label === 1).length;
    const differs = toxic > 0 && toxic < own.length;
    sums.comments += group.comments;
    sums.rows += own.length * group.comments;
    if (differs) {
      sums.differing += group.comments;
      sums.differingRows += own.length * group.comments;
    }
    if (rule === undefined || rule === 'keep') continue;
    const label = combinedVotes({ votes: own.length, toxic }, rule);
    change.positives += ((label === 1 ? 1 : 0) - toxic) * group.comments;
    change.negatives += ((label === 0 ? 1 : 0) - (own.length - toxic)) * group.comments;
    change.tied += (label === 'label-tied' ? 1 : 0) * group.comments;
    change.combined += (own.length - 1) * group.comments;
  }
  const { comments, rows, differing, differingRows } = sums;
  const asks =
    rule === undefined &&
    labelled >= MIN_ROWS &&
    differing > 0 &&
    differingRows >=
      labelled * (rows - comments >= REPEATED_SHARE * labelled ? DIFFERING_AMONG_REPEATED : DIFFERING_SHARE);
  const leftOut: RepeatJudgement['leftOut'] = [
    { reason: 'label-tied', count: change.tied },
    { reason: 'combined-above', count: change.combined },
  ];
  return {
    positives: change.positives,
    negatives: change.negatives,
    leftOut: leftOut.filter(({ count }) => count > 0),
    questions: asks ? [{ code: 'repeated-judgements', comments, rows, differing }] : [],
  };
}
