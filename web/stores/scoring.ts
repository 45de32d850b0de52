import type { Preview } from '#shared/data/sniff';
import type { BehaviourReport } from '#shared/ml/audit/behaviour/runBehaviour';
import { LONG_TEXT } from '#shared/ml/explain/reasons';
import type { TopTerms } from '#shared/ml/explain/topTerms';
import type { SentenceScore } from '#shared/ml/scoring/sentenceScores';
import type { ScoredFile, ScoreFileProgress } from '#shared/scoredCsv/scoreFile';
import type { TypedFormat } from '#shared/scoredCsv/typedTable';
import { ingest } from '../workers/ingest/client';
import type { ShownAnswer as Answer, Judgement } from '../workers/score/answer';
import { fileScoring, scoring } from '../workers/score/client';
import type { MeasuredOn } from '../workers/score/measureOn';
import type { LabelQueue } from '../workers/score/queueOf';
import type { FlipSearch } from '../workers/score/score.worker';
import { everyModel, recommendedModels } from './modelChoice';
import type { ModelRecord } from './models';
import { otherModels } from './otherModels';
import { flagWhen, loadedLimit } from './settings';
import { type Lines, linesOf, NO_CHANCES, ownThreshold, scoresOfPlaces } from './threeAnswers';
import { wordLists } from './wordLists';

export type { BehaviourReport } from '#shared/ml/audit/behaviour/runBehaviour';
export type { Flip } from '#shared/ml/explain/flip';
export type { TermWeight, TopTerms } from '#shared/ml/explain/topTerms';
export type { Doubt } from '#shared/ml/scoring/doubt';
export type { SentenceScore } from '#shared/ml/scoring/sentenceScores';
export type { Chances, ScoredFile, ScoredRow, ScoreFileProgress } from '#shared/scoredCsv/scoreFile';
export type { TypedFormat } from '#shared/scoredCsv/typedTable';
export type { Judgement, LabelAnswer, ShownAnswer as Answer } from '../workers/score/answer';
export type { MeasuredOn } from '../workers/score/measureOn';
export type { LabelQueue } from '../workers/score/queueOf';
export type { FlipSearch } from '../workers/score/score.worker';

/**
 * The worker that answers about texts. A text of many pages takes it seconds, in one piece: it goes to the worker of
 * files, so that what is typed after it does not wait.
 */
function answering(texts: readonly string[]): typeof scoring {
  return texts.some(isLong) ? fileScoring : scoring;
}

/** Whether a text takes so long to explain that another worker does it. */
export function isLong(text: string): boolean {
  return text.length > LONG_TEXT;
}

/**
 * Scores texts with a model, with the reasons, at the threshold that a person chose for the model, if any.
 * @throws CodedError `model-missing`, `model-corrupt`, `default-unreachable`, `worker-failed`.
 */
export function explain(modelId: string, texts: readonly string[]): Promise<Answer[]> {
  return answering(texts).explain(modelId, texts, chosenThreshold(modelId), wordLists(), limitInUse());
}

/**
 * Scores texts as `explain` does, without the reasons and so in less time.
 * @throws CodedError as `explain`.
 */
export function judge(modelId: string, texts: readonly string[]): Promise<Judgement[]> {
  return answering(texts).judge(modelId, texts, chosenThreshold(modelId), wordLists(), limitInUse());
}

/**
 * Scores the sentences of a text, each by itself; none for a text of a single one.
 * @throws CodedError as `explain`.
 */
export function scoreSentences(modelId: string, text: string): Promise<SentenceScore[]> {
  return answering([text]).sentences(modelId, text, limitInUse());
}

/** Own models that may stay in memory. Those that answer side by side all do: each key press asks every one of them. */
function limitInUse(): number {
  return Math.max(loadedLimit(), 1 + otherModels().length);
}

/** Longest text, in UTF-16 units, in which the words that decide are looked for: about a second of work. */
export const FLIP_LIMIT = 5000;

/**
 * Looks for the smallest set of words without which `text`, of at most FLIP_LIMIT units, gets the other label.
 * @throws CodedError as `explain`.
 */
export function findFlip(modelId: string, text: string): Promise<FlipSearch> {
  return scoring.flip(modelId, text, chosenThreshold(modelId));
}

/**
 * The terms of a model that weigh most, at most `count` each way.
 * @throws CodedError as `explain`.
 */
export function heaviestTerms(modelId: string, count: number): Promise<TopTerms> {
  return scoring.topTerms(modelId, count);
}

/**
 * The probabilities of these scores under a model; nulls where it has none. Only a calibrated model has to be loaded.
 * @throws CodedError as `explain`.
 */
export async function probabilities(model: ModelRecord, scores: readonly number[]): Promise<(number | null)[]> {
  const { link, spec } = model.manifest;
  if (spec.calibration !== 'none') return scoring.probabilities(model.id, scores);
  return scores.map((score) => (link === 'logit' ? 1 / (1 + Math.exp(-score)) : null));
}

/**
 * Runs the behaviour tests of a language, at the threshold that holds for the model.
 * @throws CodedError as `explain`.
 */
export function runBehaviour(modelId: string, suite: BehaviourReport['language']): Promise<BehaviourReport> {
  return scoring.behaviour(modelId, suite, chosenThreshold(modelId));
}

/**
 * How a model does on a dataset that is here, at the threshold that holds for the model.
 * @param onProgress receives the share done.
 * @throws CodedError as `explain`, `dataset-missing`, `labels-none-usable`; an AbortError.
 */
