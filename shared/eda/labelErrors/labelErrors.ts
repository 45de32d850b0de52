import { sigmoid } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { outOfFold } from '../../ml/validation/outOfFold';
import { countCorpora } from '../../ml/vectorizer/count/countCorpus';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import type { EdaReport, LabelError, LabelErrors } from '../report';
import type { EdaContext, SectionProgress } from '../section';
import { learnConfidently } from './confidentLearning';

/** Errors that the report lists. */
export const LISTED_ERRORS = 1000;

/** Words and pairs of words, TF-IDF, logistic regression: quick, and its probabilities are the likelihood's own. */
const SPEC = parsePipelineSpec({
  features: [{ ngramRange: [1, 2], minDf: 2, sublinearTf: true }],
  estimator: { kind: 'logisticRegression', c: 4 },
});

/** What makes labels that nothing can be said about, by the code of the error that training throws. */
const ABSENT: ReadonlyMap<string, LabelErrors['absent']> = new Map([
  ['training-too-few-rows', 'too-few-rows'],
  ['vocabulary-empty', 'too-few-rows'],
]);

/**
 * Labels that are likely wrong: each labelled row gets a probability from a model that was trained without it, nor any
 * duplicate of it (5 folds), and confident learning tells which labels disagree too much: see confidentLearning.ts.
 */
export async function* exploreLabelErrors(
  context: EdaContext,
): AsyncGenerator<SectionProgress, Partial<EdaReport>, undefined> {
  const { classes, source, pool } = context;
  const [zeros, ones] = classes.rows;
  const labelled = zeros + ones;
  const absence = (absent: LabelErrors['absent']): Partial<EdaReport> => ({
    labelErrors: { absent, estimated: 0, rows: labelled, errors: [] },
  });
  if (zeros === 0 || ones === 0) return absence('one-class');

  const labels = [
    { name: 'label', values: Uint8Array.from({ length: source.rows }, (_, row) => labelOf(context, row)) },
  ];
  const data = { rows: source.rows, chunks: () => source.chunks(), labels, fingerprint: '' };
  const total = 2 * source.rows;
  const counted = yield* translating(countCorpora(data, SPEC, true, pool), ({ phase, done }) => ({
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

/** Drives `steps` to its end, or closes it, yielding what `translate` makes of its progress. */
async function* translating<Progress, Result>(
  steps: AsyncGenerator<Progress, Result, undefined>,
  translate: (progress: Progress) => SectionProgress,
): AsyncGenerator<SectionProgress, Result, undefined> {
  let finished = false;
  try {
    for (;;) {
      const step = await steps.next();
      if (step.done) {
        finished = true;
        return step.value;
      }
      yield translate(step.value);
    }
  } finally {
    // As in runSteps: the value given here is thrown away.
    if (!finished) await steps.return(undefined as Result);
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
