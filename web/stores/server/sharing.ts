import { connection, mayUse } from './connection';
import { server } from './kept';
import { outbox, queue } from './outbox';

/* Sharing models, and taking them back: through the outbox, so that it can be done without a network. */

/** What waits for a model: it is to be shared, or no longer. */
export const waitingFor = (id: string): 'push' | 'unshare' | null => {
  const waiting = outbox().find((entry) => entry.id === shareKey(id))?.work.kind;
  return waiting === 'push' || waiting === 'unshare' ? waiting : null;
};

/** Whether models may be shared, now or once the server can be reached. */
export const mayShare = (): boolean => {
  if (server() === null) return false;
  return connection().is !== 'ready' || mayUse('contributor');
};

const shareKey = (id: string) => `share ${id}`;

/** Shares models: those that the server has are not sent again. @throws CodedError `storage-...`. */
export async function shareModels(wanted: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  for (const { id, name } of wanted) await queue(shareKey(id), { kind: 'push', modelId: id, name });
}

/** Removes a model from the server. What others took stays with them. @throws CodedError `storage-...`. */
export function unshareModel({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
  return queue(shareKey(id), { kind: 'unshare', modelId: id, name });
}

/** Gives a shared model the name that it has here. @throws CodedError `storage-...`. */
export function renameShared({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
  return queue(`rename ${id}`, { kind: 'rename', modelId: id, name });
}
