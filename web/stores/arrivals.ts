import { createSignal } from 'solid-js';
import { takeShared } from '../pwa/shared';
import { setDraftText } from './draft';

/*
 * Files on their way in, through whichever door: dropped, picked, pasted, opened with the installed app, shared to it.
 * They wait here until the room they are for takes them.
 */

const [tables, setTables] = createSignal<readonly File[]>([]);
const [modelFiles, setModelFiles] = createSignal<readonly File[]>([]);

/** Files that may be tables of comments, the first to come first. */
export const waitingTables = tables;

/** Where files are looked after. */
export type Room = '/data' | '/models' | '/';

/** Takes files in. Answers with the room that will look after them; null if there are none. */
export function receiveFiles(files: readonly File[]): Room | null {
  if (files.length === 0) return null;
  const isModel = ({ name }: File) => /\.moderato$/i.test(name);
  const comments = files.filter((file) => !isModel(file));
  setTables((waiting) => [...waiting, ...comments]);
  setModelFiles((waiting) => [...waiting, ...files.filter(isModel)]);
  return comments.length > 0 ? '/data' : '/models';
}

/** The next file of comments, which then waits no more; null if none does. */
export function takeTable(): File | null {
  const [next, ...others] = tables();
  if (next === undefined) return null;
  setTables(others);
  return next;
}

/** The model files that wait, and then wait no more. */
export function takeModelFiles(): readonly File[] {
  const waiting = modelFiles();
  if (waiting.length > 0) setModelFiles([]);
  return waiting;
}

/**
 * Takes in what another app shared: files as any others, text alone into Predict.
 * @param id which share, as the service worker named it.
 */
export async function receiveShared(id: string): Promise<Room | null> {
  const { files, text } = await takeShared(id);
  if (files.length > 0) return receiveFiles(files);
  if (text === '') return null;
  setDraftText(text);
  return '/';
}
