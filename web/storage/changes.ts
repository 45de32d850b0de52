/** What a tab or worker announces to the others after it has written. They read again. */
export type Change = 'datasets' | 'models' | 'outbox';

let channel: BroadcastChannel | null = null;

function shared(): BroadcastChannel {
  channel ??= new BroadcastChannel('moderato-changes');
  return channel;
}

/** Announces a change to every other tab and thread (not this one). */
export function announceChange(change: Change): void {
  shared().postMessage(change);
}

/** Calls `listener` for each change another tab or thread announces. Returns a function that stops it. */
export function onChange(listener: (change: Change) => void): () => void {
  const listen = (event: MessageEvent<Change>) => listener(event.data);
  shared().addEventListener('message', listen);
  return () => shared().removeEventListener('message', listen);
}
