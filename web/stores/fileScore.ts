import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { previewOf, type ScoredFile, scoreFile } from './scoring';
import { fileArrived } from './tasks/fileWanted';
import { runTask } from './tasks/runTask';
import { type Task, tasks } from './tasks/taskList';

type FilePreview = Awaited<ReturnType<typeof previewOf>>;
export type FileScored = ScoredFile & { readonly csv: Blob };

/** A file that is to be scored, is being scored or has been. It outlives a visit to another page, not a reload. */
export interface FileScore {
  readonly file: File;
  readonly preview: FilePreview | null;
  /** Index of the comments among the columns; null: none was guessed or chosen. */
  readonly column: number | null;
  /** A model's id or another choice of the page; null: as the page has it. */
  readonly picked: string | null;
  readonly safe: boolean;
  readonly taskId: string | null;
  readonly done: FileScored | null;
  readonly error: CodedError | null;
  /** It was stopped, and nothing else was done since. */
  readonly stopped: boolean;
}

/** What is kept of it to score the file again: browsers do not let a page keep the file over a reload. */
export interface FileScoreAgain {
  readonly fileName: string;
}

/** What came of the files that were scored on this visit, by task. */
const finished = new Map<string, FileScore>();

const [fileScore, setFileScore] = createSignal<FileScore | null>(null);

/** The file of this visit that was opened to be scored, or null. */
export { fileScore };

/** The task that scores it, while it is under way. */
export function fileScoreTask(): Task | null {
  const now = fileScore();
  if (now === null || now.taskId === null || now.done !== null || now.error !== null || now.stopped) return null;
  return tasks().find(({ id }) => id === now.taskId) ?? null;
}

/** Opens a file to be scored; one that is being scored goes on, and is then found in the list of tasks alone. */
export async function openFileScore(file: File): Promise<void> {
  fileArrived('score-file');
  setFileScore({
    file,
    preview: null,
    column: null,
    picked: null,
    safe: false,
    taskId: null,
    done: null,
    error: null,
    stopped: false,
  });
  try {
    const preview = await previewOf(file);
    change(file, { preview, column: preview.textColumn });
  } catch (error) {
    change(file, { error: toCodedError(error) });
  }
}

export function closeFileScore(): void {
  setFileScore(null);
}

/** Changes what the person chose. */
export function chooseFileScore(chosen: Partial<Pick<FileScore, 'column' | 'picked' | 'safe'>>): void {
  setFileScore((now) => now && { ...now, ...chosen });
}

/** Scores the file that is open. @param modelId null: every row with the recommended model of its language. */
export async function startFileScore(modelId: string | null): Promise<void> {
  const now = fileScore();
  if (now === null || now.column === null) return;
  const { file, column, safe } = now;
  const again: FileScoreAgain = { fileName: file.name };
  const result = ({ rows }: FileScored) => ({ kind: 'file' as const, rows });
  let taskId = '';
  const onStart = (id: string) => {
    taskId = id;
    change(file, { taskId, done: null, error: null, stopped: false });
  };
  try {
    await runTask({ kind: 'score-file', title: file.name, again, result, onStart }, async (report, signal) => {
      const done = await scoreFile(
        modelId,
        file,
        { textColumn: column, safeFormulas: safe },
        ({ rows, bytesRead, totalBytes }) =>
          report({
            fraction: totalBytes === null || totalBytes === 0 ? null : Math.min(1, bytesRead / totalBytes),
            counts: { rows, bytesRead },
          }),
        signal,
      );
      finished.set(taskId, { ...now, taskId, done, error: null, stopped: false });
      // Unless another file has been opened meanwhile.
      setFileScore((open) => (open === null || open.file === file ? (finished.get(taskId) ?? null) : open));
      return done;
    });
  } catch (error) {
    change(file, isAbort(error) ? { stopped: true } : { error: toCodedError(error) });
  }
}

/** Whether what came of a task is still here: a scored file is kept as long as the page. */
export function hasFileScore(taskId: string): boolean {
  return finished.has(taskId);
}

/** Shows what came of a task, in place of the file that is open. */
export function showFileScore(taskId: string): void {
  const done = finished.get(taskId);
  if (done !== undefined) setFileScore(done);
}

function change(file: File, next: Partial<FileScore>): void {
  setFileScore((now) => (now?.file === file ? { ...now, ...next } : now));
}
