import { createEffect, createRoot, createSignal, on } from 'solid-js';
import { createStore, reconcile, unwrap } from 'solid-js/store';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { onChange } from '../../storage/changes';
import { hasLocks, outboxLock, withFreeLock } from '../../storage/locks';
import {
  changeOutboxEntry,
  deleteOutboxEntry,
  type OutboxEntry,
  type OutboxWork,
  putOutboxEntry,
  readOutbox,
  readOutboxEntry,
} from '../../storage/outbox';
import { isAboutToken, isPassing } from '../../sync/errors';
import { createReread } from '../reread';
import { errorOf } from '../tasks/errorOf';
import { backOffMs } from './backOff';
import { connection } from './connection';
import { server } from './kept';
import { runEntry } from './outboxWork';

/*
 * Does what waits in the outbox, in one tab at a time: now, when the network is back, when somebody signs in, and after
 * a while when the server did not answer. What the server refuses stays with its reason until a person decides.
 */

export type { OutboxEntry, OutboxWork } from '../../storage/outbox';

const [state, setState] = createStore<{ entries: OutboxEntry[] }>({ entries: [] });
const [failure, setFailure] = createSignal<CodedError | null>(null);
/** Ids of what this tab is doing. */
const [doing, setDoing] = createSignal<ReadonlySet<string>>(new Set());

/** What waits, in its order. */
export const outbox = (): readonly OutboxEntry[] => state.entries;
const entries = (): readonly OutboxEntry[] => unwrap(state).entries;
/** Why it cannot be read, or null. */
export const outboxError = failure;
/** Whether this tab is at work on an entry. */
export const isDoing = (id: string): boolean => doing().has(id);
/** Why the last attempt at an entry failed; null if there was none or it did not. */
export const reasonOf = (entry: OutboxEntry): CodedError | null => errorOf(entry);

let started = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const stops = new Map<string, AbortController>();
/** Until when entries are left alone that another tab is at work on. */
const elsewhere = new Map<string, number>();
const ELSEWHERE_MS = 5000;

/** Reads what waits, and does it from then on. Nothing is sent while nothing waits. */
export async function startOutbox(): Promise<void> {
  if (started) return;
  listen();
  await refresh();
  await runDue();
}

/** From here on changes are followed. */
function listen(): void {
  if (started) return;
  started = true;
  onChange((change) => {
    if (change === 'outbox') void refresh().then(runDue);
  });
  addEventListener('online', () => void hurry());
  createRoot(() => {
    createEffect(
      on(connection, ({ is }) => {
        if (is === 'ready') void hurry(isAboutToken);
      }),
    );
  });
}

const refresh = createReread(async () => {
  try {
    setState('entries', reconcile(await readOutbox(), { key: 'id' }));
    setFailure(null);
  } catch (error) {
    setFailure(toCodedError(error));
  }
});

/**
 * Lets `work` wait for the chosen server, and begins with it at once.
 * @param id equal for work that replaces what waits, such as sharing and unsharing one model.
 * @throws CodedError `storage-full`, `storage-unavailable`.
 */
export async function queue(id: string, work: OutboxWork): Promise<void> {
  const chosen = server();
  if (chosen === null) return;
  listen();
  stops.get(id)?.abort();
  // What waited before is not waited for: the page may be closed before that is done.
  const now = Date.now();
  await putOutboxEntry({ id, server: chosen.address, createdAt: now, nextAt: now, attempts: 0, error: null, work });
  await refresh();
  void runDue();
}

/** Drops what waits; what has been done already stays done. */
export async function dropEntry(id: string): Promise<void> {
  stops.get(id)?.abort();
  await deleteOutboxEntry(id);
  await refresh();
}

/** Tries again at once. */
export async function retryEntry(id: string): Promise<void> {
  await changeOutboxEntry(id, { nextAt: Date.now(), attempts: 0, error: null });
  await refresh();
  await runDue();
}

/** Does not wait any longer for what failed by itself; with `also`, tries again what was refused for such a reason. */
async function hurry(also: (reason: CodedError) => boolean = () => false): Promise<void> {
  for (const entry of entries()) {
    const reason = reasonOf(entry);
    if (reason !== null && (isPassing(reason) || also(reason))) {
      await changeOutboxEntry(entry.id, { nextAt: Date.now() });
    }
  }
  await refresh();
  await runDue();
}

/** Begins with all that is due, and looks again when the next is. */
async function runDue(): Promise<void> {
  clearTimeout(timer);
  const here = server()?.address;
  const now = Date.now();
  let next = Number.POSITIVE_INFINITY;
  for (const { id, nextAt, server: wanted, work } of entries()) {
    if (wanted !== here || nextAt === null || stops.has(id)) continue;
    const due = Math.max(nextAt, elsewhere.get(id) ?? 0);
    if (due > now) next = Math.min(next, due);
    // These take long: what comes after them does not wait.
    else if (work.kind === 'fit' || work.kind === 'search') void runOne(id);
    else await runOne(id);
  }
  if (next < Number.POSITIVE_INFINITY) timer = setTimeout(() => void runDue(), Math.max(0, next - Date.now()));
}

async function runOne(id: string): Promise<void> {
  if (stops.has(id)) return;
  const stop = new AbortController();
  stops.set(id, stop);
  setDoing((all) => new Set(all).add(id));
  try {
    const work = () => attempt(id, stop.signal);
    // Without Web Locks two tabs may do the same; that is of no harm.
    const ran = hasLocks() ? await withFreeLock(outboxLock(id), work) : await work().then(() => true);
    if (ran) elsewhere.delete(id);
    else elsewhere.set(id, Date.now() + ELSEWHERE_MS);
  } catch (error) {
    setFailure(toCodedError(error)); // the outbox itself cannot be written
  } finally {
    if (stops.get(id) === stop) stops.delete(id);
    setDoing((all) => new Set([...all].filter((each) => each !== id)));
  }
  await refresh();
  void runDueLater();
}

let later = false;
/** Looks once what is due, after what ended. */
async function runDueLater(): Promise<void> {
  if (later) return;
  later = true;
  await Promise.resolve();
  later = false;
  await runDue();
}

async function attempt(id: string, signal: AbortSignal): Promise<void> {
  const entry = await readOutboxEntry(id);
  if (entry === undefined || entry.nextAt === null || entry.nextAt > Date.now()) return; // another tab was quicker
  try {
    await runEntry(entry, signal);
    await deleteOutboxEntry(id, entry.createdAt); // another may have taken its place while it was done
  } catch (error) {
    if (isAbort(error)) return; // dropped, or replaced
    const coded = toCodedError(error);
    const attempts = entry.attempts + 1;
    const nextAt = isPassing(coded) ? Date.now() + backOffMs(attempts, Math.random()) : null;
    const stored = { code: coded.code, params: { ...coded.params } };
    await changeOutboxEntry(id, { attempts, nextAt, error: stored }, entry.createdAt);
  }
}
