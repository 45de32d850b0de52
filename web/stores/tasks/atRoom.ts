import { createSignal } from 'solid-js';
import { isLive, type TaskRecord } from '../../storage/taskRecords';
import { TASK_KIND_ROWS, type TaskRoom } from './kinds';
import { type Task, tasks } from './taskList';

/** What the rail shows beside a page: that a task works there, or how one ended that nobody has looked at. */
export type RoomMark =
  | { readonly is: 'working'; readonly fraction: number | null }
  | { readonly is: 'done' | 'failed' };

const openedAt = Date.now();
/** When each page was last on screen, milliseconds since 1970. */
const [seen, setSeen] = createSignal<Readonly<Partial<Record<TaskRoom, number>>>>({});

export const roomOf = ({ kind }: Pick<TaskRecord, 'kind'>): TaskRoom => TASK_KIND_ROWS[kind].room;

/** Notes that a page is on screen, or, with 'tasks', the list of all. */
export function markSeen(room: TaskRoom | 'tasks', now = Date.now()): void {
  const rooms: readonly TaskRoom[] = room === 'tasks' ? ['predict', 'data', 'explore', 'train'] : [room];
  setSeen((before) => ({ ...before, ...Object.fromEntries(rooms.map((each) => [each, now])) }));
}

/** Tasks that run or wait, those that run first, then those of this tab. */
export function liveTasks(): Task[] {
  const rank = ({ state, own }: Task) => (state === 'running' ? 0 : 2) + (own ? 0 : 1);
  return tasks()
    .filter(({ state }) => isLive(state))
    .sort((a, b) => rank(a) - rank(b));
}

/** The mark of a page, or null. */
export function markOf(room: TaskRoom): RoomMark | null {
  const here = tasks().filter((task) => roomOf(task) === room);
  const live = here.find(({ state }) => state === 'running') ?? here.find(({ state }) => state === 'waiting');
  if (live !== undefined) return { is: 'working', fraction: live.fraction };
  const since = seen()[room] ?? openedAt;
  const ended = here.find(
    ({ state, finishedAt }) => (state === 'done' || state === 'failed') && finishedAt !== null && finishedAt > since,
  );
  return ended === undefined ? null : { is: ended.state === 'done' ? 'done' : 'failed' };
}
