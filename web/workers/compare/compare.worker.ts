import { CodedError } from '#shared/base/errors';
import { comparedLabel } from '#shared/compare/comparedLabel';
import { compareFurther, type Slicing } from '#shared/compare/compareModels';
import { type Disguised, disguisedSample, measureDisguised } from '#shared/compare/disguised';
import { disagreementsOf, mistakesOf, type RowList } from '#shared/compare/mistakes';
import { modelFigures } from '#shared/compare/modelFigures';
import { includesKey } from '#shared/compare/rowKeys';
import type { ScoredModel } from '#shared/compare/scoredModel';
import { slicesByValue } from '#shared/compare/slices';
import { createTraitReader } from '#shared/compare/traits';
import { rowBytes, rowCount, rowText, textColumnOf } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { runSteps, throwIfAborted } from '#shared/runtime/steps';
import { createSameKey } from '#shared/text/duplicates/textKey';
import { excerptOf } from '../../rows/commentExcerpt';
import { chunkOf, openRows, withChunksKept } from '../../rows/rowSource';
import { fingerprintKept, type KeptRows, openKeptRows } from '../../storage/keptRows';
import { readModelFile } from '../../storage/modelFile';
import { readTrainedRows } from '../../storage/models';
import { labelName } from '../../storage/records';
import { type JudgeRows, withJudges } from '../judge/judgePool';
import { scoreChunk, scoreKept } from '../judge/scoreKept';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';
import type {
  CommentList,
  ComparedComment,
  ComparedFigures,
  ComparedModel,
  ComparedRows,
  CompareStep,
  ComparisonRequest,
  Disagreement,
  TrainingKnown,
} from './steps';

/** The page looks up the cheapest threshold for other costs in the counts of every cut. */
const EQUAL_COSTS = { falseAlarm: 1, miss: 1 };
/**
 * Of more than twice so many comments the models are first measured on about these: whoever waits sees what is to come,
 * and whether it is worth waiting for.
 */
const FIRST_LOOK = 8000;
/** Comments listed of each kind of mistake. */
const LISTED = 50;
/** UTF-8 bytes of a comment that are shown. */
const SHOWN_BYTES = 1600;
/** Bytes of text kept while listed comments are read: they are spread over the chunks. */
const CHUNKS_KEPT = 64 * 1024 * 1024;
/** Values of a column with a slice of their own. */
const COLUMN_SLICES = 12;

