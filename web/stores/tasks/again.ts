import { isLive, type TaskKind } from '../../storage/taskRecords';
import { setFileWanted } from './fileWanted';
import { clearEnded } from './history';
import { TASK_KIND_ROWS } from './kinds';
import { forgetRepeats, repeatOf } from './runTask';
import type { Task } from './taskList';

/*
 * Running a task again. While its tab is open that is the same work once more; after a reload its kind starts it from
 * what the record kept.
 */

/** What a page gives so that a task can be run again. */
export interface AgainTools {
  /** Saves a file that the browser is to download. */
  readonly save: (blob: Blob, name: string) => void;
}

/** Prepares a run, asking what has to be asked. The function that is returned starts it, and settles with its end. */
type Prepare = (again: unknown, tools: AgainTools) => Promise<() => Promise<unknown>>;

/** Null: the kind cannot be run again without a file that is gone. */
const PREPARE: Readonly<Record<TaskKind, Prepare | null>> = {
  import: null,
  'score-file': null,
  async explore(again) {
    const { prepareExplore } = await import('../explore');
    return prepareExplore(again);
  },
  async train(again) {
    const { prepareTraining } = await import('../training');
    return prepareTraining(again);
  },
  async search(again) {
    const { prepareSearch } = await import('../search/search');
    return prepareSearch(again);
  },
  // It is sent anew from its page, where what leaves the device is agreed to.
  remote: null,
  'remote-search': null,
  async export(again, { save }) {
    const { prepareExport } = await import('../rowActions');
    return prepareExport(again, save);
  },
};

/**
 * How a task can be run again: `run` at once, `choose` once its file has been chosen again, or not at all (null).
 */
export function againWay({ id, kind, state, again }: Task): 'run' | 'choose' | null {
  if (isLive(state)) return null;
  // An import that is done would only be there twice, and a report that is done is there.
  if (state === 'done' && (kind === 'import' || kind === 'explore')) return null;
  if (repeatFor({ id, kind }) !== null) return 'run';
  if (kind === 'import' || kind === 'score-file') return state === 'done' ? null : 'choose';
  return again === null || PREPARE[kind] === null ? null : 'run';
}

/**
 * Runs a task again; one that did not succeed leaves the list, since the new one takes its place. Call it in a click
 * handler: an export asks where to save.
 * @returns the page to go to: where the file is to be chosen, or null.
 * @throws CodedError what keeps it from starting; what happens then is on the record of the new task. An AbortError if
 *   the person closes the dialog.
 */
export async function runAgain(task: Task, tools: AgainTools): Promise<string | null> {
  if (starting.has(task.id)) return null; // pressed twice
  starting.add(task.id);
  try {
    return await startAgain(task, tools);
  } finally {
    starting.delete(task.id);
  }
}

/** Tasks that are about to be run again. */
const starting = new Set<string>();

async function startAgain(task: Task, tools: AgainTools): Promise<string | null> {
  const { id, kind, state, title } = task;
  const repeat = repeatFor(task);
  if (repeat === null && (kind === 'import' || kind === 'score-file')) {
    setFileWanted({ kind, name: fileNameOf(task) ?? title });
    return TASK_KIND_ROWS[kind].room === 'data' ? '/data' : '/';
  }
  const start = repeat ?? (await PREPARE[kind]?.(task.again, tools));
  if (start === undefined) return null;
  if (state !== 'done') {
    await clearEnded([id]);
    forgetRepeats([id]);
  }
  void start().catch(() => undefined); // a failure is on the record of the new task
  return null;
}

/** The same work once more; a search looks first which of its trials there are already. */
function repeatFor({ id, kind }: Pick<Task, 'id' | 'kind'>): ReturnType<typeof repeatOf> {
  return kind === 'search' ? null : repeatOf(id);
}

function fileNameOf({ again }: Task): string | null {
  const name = typeof again === 'object' && again !== null && 'fileName' in again ? again.fileName : null;
  return typeof name === 'string' ? name : null;
}
