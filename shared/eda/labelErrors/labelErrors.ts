import { sigmoid } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { outOfFold } from '../../ml/validation/outOfFold';
import { countCorpora } from '../../ml/vectorizer/count/countCorpus';
import { mapProgress } from '../../runtime/mapSteps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import type { EdaContext, Section, SectionProgress } from '../section/section';
import { learnConfidently } from './confidentLearning';

/** A label that out-of-fold confident learning holds to be wrong (Northcutt, Jiang and Chuang 2021). */
export interface LabelError {
  readonly row: number;
  readonly given: 0 | 1;
  readonly suggested: 0 | 1;
  /** Probability of the given label, by a model that has not seen the row. */
  readonly selfConfidence: number;
}

export interface LabelErrors {
  /** Why there are none to be had: one class, or too few rows for folds. */
  readonly absent: 'one-class' | 'too-few-rows' | null;
  /** Estimated number of wrong labels among `rows` labelled ones. */
  readonly estimated: number;
  readonly rows: number;
  /** The likeliest first, at most 1,000. */
  readonly errors: readonly LabelError[];
}

/** Errors that the report lists. */
export const LISTED_ERRORS = 1000;

/** Words and pairs of words, TF-IDF, logistic regression: quick, and its probabilities are the likelihood's own. */
const SPEC = parsePipelineSpec({
  features: [{ ngramRange: [1, 2], minDf: 2, sublinearTf: true }],
  estimator: { kind: 'logisticRegression', c: 4 },
});

/** Why there is no result, by the code of the error that training throws. */
const ABSENT: ReadonlyMap<string, LabelErrors['absent']> = new Map([
  ['training-too-few-rows', 'too-few-rows'],
  ['vocabulary-empty', 'too-few-rows'],
]);

/** What this section adds to the report. */
export interface LabelErrorsFound {
  readonly labelErrors: LabelErrors;
}

/**
 * Labels that are likely wrong: each labelled row gets a probability from a model that was trained without it, nor any
 * duplicate of it (5 folds), and confident learning finds the labels that disagree too much: see confidentLearning.ts.
 */
async function* exploreLabelErrors(context: EdaContext): AsyncGenerator<SectionProgress, LabelErrorsFound, undefined> {
  const { classes, source, pool } = context;
  const [zeros, ones] = classes.rows;
  const labelled = zeros + ones;
  const absence = (absent: LabelErrors['absent']): LabelErrorsFound => ({
    labelErrors: { absent, estimated: 0, rows: labelled, errors: [] },
  });
  if (zeros === 0 || ones === 0) return absence('one-class');

  const labels = [
    { name: 'label', values: Uint8Array.from({ length: source.rows }, (_, row) => labelOf(context, row)) },
  ];
  const data = { rows: source.rows, chunks: () => source.chunks(), labels, fingerprint: '' };
  const total = 2 * source.rows;
  const counted = yield* mapProgress(countCorpora(data, SPEC, true, pool), ({ phase, done }) => ({
    done: phase === 'count' ? done : source.rows,
    total,
  }));
  const rows = Uint32Array.from({ length: source.rows }, (_, row) => row).filter((row) => labels[0].values[row] <= 1);
  const scoring = outOfFold(counted.corpora, labels, SPEC, rows, counted.groups);
  try {
    for (;;) {
      const step = scoring.next();
      if (step.done) return { labelErrors: errorsIn(rows, labels[0].values, step.value.scores[0]) };
      const { done, total: folds } = step.value.phase === 'calibrate' ? step.value : { done: 0, total: 1 };
      yield { done: source.rows * (1 + done / folds), total };
    }
  } catch (error) {
    const absent = error instanceof CodedError ? ABSENT.get(error.code) : undefined;
    if (absent === undefined) throw error;
    return absence(absent);
  }
}

/** 0, 1, or 255 for none. */
function labelOf({ classes }: EdaContext, row: number): number {
  const index = classes.of(row);
  return index <= 1 ? index : 255;
}

function errorsIn(rows: Uint32Array, labels: Uint8Array, scores: Float64Array): LabelErrors {
  const given = Uint8Array.from(rows, (row) => labels[row]);
  const probability = Float64Array.from(scores, sigmoid);
  const { suspects } = learnConfidently(given, probability);
  const errors = Array.from(suspects.subarray(0, LISTED_ERRORS), (i): LabelError => {
    const isOne = given[i] === 1;
    return {
      row: rows[i],
      given: isOne ? 1 : 0,
      suggested: isOne ? 0 : 1,
      selfConfidence: isOne ? probability[i] : 1 - probability[i],
    };
  });
  return { absent: null, estimated: suspects.length, rows: rows.length, errors };
}

export const labelErrorsSection: Section<LabelErrorsFound> = {
  run: exploreLabelErrors,
  renumber: ({ labelErrors }, numberOf) => ({
    labelErrors: {
      ...labelErrors,
      errors: labelErrors.errors.map((error) => ({ ...error, row: numberOf(error.row) })),
    },
  }),
};
