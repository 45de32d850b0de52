import type { TaskKind } from '../../storage/taskRecords';

/** The pages that show what a task does and what it made. */
export type TaskRoom = 'predict' | 'data' | 'explore' | 'train';

export interface TaskKindRow {
  /** The page that shows it. */
  readonly room: TaskRoom;
  /** Tasks of one queue run one after another in a tab; null: at once. */
  readonly queue: string | null;
  /** Closing the tab would lose work, so the tab asks first. */
  readonly asks: boolean;
  /** A shorter task is not listed, milliseconds. */
  readonly listedAfter: number;
}

/** What is the same for all tasks of a kind. */
export const TASK_KIND_ROWS: Readonly<Record<TaskKind, TaskKindRow>> = {
  import: { room: 'data', queue: 'import', asks: true, listedAfter: 0 },
  // Its findings are kept as they come, and it begins by itself whenever its page is opened.
  explore: { room: 'explore', queue: null, asks: false, listedAfter: 700 },
  train: { room: 'train', queue: 'train', asks: true, listedAfter: 0 },
  // The server goes on without the tab, and the outbox with the next one.
  remote: { room: 'train', queue: null, asks: false, listedAfter: 0 },
  'remote-search': { room: 'train', queue: null, asks: false, listedAfter: 0 },
  search: { room: 'train', queue: 'train', asks: true, listedAfter: 0 },
  'score-file': { room: 'predict', queue: null, asks: true, listedAfter: 0 },
  export: { room: 'data', queue: null, asks: true, listedAfter: 0 },
};
