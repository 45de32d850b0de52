import { createSignal, onCleanup } from 'solid-js';
import { t } from '../i18n';
import { readShared, removeShared, type Shared, type ShareRefusal } from '../pwa/shared';
import { setDraftText } from './draft';
import { showToast } from './toasts';
import { registerUnsaved } from './unsaved';

/*
 * Incoming files: dropped, picked, pasted, opened with the installed app, shared to it. They wait here until the page
 * that handles them reads them. A share waits for the person's answer first, because any site can send one.
 */

const [tables, setTables] = createSignal<readonly File[]>([]);
const [modelFiles, setModelFiles] = createSignal<readonly File[]>([]);
const [shared, setShared] = createSignal<Shared | null>(null);
const [shareRefusal, setShareRefusal] = createSignal<ShareRefusal | null>(null);

registerUnsaved(() => tables().length > 0 || modelFiles().length > 0 || shared() !== null);
// Until the share in the address has been read and answered, the address is all there is of it.
registerUnsaved(() => new URLSearchParams(location.search).has('shared'));

/** Files that may be tables of comments, the oldest first. */
export const waitingTables = tables;

/** The share that waits for an answer, or null; and why the last one was refused, or null. */
export { shared, shareRefusal };

/** Routes of the pages that handle incoming files and text. */
export type IncomingRoute = '/data' | '/models' | '/';

/** Queues files. Returns the route of the page that handles them; null if there are none. */
export function receiveFiles(files: readonly File[]): IncomingRoute | null {
  if (files.length === 0) return null;
  const comments = files.filter((file) => !isModelFile(file));
  setTables((waiting) => [...waiting, ...comments]);
  setModelFiles((waiting) => [...waiting, ...files.filter(isModelFile)]);
  if (comments.length === 0) return '/models';
  const models = files.length - comments.length;
  if (models > 0) showToast(() => t().common.drop.modelsWait(models));
  return '/data';
}

/** Whether a file is a model by its name. */
export function isModelFile({ name }: Pick<File, 'name'>): boolean {
  return /\.moderato$/i.test(name);
}

/** The page that takes a dropped table itself, and how. */
const [taker, setTaker] = createSignal<{ readonly route: 'compare'; readonly take: (table: File) => void } | null>(
  null,
);

/** The page that is open and takes a dropped table itself; null: it goes to the Data page. */
export const tableTaker = () => taker()?.route ?? null;

/** Until the caller is disposed, the first table that is dropped anywhere on its page is passed to `take`. */
export function takeDroppedTables(route: 'compare', take: (table: File) => void): void {
  const mine = { route, take };
  setTaker(mine);
  onCleanup(() => setTaker((now) => (now === mine ? null : now)));
}

/**
 * Queues files that were dropped, but for the table that the open page takes itself. Returns the route to go to; null
 * to stay.
 */
export function receiveDropped(files: readonly File[]): IncomingRoute | null {
  const here = taker();
  const table = files.find((file) => !isModelFile(file));
  if (here === null || table === undefined) return receiveFiles(files);
  const others = files.filter((file) => file !== table);
  const models = others.filter(isModelFile);
  receiveFiles(others);
  if (others.length > models.length) showToast(() => t().common.drop.tablesWait(others.length - models.length));
  else if (models.length > 0) showToast(() => t().common.drop.modelsWait(models.length));
  here.take(table);
  return null;
}

/** Removes the next file of comments from the queue and returns it; null if there is none. */
export function takeTable(): File | null {
  const [next, ...others] = tables();
  if (next === undefined) return null;
  setTables(others);
  return next;
}

/** Removes all model files from the queue and returns them. */
export function takeModelFiles(): readonly File[] {
  const waiting = modelFiles();
  if (waiting.length > 0) setModelFiles([]);
  return waiting;
}

const REFUSALS: ReadonlySet<string> = new Set<ShareRefusal>(['too-large', 'no-room']);

/**
 * Looks up a share and puts it into `shared`, where it waits for an answer.
 * @param id which share, or why there is none, as the service worker put it into the address.
 * @returns whether there is something to ask or to show.
 */
export async function receiveShared(id: string): Promise<boolean> {
  if (REFUSALS.has(id)) {
    setShareRefusal(id as ShareRefusal);
    return true;
  }
  const found = await readShared(id);
  setShared(found);
  return found !== null;
}

/**
 * Uses the share that waits: files as any others, text without files as the comment in Predict. Returns the route to go
 * to.
 */
export async function acceptShared(): Promise<IncomingRoute | null> {
  const waiting = shared();
  if (waiting === null) return null;
  const { id, files, text } = waiting;
  const route = files.length > 0 ? receiveFiles(files) : '/';
  if (files.length === 0) setDraftText(text);
  setShared(null);
  await removeShared(id);
  return route;
}

/** Discards the share that waits, or dismisses the reason why there is none. */
export async function declineShared(): Promise<void> {
  const waiting = shared();
  setShared(null);
  setShareRefusal(null);
  if (waiting !== null) await removeShared(waiting.id);
}
