import { createSignal } from 'solid-js';

/** A task that needs its file once more: after a reload a browser gives a page no file that it had before. */
export interface FileWanted {
  readonly kind: 'import' | 'score-file';
  readonly name: string;
}

const [fileWanted, setFileWanted] = createSignal<FileWanted | null>(null);

export { setFileWanted };

/** The name of the file that a person is asked to choose again for this kind of task, or null. */
export function fileWantedFor(kind: FileWanted['kind']): string | null {
  const wanted = fileWanted();
  return wanted?.kind === kind ? wanted.name : null;
}

/** A file has been chosen for this kind of task: none is asked for any more. */
export function fileArrived(kind: FileWanted['kind']): void {
  setFileWanted((wanted) => (wanted?.kind === kind ? null : wanted));
}