/** The comparing worker's API for the stores. */
const api = {
  /**
   * Measures models on the labelled rows of a dataset; each part is reported as soon as it is known.
   * @throws CodedError `dataset-missing`, `part-missing`, `column-missing`, `comparison-label-missing`,
   *   `model-missing`, `model-corrupt`, `default-unreachable`, `comparison-no-rows`; an AbortError.
   */
  async compare(request: ComparisonRequest, onStep: (step: CompareStep) => void, signal: AbortSignal): Promise<void> {
    const { kept, label, keys, scorers, seen, judged } = await openComparison(request, signal);
    const report = throttled(onStep);
    const progress = (fraction: number, model: number | null = null) => report({ part: 'progress', fraction, model });
    const training = await trainingOf(kept, label.values, scorers, keys, seen, judged.labelled, signal);
    const truth = Uint8Array.from(judged.rows, (row) => label.values[row]);
    onStep({ part: 'rows', rows: { ...countsOf(truth, label.values, judged.labelled, seen.any), training } });
    if (truth.length === 0) throw new CodedError('comparison-no-rows', {});

    const models: ScoredModel[] = [];
    const comments = await createCommentReader(request.datasetId, kept.rows, judged.rows, truth, models);
    await withJudges(kept.info.textBytes, scorers, async (judge) => {
      if (truth.length > 2 * FIRST_LOOK)
        await firstLook(request, kept, label, judged.rows, scorers, judge, onStep, signal);
      const share = 0.8 / scorers.length;
      for (const [at, scorer] of scorers.entries()) {
        const asked = request.models[at];
        const index = comparedLabel(asked.name, scorer.model.manifest.labels, label.name);
        const onRow = (done: number) => progress(share * (at + done / Math.max(1, kept.rows.length)), at);
        const model = { id: asked.id, scorer, label: index };
        const { scores, microseconds } = await scoreKept(kept, judged.rows, model, judge, onRow, signal);
        const scored = scoredModel(scorer, asked, index, scores);
        models.push(scored);
        const listed = mistakesOf({ truth, models }, at, LISTED);
        const compared: ComparedFigures = {
          ...figuresOf(truth, scored, scorer, index),
          sampled: null,
          microseconds,
          falseAlarms: await comments(listed.falseAlarms),
          misses: await comments(listed.misses),
        };
        onStep({ part: 'model', at, figures: compared });
      }
    });
    const { slicings, groups } = await readSlices(kept, judged.rows, request.columns, signal);
    progress(0.9);
    await runSteps(compareFurther({ truth, models }, slicings, groups), signal, (step) => {
      if (step.part !== 'working' && step.part !== 'model') onStep(step);
    });
    const disagreements: Disagreement[] = [];
    for (let a = 0; a < models.length; a++) {
      for (let b = a + 1; b < models.length; b++) {
        throwIfAborted(signal);
        const { onlyA, onlyB } = disagreementsOf({ truth, models }, a, b, LISTED);
        disagreements.push({ a, b, onlyA: await comments(onlyA), onlyB: await comments(onlyB) });
      }
    }
    onStep({ part: 'disagreements', disagreements });
  },

  /**
   * Measures models on a sample of the same rows as they are and in every disguise.
   * @param onStep called with the share that is done.
   * @returns one report per model, in their order.
   * @throws CodedError as `compare`.
   */
  async disguise(
    request: ComparisonRequest,
    onStep: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<Disguised[]> {
    const { kept, label, scorers, judged } = await openComparison(request, signal);
    const report = throttled(onStep);
    const truth = Uint8Array.from(judged.rows, (row) => label.values[row]);
    if (truth.length === 0) throw new CodedError('comparison-no-rows', {});
    const sample = disguisedSample(truth);
    const column = textColumnOf(
      await textsOf(
        kept,
        Uint32Array.from(sample, (at) => judged.rows[at]),
        signal,
      ),
    );
    const labels = Uint8Array.from(sample, (at) => truth[at]);
    const reports: Disguised[] = [];
    for (const [at, scorer] of scorers.entries()) {
      const { name, threshold } = request.models[at];
      const index = comparedLabel(name, scorer.model.manifest.labels, label.name);
      const own = index === 0 ? threshold : null;
      const model = { name, label: index, threshold: own ?? scorer.model.manifest.thresholds[index] };
      const measuring = measureDisguised(scorer, column, labels, model);
      reports.push(
        await runSteps(measuring, signal, ({ done, total }) => report((at + done / total) / scorers.length)),
      );
    }
    return reports;
  },
};

export type CompareApi = typeof api;

exposeApi(api);

/** What both of the above begin with: the rows that count, and the models. */
async function openComparison(request: ComparisonRequest, signal: AbortSignal) {
  const kept = await openKeptRows(request.datasetId, { part: request.part ?? undefined });
  const labels = [{ name: labelName(kept.info), values: kept.labels }, ...kept.more];
  const label = labels.find(({ name }) => request.label === null || name === request.label);
  if (label === undefined) {
    throw new CodedError('column-missing', { column: request.label ?? '', columns: labels.map(({ name }) => name) });
  }
  const keys = await Promise.all(request.models.map(({ id }) => readTrainedRows(id)));
  const scorers: Scorer[] = [];
  for (const { id, name } of request.models) {
    throwIfAborted(signal);
    scorers.push(await loadScorer(decodeModel((await readModelFile(id)).bytes, name)));
  }
  const seen = await findSeen(kept, keys, signal);
  const judged = judgedRows(label.values, request.includeSeen ? null : seen.any);
  return { kept, label, keys, scorers, seen, judged };
}

/** Measures every model on comments at equal distances, and reports figures that those of all comments then replace. */
async function firstLook(
  request: ComparisonRequest,
  kept: KeptRows,
  label: { readonly name: string; readonly values: Uint8Array },
  rows: Uint32Array,
  scorers: readonly Scorer[],
  judge: JudgeRows | null,
  onStep: (step: CompareStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const every = Math.ceil(rows.length / FIRST_LOOK);
  const sample = rows.filter((_, at) => at % every === 0);
  const truth = Uint8Array.from(sample, (row) => label.values[row]);
  const column = textColumnOf(await textsOf(kept, sample, signal));
  const everyRow = Uint32Array.from(sample.keys());
  const none = { total: 0, comments: [] };
  for (const [at, scorer] of scorers.entries()) {
    const asked = request.models[at];
    const index = comparedLabel(asked.name, scorer.model.manifest.labels, label.name);
    const model = { id: asked.id, scorer, label: index };
    const { scores, milliseconds } = await scoreChunk(column, everyRow, model, judge, () => {}, signal);
    const microseconds = (1000 * milliseconds) / sample.length;
    const measured = figuresOf(truth, scoredModel(scorer, asked, index, scores), scorer, index);
    const figures = { ...measured, sampled: sample.length, microseconds, falseAlarms: none, misses: none };
    onStep({ part: 'model', at, figures });
  }
}

/** The figures of a model that has scored rows. */
function figuresOf(truth: Uint8Array, scored: ScoredModel, { model }: Scorer, index: number) {
  const figures = modelFigures(truth, scored, EQUAL_COSTS);
  const cutProbabilities = hasProbability(model)
    ? figures.cuts.thresholds.map((score) => probabilityOf(model, score, index) ?? Number.NaN)
    : null;
  return {
    ...figures,
    label: model.manifest.labels[index],
    firstLabel: index === 0,
    cutProbabilities,
    threshold: scored.threshold,
    thresholdProbability: probabilityOf(model, scored.threshold, index),
  };
}

/** The texts of `rows`, places among the kept rows in ascending order. */
async function textsOf(kept: KeptRows, rows: Uint32Array, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  let first = 0;
  for await (const { column } of kept.chunks()) {
    throwIfAborted(signal);
    const end = first + rowCount(column);
    while (texts.length < rows.length && rows[texts.length] < end)
      texts.push(rowText(column, rows[texts.length] - first));
    first = end;
  }
  return texts;
}

function scoredModel(
  { model }: Scorer,
  { name, threshold }: ComparedModel,
  label: number,
  scores: Float64Array<ArrayBuffer>,
): ScoredModel {
  const probability = hasProbability(model)
    ? scores.map((score) => probabilityOf(model, score, label) ?? Number.NaN)
    : null;
  // A person's threshold is of the first label.
  const own = label === 0 ? threshold : null;
  return { name, threshold: own ?? model.manifest.thresholds[label], scores, probability };
}

interface Seen {
  /** Shape (kept,): 1 for a row that any of the models learnt from. */
  readonly any: Uint8Array;
  /** Per model, shape (kept,); null where it is not known. */
  readonly byModel: readonly (Uint8Array | null)[];
}

/** Looks up every kept row among what the models learnt from. */
async function findSeen(kept: KeptRows, keys: readonly (Float64Array | null)[], signal: AbortSignal): Promise<Seen> {
  const any = new Uint8Array(kept.rows.length);
  const byModel = keys.map((known) => (known === null ? null : new Uint8Array(kept.rows.length)));
  if (byModel.every((known) => known === null)) return { any, byModel };
  const keyOf = createSameKey();
  let at = 0;
  for await (const { column } of kept.chunks()) {
    throwIfAborted(signal);
    for (let row = 0; row < rowCount(column); row++, at++) {
      const key = keyOf(column.bytes, column.offsets[row], column.offsets[row + 1]);
      keys.forEach((known, model) => {
        if (known === null || !includesKey(known, key)) return;
        any[at] = 1;
        const own = byModel[model];
        if (own !== null) own[at] = 1;
      });
    }
  }
  return { any, byModel };
}

/** Places among the kept rows of those that are compared, and of those that have a label. */
function judgedRows(values: Uint8Array, leftOut: Uint8Array | null) {
  const labelled = [...values.keys()].filter((row) => values[row] <= 1);
  return { labelled, rows: Uint32Array.from(labelled.filter((row) => leftOut === null || leftOut[row] === 0)) };
}

function countsOf(
  truth: Uint8Array,
  values: Uint8Array,
  labelled: readonly number[],
  seen: Uint8Array,
): Omit<ComparedRows, 'training'> {
  return {
    rows: truth.length,
    positives: truth.reduce((sum, label) => sum + label, 0),
    unlabelled: values.length - labelled.length,
    seen: labelled.reduce((sum, row) => sum + seen[row], 0),
  };
}

async function trainingOf(
  kept: KeptRows,
  values: Uint8Array,
  scorers: readonly Scorer[],
  keys: readonly (Float64Array | null)[],
  seen: Seen,
  labelled: readonly number[],
  signal: AbortSignal,
): Promise<TrainingKnown[]> {
  const needsFingerprint = keys.some((known) => known === null);
  const fingerprint = needsFingerprint ? await runSteps(fingerprintKept(kept, values), signal) : '';
  return scorers.map(({ model }, at) => {
    const own = seen.byModel[at];
    if (own === null) return { known: 'dataset', same: model.manifest.fingerprint === fingerprint };
    return { known: 'rows', seen: labelled.reduce((sum, row) => sum + own[row], 0) };
  });
}

/** What the compared rows are sliced by: lengths, languages, the columns asked for; and the groups that they name. */
async function readSlices(kept: KeptRows, rows: Uint32Array, columns: readonly string[], signal: AbortSignal) {
  const reader = createTraitReader();
  let first = 0;
  let at = 0;
  for await (const { column } of kept.chunks()) {
    throwIfAborted(signal);
    const end = first + rowCount(column);
    for (; at < rows.length && rows[at] < end; at++) reader.add(column, rows[at] - first);
    first = end;
  }
  const { lengths, languages, languagesRest, groups } = reader.finish();
  const slicings: Slicing[] = [
    { by: 'length', slices: lengths, rest: 0 },
    { by: 'language', slices: languages, rest: languagesRest },
  ];
  for (const name of columns) {
    const position = kept.info.columns.indexOf(name);
    if (position < 0) throw new CodedError('column-missing', { column: name, columns: kept.info.columns });
    const values: string[] = [];
    for await (const cells of kept.cells(position)) {
      throwIfAborted(signal);
      for (let row = 0; row < rowCount(cells); row++) values.push(rowText(cells, row));
    }
    slicings.push({
      by: name,
      ...slicesByValue(
        Array.from(rows, (row) => values[row]),
        COLUMN_SLICES,
      ),
    });
  }
  return { slicings, groups };
}

/** Reads the text of listed rows, and what the models that have scored them by then say. */
async function createCommentReader(
  datasetId: string,
  numbers: Uint32Array,
  rows: Uint32Array,
  truth: Uint8Array,
  models: readonly ScoredModel[],
): Promise<(list: RowList) => Promise<CommentList>> {
  const source = withChunksKept(CHUNKS_KEPT)(await openRows(datasetId));
  const { info } = source;
  return async ({ total, rows: listed }) => {
    const comments: ComparedComment[] = [];
    for (const at of listed) {
      const row = numbers[rows[at]];
      const chunk = chunkOf(info.chunkStarts, row);
      const text = await source.chunk(info.textColumn, chunk);
      comments.push({
        ...excerptOf(rowBytes(text, row - info.chunkStarts[chunk]), [], SHOWN_BYTES),
        row,
        label: truth[at] === 1 ? 1 : 0,
        values: models.map(({ scores, probability }) => (probability ?? scores)[at]),
        flagged: models.map(({ scores, threshold }) => scores[at] >= threshold),
      });
    }
    return { total, comments };
  };
}
