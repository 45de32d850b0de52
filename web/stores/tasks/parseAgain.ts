import * as v from 'valibot';
import { CodedError } from '#shared/base/errors';
import { describeIssue } from '#shared/spec/pipelineSpec';

/**
 * What a task kept to be run again.
 * @throws CodedError `record-damaged` if it is something else: storage may be damaged, or of another version.
 */
export function parseAgain<Output>(schema: v.GenericSchema<unknown, Output>, again: unknown): Output {
  const result = v.safeParse(schema, again, { abortEarly: true });
  if (result.success) return result.output;
  const { path, got, expected } = describeIssue(result.issues[0]);
  throw new CodedError('record-damaged', {
    store: 'tasks',
    name: path ?? 'again',
    reason: `${got}, expected ${expected}`,
  });
}
