import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '#shared/api/tasks';
import { isAbort } from '#shared/runtime/steps';
import type { Caller } from '../auth/tokens';
import type { TaskService } from './taskService';

/** A change of a task. `id` lets a client that was cut off go on where it was. */
export interface TaskEvent {
  readonly id: string;
  readonly task: Task;
}

/** Between two looks at the database, where other processes change tasks. */
const POLL_MS = 400;
/** Looks reach back this much further, since a change may become visible after a later one. Repeats are left out. */
const OVERLAP_MS = 2000;
/** How far the clock of this machine may be from that of the database. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Passes changes of tasks on to those who watch. One look at the database serves all watchers with the same view, however many
 * there are; a change in this process is looked at immediately.
 */
export class TaskWatch {
  readonly #tasks: Pick<TaskService, 'changedSince'>;
  readonly #views = new Map<string, View>();

  constructor(tasks: Pick<TaskService, 'changedSince'>) {
    this.#tasks = tasks;
  }

  /** A task changed in this process. */
  nudge(): void {
    for (const view of this.#views.values()) view.wake();
  }

  /** People who watch. */
  get followers(): number {
    let all = 0;
    for (const view of this.#views.values()) all += view.followers.size;
    return all;
  }

  /**
   * Changes of the tasks that `caller` may see, or of the one with `id`, until `signal` fires: the present state first, or
   * with `lastEventId`, what changed after it.
   */
  async *follow(
    caller: Caller,
    id: string | undefined,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<TaskEvent, void, undefined> {
    const key = JSON.stringify([caller.id, caller.role, id ?? null]);
    const since = momentOf(lastEventId);
    const inbox = new Inbox(signal);
    let view = this.#views.get(key);
    if (!view) {
      view = new View((from) => this.#tasks.changedSince(from, caller, id));
      this.#views.set(key, view);
    }
    view.followers.add(inbox);
    try {
      const sent = new Map<string, number>();
      const first = await this.#tasks.changedSince(new Date(since - OVERLAP_MS), caller, id);
      inbox.push(first.map(({ task, changedAt }) => eventOf(task, changedAt)));
      for (;;) {
        const events = await inbox.take();
        if (events === null) return;
        for (const event of events) {
          if ((sent.get(event.task.id) ?? 0) >= event.task.revision) continue;
          sent.set(event.task.id, event.task.revision);
          yield event;
        }
      }
    } finally {
      view.followers.delete(inbox);
      if (view.followers.size === 0) {
        view.stop();
        if (this.#views.get(key) === view) this.#views.delete(key);
      }
    }
  }

  stop(): void {
    for (const view of this.#views.values()) {
      for (const inbox of view.followers) inbox.close();
      view.stop();
    }
  }
}

/** What has arrived for one watcher and was not read yet; of each task only the latest. */
class Inbox {
  readonly #waiting = new Map<string, TaskEvent>();
  #closed = false;
  #wake: (() => void) | null = null;

  constructor(signal: AbortSignal) {
    if (signal.aborted) this.close();
    signal.addEventListener('abort', () => this.close(), { once: true });
  }

  push(events: readonly TaskEvent[]): void {
    for (const event of events) this.#waiting.set(event.task.id, event);
    if (events.length > 0) this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** What came since the last time, as soon as there is something; null at the end. */
  async take(): Promise<TaskEvent[] | null> {
    while (this.#waiting.size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#closed) return null;
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    return events;
  }
}

/** The looks at the database for watchers who may see the same. */
class View {
  readonly followers = new Set<Inbox>();
  readonly #look: (since: Date) => Promise<{ task: Task; changedAt: Date }[]>;
  readonly #end = new AbortController();
  #nap = new AbortController();

  constructor(look: (since: Date) => Promise<{ task: Task; changedAt: Date }[]>) {
    this.#look = look;
    void this.#run();
  }

  wake(): void {
    this.#nap.abort();
  }

  stop(): void {
    this.#end.abort();
    this.#nap.abort();
  }

  async #run(): Promise<void> {
    let latest = Date.now() - CLOCKS_DIFFER_MS;
    const seen = new Map<string, number>();
    while (!this.#end.signal.aborted) {
      this.#nap = new AbortController();
      try {
        const found = await this.#look(new Date(latest - OVERLAP_MS));
        const news = found.filter(({ task }) => (seen.get(task.id) ?? 0) < task.revision);
        for (const { task, changedAt } of news) {
          seen.set(task.id, task.revision);
          latest = Math.max(latest, changedAt.getTime());
        }
        const events = news.map(({ task, changedAt }) => eventOf(task, changedAt));
        for (const inbox of this.followers) inbox.push(events);
      } catch {
        // The database is away for a moment: watchers wait, and are told what changed when it is back.
      }
      try {
        await sleep(POLL_MS, undefined, { signal: this.#nap.signal, ref: false });
      } catch (error) {
        if (!isAbort(error)) throw error;
      }
    }
  }
}

function eventOf(task: Task, changedAt: Date): TaskEvent {
  return { id: `${changedAt.getTime()}`, task };
}

/** The moment in an event's id; without one, or with one that is none, the beginning of time. */
function momentOf(lastEventId: string | undefined): number {
  const moment = Number(lastEventId ?? 0);
  return Number.isFinite(moment) && moment > OVERLAP_MS ? moment : OVERLAP_MS;
}
