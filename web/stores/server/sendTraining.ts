import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { newId } from '../../storage/newId';
import { queue } from './outbox';

/** What is to be trained on the server, as a person agreed to it. */
export interface RemoteTraining {
  readonly datasetId: string;
  readonly datasetName: string;
  readonly part: string | null;
  /** Names of the labels that are learnt. */
  readonly labels: readonly string[];
  readonly spec: PipelineSpecInput;
  /** Of the model. */
  readonly name: string;
  /** Edits of the dataset so far: if there are more when it is sent, it is not what was agreed to. */
  readonly revision: number;
  /** Whether the server keeps the comments afterwards. */
  readonly keepData: boolean;
}

/** Lets a training wait for the server, and begins at once if it answers. It is a task from then on. @throws CodedError `storage-...`. */
export function sendTraining({ labels, spec, ...training }: RemoteTraining): Promise<void> {
  // Plain data: the form's own objects are tracked.
  const plain: Record<string, unknown> = JSON.parse(JSON.stringify(spec));
  return queue(newId(), {
    kind: 'fit',
    ...training,
    labels: [...labels],
    spec: plain,
    digest: null,
    localTask: null,
  });
}
