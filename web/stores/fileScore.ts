import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { cut } from '#shared/messages/isolated';
import { isAbort } from '#shared/runtime/steps';
import { AS_WRITTEN } from '#shared/scoredCsv/asWritten';
import { type DatasetInfo, importFile, NAME_LIMIT } from './datasets';
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
  /** Id of the model that scores it or has scored it; null: that of each row's language, or none yet. */
  readonly scoredBy: string | null;
  readonly taskId: string | null;
  readonly done: FileScored | null;
  readonly error: CodedError | null;
  /** It was stopped, and nothing else was done since. */
  readonly stopped: boolean;
  readonly keeping: Keeping;
}

/** How far a scored file is on its way to a dataset. */
export type Keeping =
  | { readonly state: 'no' | 'busy' | 'stopped' }
  | { readonly state: 'kept'; readonly dataset: DatasetInfo }
  | { readonly state: 'failed'; readonly error: CodedError };

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
  return now !== null && isUnderWay(now) ? (tasks().find(({ id }) => id === now.taskId) ?? null) : null;
}

function isUnderWay({ taskId, done, error, stopped }: FileScore): boolean {
  return taskId !== null && done === null && error === null && !stopped;
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
    scoredBy: null,
    taskId: null,
    done: null,
    error: null,
    stopped: false,
    keeping: { state: 'no' },
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
  if (now === null || now.column === null || isUnderWay(now)) return;
  const { file, column, safe } = now;
  const again: FileScoreAgain = { fileName: file.name };
  const result = ({ rows }: FileScored) => ({ kind: 'file' as const, rows });
  let taskId = '';
  const onStart = (id: string) => {
    taskId = id;
    change(file, { taskId, scoredBy: modelId, done: null, error: null, stopped: false, keeping: { state: 'no' } });
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
      finished.set(taskId, {
        ...now,
        taskId,
        scoredBy: modelId,
        done,
        error: null,
        stopped: false,
        keeping: { state: 'no' },
      });
      // Unless another file has been opened meanwhile.
      setFileScore((open) => (open === null || open.file === file ? (finished.get(taskId) ?? null) : open));
      return done;
    });
  } catch (error) {
    // Of this very attempt: a stop may be answered after the file has been started again.
    const ended = isAbort(error) ? { stopped: true } : { error: toCodedError(error) };
    setFileScore((open) => (open?.taskId === taskId ? { ...open, ...ended } : open));
  }
}

/**
 * Imports the scored file that is open, in the background: every row and column of it, and the scores. Its own labels
 * stay the labels, and rows that have none are kept.
 * @param name what to call the dataset.
 */
export async function keepFileScore(name: string): Promise<void> {
  const now = fileScore();
  if (now === null || now.done === null || now.preview === null || now.column === null || now.taskId === null) return;
  const { taskId, preview, done, column } = now;
  // Its own, even if another file is opened meanwhile.
  const keep = (keeping: Keeping) => {
    const known = finished.get(taskId);
    if (known !== undefined) finished.set(taskId, { ...known, keeping });
    setFileScore((open) => (open?.taskId === taskId ? { ...open, keeping } : open));
  };
  keep({ state: 'busy' });
  // What scoring adds follows the columns of the file: score, then probability, which not every model has.
  const score = preview.header.length;
  const hasProbability = done.highest.some(({ probability }) => probability !== null);
  const labelColumn = preview.labelColumn === column ? null : preview.labelColumn;
  try {
    const dataset = await importFile(new File([done.csv], `${cut(name, NAME_LIMIT)}.csv`, { type: 'text/csv' }), {
      ...AS_WRITTEN,
      textColumn: column,
      labelColumns: labelColumn === null ? [] : [labelColumn],
      keepUnlabelled: true,
      datasetName: cut(name, NAME_LIMIT),
      scoreColumn: hasProbability ? score + 1 : score,
    });
    keep({ state: 'kept', dataset });
  } catch (error) {
    keep(isAbort(error) ? { state: 'stopped' } : { state: 'failed', error: toCodedError(error) });
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
