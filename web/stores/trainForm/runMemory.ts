import { createSignal } from 'solid-js';
import * as v from 'valibot';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import type { TrainingCost } from '../../workers/train/train.worker';
import { readKept, writeKept } from '../browserStorage';
import { type RunRecord, workOf } from './runEstimate';

/*
 * What trainings took on this device, for estimates of the next.
 */

const KEY = 'moderato.runs';
/** Runs that are kept, the latest first. */
const RUNS = 30;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const schema = v.array(
  v.object({
    work: v.string(),
    textBytes: v.pipe(v.number(), v.finite(), v.minValue(0)),
    milliseconds: positive,
    memoryBytes: positive,
  }),
);

const [runs, setRuns] = createSignal<readonly RunRecord[]>(read());

/** What trainings took here, the latest first. */
export { runs };

/** Keeps what a training took. */
export function rememberRun(spec: PipelineSpec, cost: TrainingCost): void {
  setRuns([{ work: workOf(spec), ...cost }, ...read()].slice(0, RUNS)); // another tab may have trained meanwhile
  writeKept('localStorage', KEY, runs());
}

function read(): readonly RunRecord[] {
  return readKept('localStorage', KEY, schema) ?? [];
}
