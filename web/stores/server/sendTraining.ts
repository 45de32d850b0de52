import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { newId } from '../../storage/newId';
import type { KeptSearch } from '../search/searchMemory';
import { queue } from './outbox';

/** Comments that go to the server, as a person agreed to it. */
interface Sent {
  readonly datasetId: string;
  readonly datasetName: string;
  readonly part: string | null;
  /** Names of the labels that are learnt. */
  readonly labels: readonly string[];
  /** Of the model, or of what is searched. */
  readonly name: string;
  /** Edits of the dataset so far: if there are more when it is sent, it is not what was agreed to. */
  readonly revision: number;
  /** Whether the server keeps the comments afterwards. */
  readonly keepData: boolean;
}

export interface RemoteTraining extends Sent {
  readonly spec: PipelineSpecInput;
}

export interface RemoteSearch extends Sent {
  readonly search: Omit<KeptSearch, 'trials'>;
}

/**
 * Lets a training wait for the server, and begins at once if it answers. It is a task from then on. @throws CodedError
 * `storage-...`.
 */
export function sendTraining({ labels, spec, ...training }: RemoteTraining): Promise<void> {
  return queue(newId(), {
    kind: 'fit',
    ...training,
    labels: [...labels],
    spec: plain(spec),
    digest: null,
    localTask: null,
  });
}

/** Lets a search wait for the server, as `sendTraining` a training. @throws CodedError `storage-...`. */
export function sendSearch({ labels, search, ...sent }: RemoteSearch): Promise<void> {
  return queue(newId(), {
    kind: 'search',
    ...sent,
    labels: [...labels],
    search: plain(search),
    digest: null,
    localTask: null,
  });
}

/** Plain data: the form's own objects are tracked. */
function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}
