import { createSignal } from 'solid-js';

/** A task that needs its file once more: after a reload a browser gives a page no file that it had before. */
export interface FileWanted {
  readonly kind: 'import' | 'score-file';
  readonly name: string;
}

const [fileWanted, setFileWanted] = createSignal<FileWanted | null>(null);

/** The file that a person is asked to choose again, or null. */
export { fileWanted, setFileWanted };
