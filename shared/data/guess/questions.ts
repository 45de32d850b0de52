/** What only a person can decide about a file; each is answered by one choice of `ReadOptions`. */
export type ReadingQuestion =
  /** Which of these columns holds the comments? (`textColumn`) */
  | { readonly code: 'text-column'; readonly candidates: readonly string[] }
  /** Which file of the zip? (`entry`) */
  | { readonly code: 'archive-entry'; readonly candidates: readonly string[] }
  /** Is this the column of the labels, or another, or several together? (`labelColumn`, `labelColumns`, `combine`) */
  | { readonly code: 'label-column'; readonly column: string; readonly candidates: readonly string[] }
  /** What do these values mean? (`label.meanings`) The most frequent first, at most QUESTION_VALUES. */
  | {
      readonly code: 'label-values';
      readonly column: string;
      /** How many there are, listed or not. */
      readonly total: number;
      readonly values: readonly { readonly value: string; readonly count: number }[];
    }
  /** From which number on is a comment toxic, or below which? (`label.cut`) */
  | { readonly code: 'label-cut'; readonly column: string; readonly min: number; readonly max: number }
  /** Every row with a meaning has the same one: are the rows left out of the other class? (`label.meanings`) */
  | {
      readonly code: 'label-one-class';
      readonly column: string;
      readonly only: 'toxic' | 'notToxic';
      readonly leftOut: readonly string[];
    }
  /**
   * Comments are in several rows, and so many of them with different labels: does the majority decide, or is one
   * judgement enough, or does every row stay? (`repeats`)
   */
  | {
      readonly code: 'repeated-judgements';
      /** Comments that are in two rows and more, and those rows. */
      readonly comments: number;
      readonly rows: number;
      /** Comments whose rows differ in their labels. */
      readonly differing: number;
    }
  /** Quotes swallow whole lines here: are they part of the text? (`quotes`) */
  | { readonly code: 'quotes-swallow-lines'; readonly count: number; readonly lines: readonly number[] };

/** Values that a question lists. */
export const QUESTION_VALUES = 50;
