import * as v from 'valibot';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { readKept, writeKept } from '../browserStorage';
import { estimateRun, ruleOfThumb, workOf } from '../trainForm/runEstimate';

/* What trainings on servers took, for estimates of the next. */

const KEY = 'moderato.server-runs';
/** Runs that are kept, the latest first. */
const RUNS = 30;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const schema = v.array(
  v.object({
    server: v.string(),
    work: v.string(),
    textBytes: positive,
    milliseconds: positive,
    memoryBytes: positive,
  }),
);

/** Keeps what a training took there, from its beginning to its end. */
export function rememberRemoteRun(
  server: string,
  input: PipelineSpecInput,
  textBytes: number,
  milliseconds: number,
): void {
  const spec = parsePipelineSpec(input);
  // Memory there is nobody's matter here: the rule of thumb stands.
  const { memoryBytes } = ruleOfThumb(spec, textBytes);
  const run = { server, work: workOf(spec), textBytes, milliseconds: Math.max(1, milliseconds), memoryBytes };
  writeKept('localStorage', KEY, [run, ...(readKept('localStorage', KEY, schema) ?? [])].slice(0, RUNS));
}

/** Milliseconds that a training will take on a server; null before the first there. */
export function estimateRemote(server: string, input: PipelineSpecInput, textBytes: number): number | null {
  const runs = (readKept('localStorage', KEY, schema) ?? []).filter((run) => run.server === server);
  return runs.length === 0 ? null : estimateRun(parsePipelineSpec(input), textBytes, runs).milliseconds;
}
