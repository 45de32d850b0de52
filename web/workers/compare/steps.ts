import type { MeasuredSlicing } from '#shared/compare/compareModels';
import type { MeasuredGroup } from '#shared/compare/groups';
import type { ModelFigures } from '#shared/compare/modelFigures';
import type { Pair } from '#shared/compare/pairs';
import type { Excerpt } from '../../rows/commentExcerpt';

/** What is to be compared. Plain data: it is also the state that a page's address holds. */
export interface ComparisonRequest {
  readonly datasetId: string;
  /** Of the dataset: the same request after an edit is another one. */
  readonly revision: number;
  /** A named part; null: all kept rows. */
  readonly part: string | null;
  /** The dataset's label; null: the first one. */
  readonly label: string | null;
  readonly models: readonly ComparedModel[];
  /** Further columns of the dataset to slice by. */
  readonly columns: readonly string[];
  /** False: comments that any of the models learnt from are left out. */
  readonly includeSeen: boolean;
}

export interface ComparedModel {
  readonly id: string;
  readonly name: string;
  /** The score from which a person lets it give its first label; null: the threshold in its file. */
  readonly threshold: number | null;
}

/** A comment that models disagree about, or that one decides wrongly. */
export interface ComparedComment extends Excerpt {
  /** Number in the dataset, from 0. */
  readonly row: number;
  readonly label: 0 | 1;
  /** Per model, in their order: its probability, or its score where it has none. */
  readonly values: readonly number[];
  /** Per model: whether it flags the comment. */
  readonly flagged: readonly boolean[];
}

export interface CommentList {
  /** All of them; `comments` are the first. */
  readonly total: number;
  readonly comments: readonly ComparedComment[];
}

/** A model's figures, with what only this device knows. */
export interface ComparedFigures extends ModelFigures {
  readonly label: string;
  /** It is the model's first label, which is the one that has a threshold of a person's own. */
  readonly firstLabel: boolean;
  /** Probabilities of `cuts.thresholds`; null for a model without. */
  readonly cutProbabilities: Float64Array<ArrayBuffer> | null;
  /** The score from which it flags here, and the probability that belongs to it. */
  readonly threshold: number;
  readonly thresholdProbability: number | null;
  /** How many comments they are of, while the others are still being scored; null: they are of all. */
  readonly sampled: number | null;
  /** Microseconds per comment, measured here. */
  readonly microseconds: number;
  readonly falseAlarms: CommentList;
  readonly misses: CommentList;
}

/** Which rows are compared, and what was left out. */
export interface ComparedRows {
  readonly rows: number;
  readonly positives: number;
  readonly unlabelled: number;
  /** Comments that a model learnt from; they are left out unless asked for. */
  readonly seen: number;
  /** Per model, in their order. */
  readonly training: readonly TrainingKnown[];
}

/** What is known of the comments that a model learnt from. */
export type TrainingKnown =
  /** So many of the rows. */
  | { readonly known: 'rows'; readonly seen: number }
  /** Only whether it learnt from exactly these rows. */
  | { readonly known: 'dataset'; readonly same: boolean };

/** Two models: comments that only one of them decides rightly. */
export interface Disagreement {
  readonly a: number;
  readonly b: number;
  readonly onlyA: CommentList;
  readonly onlyB: CommentList;
}

/** What the worker reports, in this order. */
export type CompareStep =
  | { readonly part: 'progress'; readonly fraction: number; readonly model: number | null }
  | { readonly part: 'rows'; readonly rows: ComparedRows }
  /** Of many comments first with the figures of a sample, then with those of all. */
  | { readonly part: 'model'; readonly at: number; readonly figures: ComparedFigures }
  | { readonly part: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly part: 'slicing'; readonly slicing: MeasuredSlicing }
  | { readonly part: 'groups'; readonly groups: readonly MeasuredGroup[] }
  | { readonly part: 'disagreements'; readonly disagreements: readonly Disagreement[] };
