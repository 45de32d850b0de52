import type { TextColumn } from '#shared/data/column/textColumn';
import { createKnowledgeReader, type Doubt, type KnowledgeReader } from '#shared/ml/scoring/doubt';
import { doubtOf } from '#shared/ml/scoring/judgeColumn';
import type { JudgedRows } from '#shared/ml/scoring/judgeRows';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { type ModelLanguage, modelLanguageOf } from '#shared/text/language/modelLanguage';
import { type LanguageTag, writtenIn } from '#shared/text/language/written';

/*
 * The models that score a file: which of them a row goes to, and what it finds there, in this thread or elsewhere.
 */

/** A model that scores the rows of a file. */
export interface FileModel {
  /** What the file calls it, where the language of a row chooses. */
  readonly name: string;
  readonly scorer: Scorer;
  /** A score to use in place of its own threshold, or null. */
  readonly threshold: number | null;
  /** Three answers: a score from here up to the threshold is unsure. Null or absent: there are two. */
  readonly unsureFrom?: number | null;
}

/** What scores the rows: one model, or for each the model of its language, as the runner's `default:auto`. */
export type FileModels =
  | { readonly kind: 'one'; readonly model: FileModel }
  | { readonly kind: 'byLanguage'; readonly models: ReadonlyMap<ModelLanguage, FileModel> };

/**
 * Scores rows elsewhere, in several threads for instance.
 * @param models of `FileModels`, in their order.
 * @param thresholds by model, the score from which its first label is given.
 * @param modelOf by row, the place of its model, or NO_MODEL.
 */
export type JudgeElsewhere = (
  column: TextColumn,
  models: readonly FileModel[],
  thresholds: readonly number[],
  modelOf: Uint8Array<ArrayBuffer>,
) => Promise<JudgedRows>;

/** Whose model text without letters goes to, as in the runner. */
const FALLBACK: ModelLanguage = 'en';

/** A model at work. */
export interface Judge {
  readonly name: string;
  readonly scorer: Scorer;
  readonly threshold: number;
  /** Null: there are two answers. */
  readonly unsureFrom: number | null;
  readonly knowledge: KnowledgeReader;
  /** Shape (labels,): the scores of the row at hand. */
  readonly scores: Float64Array;
  /** The label of a text that is not in the file. */
  labelOf(text: string): 0 | 1;
}

const encoder = new TextEncoder();

function judgeOf({ name, scorer, threshold, unsureFrom = null }: FileModel): Judge {
  const { labels } = scorer.model.linear;
  const cut = threshold ?? scorer.model.manifest.thresholds[0];
  const again = new Float64Array(labels);
  return {
    name,
    scorer,
    threshold: cut,
    unsureFrom,
    knowledge: createKnowledgeReader(scorer),
    scores: new Float64Array(labels),
    labelOf(text) {
      const bytes = encoder.encode(text);
      scorer.scoreRow(bytes, 0, bytes.length, again);
      return again[0] >= cut ? 1 : 0;
    },
  };
}

/** Which language a row is in, and which model scores it. */
export interface Route {
  readonly language: LanguageTag;
  readonly judge: Judge | null;
}

/** The models at work, and the function that chooses among them. */
export function chooserOf(models: FileModels): {
  readonly judges: readonly Judge[];
  choose(column: TextColumn, row: number): Route;
} {
  if (models.kind === 'one') {
    const judge = judgeOf(models.model);
    return { judges: [judge], choose: () => ({ language: '', judge }) };
  }
  const judges = new Map([...models.models].map(([language, model]) => [language, judgeOf(model)]));
  return {
    judges: [...judges.values()],
    choose({ bytes, offsets }, row) {
      const written = writtenIn(bytes, offsets[row], offsets[row + 1]);
      const language = modelLanguageOf(written, FALLBACK);
      return { language: written.language, judge: (language && judges.get(language)) ?? null };
    },
  };
}

/** What the model of a row found. */
export interface Found {
  readonly scores: Float64Array;
  readonly doubt: Doubt | null;
}

/** Scores a row in this thread. */
export function foundHere({ bytes, offsets }: TextColumn, row: number, judge: Judge): Found {
  const [begin, end] = [offsets[row], offsets[row + 1]];
  judge.scorer.scoreRow(bytes, begin, end, judge.scores);
  const { doubt } = judge.knowledge.read(bytes, begin, end, judge.scores, judge.threshold);
  return { scores: judge.scores.slice(), doubt };
}

/** What was found of a row elsewhere. */
export function foundElsewhere({ scores, doubts, stride }: JudgedRows, row: number, { scorer }: Judge): Found {
  const begin = row * stride;
  return { scores: scores.slice(begin, begin + scorer.model.linear.labels), doubt: doubtOf(doubts[row]) };
}
