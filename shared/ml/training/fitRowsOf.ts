import type { PipelineSpec } from '../../spec/pipelineSpec';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { type FittedRows, fitRows } from './fitRows';
import type { LabelColumn } from './labelledText';
import type { FitPhase, FitProgress } from './progress';

/** The arguments of `fitRows`, as a kernel takes them. */
export interface FitRowsInput {
  readonly corpora: readonly CountedCorpus[];
  readonly labels: readonly LabelColumn[];
  readonly spec: PipelineSpec;
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly phase: FitPhase;
}

/** `fitRows` as a kernel. */
export function fitRowsOf(input: FitRowsInput): Generator<FitProgress, FittedRows, undefined> {
  return fitRows(input.corpora, input.labels, input.spec, input.rows, input.phase);
}
