import { commentKey } from './commentKey';

/** How the labels of a comment that is in several rows make one; `keep`: they do not, every row stays. */
export const REPEAT_RULES = ['majority', 'any', 'keep'] as const;
export type RepeatRule = (typeof REPEAT_RULES)[number];

/** The judgements of each comment of a file, by which the labels of its rows become one. */
export interface RepeatVotes {
  add(comment: string, label: 0 | 1): void;
  /**
   * What becomes of the next row of `comment`: its label, or why the row is left out. To be called once for each row,
   * in the order of the file, when all have been added.
   */
  take(comment: string, label: 0 | 1): 0 | 1 | 'combined-above' | 'label-tied';
}

export function createRepeatVotes(rule: Exclude<RepeatRule, 'keep'>): RepeatVotes {
  const comments = new Map<number, { votes: number; toxic: number; taken: boolean }>();
  return {
    add(comment, label) {
      const key = commentKey(comment);
      const known = comments.get(key);
      if (known === undefined) comments.set(key, { votes: 1, toxic: label, taken: false });
      else {
        known.votes++;
        known.toxic += label;
      }
    },
    take(comment, label) {
      const known = comments.get(commentKey(comment));
      if (known === undefined || known.votes === 1) return label;
      if (known.taken) return 'combined-above';
      known.taken = true;
      return combinedVotes(known, rule);
    },
  };
}

/** One label out of several judgements of a comment. */
export function combinedVotes(
  { votes, toxic }: { readonly votes: number; readonly toxic: number },
  rule: Exclude<RepeatRule, 'keep'>,
): 0 | 1 | 'label-tied' {
  if (rule === 'any') return toxic > 0 ? 1 : 0;
  if (2 * toxic === votes) return 'label-tied';
  return 2 * toxic > votes ? 1 : 0;
}
