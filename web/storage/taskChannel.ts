/** How far a task is. Broadcast often, stored now and then. */
export interface TaskProgress {
  /** The step, by the kind's own names; null: it has none. */
  readonly phase: string | null;
  /** Of the whole, 0 to 1; null while the end is unknown. */
  readonly fraction: number | null;
  /** What its page shows besides, for example `{ rows: 1200 }`. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What tabs send each other about tasks. */
export type TaskMessage =
  /** Records were added, changed or deleted: read them again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: TaskProgress }
  /** The tab that runs it shall stop it. */
  | { readonly kind: 'cancel'; readonly id: string }
  /** A tab was opened: every other sends the progress of what it runs. */
  | { readonly kind: 'hello' };

let channel: BroadcastChannel | null = null;

function shared(): BroadcastChannel {
  channel ??= new BroadcastChannel('moderato-tasks');
  return channel;
}

/** Sends to every other tab. */
export function postToTabs(message: TaskMessage): void {
  shared().postMessage(message);
}

/** Calls `listener` for each message of another tab. Returns a function that stops it. */
export function onTabMessage(listener: (message: TaskMessage) => void): () => void {
  const listen = (event: MessageEvent<TaskMessage>) => listener(event.data);
  shared().addEventListener('message', listen);
  return () => shared().removeEventListener('message', listen);
}