export function measureModel(
  modelId: string,
  datasetId: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MeasuredOn> {
  // In the worker of files, so that live scoring does not wait.
  return fileScoring.measure(modelId, datasetId, chosenThreshold(modelId), onProgress, signal);
}

/**
 * What has no label in a dataset, in the order of how unsure the model is of it.
 * @param label which label, by its position in `labelsOf`.
 * @param onProgress receives the share done.
 * @throws CodedError as `explain`, `dataset-missing`; an AbortError.
 */
export function queueToLabel(
  modelId: string,
  datasetId: string,
  label: number,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<LabelQueue> {
  return fileScoring.queue(modelId, datasetId, label, chosenThreshold(modelId), onProgress, signal);
}

/**
 * Two lines to begin with: what is flagged without three answers, or what is sure where the model has such a threshold;
 * and half of the usual one.
 * @throws CodedError as `explain`.
 */
export async function firstLines(model: ModelRecord): Promise<Lines> {
  const usual = singleThreshold(model.id) ?? model.manifest.thresholds[0];
  const sure = model.shipped?.thresholds.precision95?.score ?? usual;
  const [high, single] = await probabilities(model, [sure, usual]);
  if (high === null || single === null) return { ...NO_CHANCES, ...scoresOfPlaces(ownThreshold(model), NO_CHANCES) };
  return linesAt(model, { low: single / 2, high });
}

/**
 * Lines of which each end is a probability; for a model without, a place on its bar (0.5 is its usual threshold).
 * @throws CodedError as `explain`.
 */
export async function linesAt(
  model: ModelRecord,
  ends: { readonly low: number; readonly high: number },
): Promise<Lines> {
  const scores = await scoring.scoresAt(model.id, [ends.low, ends.high]);
  if (scores === null) return { ...ends, ...scoresOfPlaces(ownThreshold(model), ends) };
  return { ...ends, lowScore: Math.min(...scores), highScore: Math.max(...scores) };
}

/** A look at the head of a file that is to be scored. @throws CodedError what reading refuses. */
export function previewOf(file: File): Promise<Preview> {
  return ingest.preview(file, {}, new AbortController().signal);
}

/**
 * Scores the comments of a file, at the threshold that holds for each model; `csv` is the file with the answers after
 * each row.
 * @param modelId null: every row with the recommended model of its language, as the runner's `default:auto`.
 * @param textColumn index of the comments among the columns.
 * @param safeFormulas write cells so that a spreadsheet runs none of them as a formula.
 * @throws CodedError what reading refuses, and as `explain`; an AbortError.
 */
export function scoreFile(
  modelId: string | null,
  file: File,
  { textColumn, safeFormulas }: { readonly textColumn: number; readonly safeFormulas: boolean },
  onProgress: (progress: ScoreFileProgress) => void,
  signal: AbortSignal,
): Promise<ScoredFile & { readonly csv: Blob }> {
  const models =
    modelId === null
      ? recommendedModels().map(({ id, shipped }) => ({
          id,
          name: `default:${shipped.name}`,
          language: shipped.language,
          threshold: chosenThreshold(id),
          unsureFrom: linesOf(id)?.lowScore ?? null,
        }))
      : [
          {
            id: modelId,
            name: modelId,
            language: null,
            threshold: chosenThreshold(modelId),
            unsureFrom: linesOf(modelId)?.lowScore ?? null,
          },
        ];
  const chosen = { automatic: modelId === null, models };
  const choices = { safeFormulas, lists: wordLists() };
  return fileScoring.scoreFile(chosen, file, { textColumn }, choices, onProgress, signal);
}

/**
 * A scored CSV as a table that knows numbers.
 * @param textColumn the column of the comments.
 * @param rows how many there are.
 * @throws CodedError `export-limit`, `worker-failed`.
 */
export function scoredAs(csv: Blob, format: TypedFormat, textColumn: number, rows: number): Promise<Blob> {
  return fileScoring.scoredAs(csv, format, textColumn, rows);
}

/**
 * The threshold (a score) that a person chose for a model, or null for the file's own. Of three answers, from which on
 * a comment is called toxic.
 */
export function chosenThreshold(modelId: string): number | null {
  const lines = linesOf(modelId);
  return lines === null ? singleThreshold(modelId) : lines.highScore;
}

/** As `chosenThreshold`, for two answers. */
function singleThreshold(modelId: string): number | null {
  const model = everyModel().find(({ id }) => id === modelId);
  if (!model?.shipped) return model?.threshold ?? null;
  return flagWhen() === 'sure' ? (model.shipped.thresholds.precision95?.score ?? null) : null;
}

/**
 * Debounces questions while somebody types: one is running at a time, and of those that come meanwhile only the last is
 * asked. The others resolve to null.
 */
export function createLatest<Arguments extends unknown[], Result>(
  ask: (...question: Arguments) => Promise<Result>,
): (...question: Arguments) => Promise<Result | null> {
  let newest = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  return async (...question) => {
    const mine = ++newest;
    await underWay;
    if (mine !== newest) return null;
    const answer = ask(...question);
    underWay = answer.catch(() => undefined); // reported to its own caller below
    try {
      const result = await answer;
      return mine === newest ? result : null;
    } catch (error) {
      if (mine === newest) throw error;
      return null;
    }
  };
}
