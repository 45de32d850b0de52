import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '#shared/api/tasks';
import { isAbort } from '#shared/runtime/steps';
import type { Caller } from '../auth/tokens';
import { maySee, type TaskChange, type TaskService } from './taskService';

/** A change of a task. `id` lets a client that was cut off go on where it was. */
export interface TaskEvent {
  readonly id: string;
  readonly task: Task;
}

/** Between two looks at the database, where other processes change tasks. */
const POLL_MS = 400;
/** Looks reach back this much further, since a change may become visible after a later one. Repeats are left out. */
const OVERLAP_MS = 2000;

/**
 * Passes changes of tasks on to those who watch. One look at the database serves all watchers, however many there are;
 * a change in this process is looked at immediately. Nobody watches: nobody looks.
 */
export class TaskWatch {
  readonly #tasks: Pick<TaskService, 'changedSince' | 'now'>;
  readonly #onError: (error: unknown) => void;
  readonly #followers = new Set<Inbox>();
  #view: View | null = null;

  /** @param onError called with what a look at the database failed by; it is looked at again. */
  constructor(tasks: Pick<TaskService, 'changedSince' | 'now'>, onError: (error: unknown) => void) {
    this.#tasks = tasks;
    this.#onError = onError;
  }

  /** A task changed in this process. */
  nudge(): void {
    this.#view?.wake();
  }

  /** People who watch. */
  get followers(): number {
    return this.#followers.size;
  }

  /**
   * Changes of the tasks that `caller` may see, or of the one with `id`, until `signal` fires; the present state first,
   * or with `lastEventId`, what changed after it.
   * @param admit called before what has changed is passed on; throws once the caller may no longer see it.
   */
  async *follow(
    caller: Caller,
    id: string | undefined,
    lastEventId: string | undefined,
    signal: AbortSignal,
    admit: () => Promise<void> = async () => {},
  ): AsyncGenerator<TaskEvent, void, undefined> {
    const since = momentOf(lastEventId);
    const inbox = new Inbox(({ task, owner }) => maySee(caller, owner) && (id === undefined || task.id === id));
    const close = () => inbox.close();
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    this.#followers.add(inbox);
    this.#view ??= new View(this.#tasks, this.#followers, this.#onError);
    try {
      const sent = new Map<string, number>();
      inbox.push(await this.#tasks.changedSince(new Date(since - OVERLAP_MS), caller, id));
      for (;;) {
        const changes = await inbox.take();
        if (changes === null) return;
        await admit();
        for (const { task, changedAt } of changes) {
          if ((sent.get(task.id) ?? 0) >= task.revision) continue;
          sent.set(task.id, task.revision);
          yield { id: `${changedAt.getTime()}`, task };
        }
      }
    } finally {
      signal.removeEventListener('abort', close);
      this.#followers.delete(inbox);
      if (this.#followers.size === 0) {
        this.#view?.stop();
        this.#view = null;
      }
    }
  }

  stop(): void {
    for (const inbox of this.#followers) inbox.close();
    this.#view?.stop();
    this.#view = null;
  }
}

/** What has arrived for one watcher and was not read yet; of each task only the latest. */
class Inbox {
  readonly #wanted: (change: TaskChange) => boolean;
  readonly #waiting = new Map<string, TaskChange>();
  #closed = false;
  #wake: (() => void) | null = null;

  constructor(wanted: (change: TaskChange) => boolean) {
    this.#wanted = wanted;
  }

  push(changes: readonly TaskChange[]): void {
    for (const change of changes) {
      if (!this.#wanted(change)) continue;
      // Two looks may end in another order than they began.
      const before = this.#waiting.get(change.task.id);
      if (before === undefined || before.task.revision < change.task.revision) {
        this.#waiting.set(change.task.id, change);
      }
    }
    if (this.#waiting.size > 0) this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** What came since the last time, as soon as there is something; null at the end. */
  async take(): Promise<TaskChange[] | null> {
    while (this.#waiting.size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#closed) return null;
    const changes = [...this.#waiting.values()];
    this.#waiting.clear();
    return changes;
  }
}

/** The looks at the database. */
class View {
  readonly #tasks: Pick<TaskService, 'changedSince' | 'now'>;
  readonly #followers: ReadonlySet<Inbox>;
  readonly #onError: (error: unknown) => void;
  readonly #end = new AbortController();
  #nap = new AbortController();

  constructor(
    tasks: Pick<TaskService, 'changedSince' | 'now'>,
    followers: ReadonlySet<Inbox>,
    onError: (error: unknown) => void,
  ) {
    this.#tasks = tasks;
    this.#followers = followers;
    this.#onError = onError;
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
    let latest = Number.POSITIVE_INFINITY;
    let seen = new Map<string, number>();
    while (!this.#end.signal.aborted) {
      this.#nap = new AbortController();
      try {
        // By the clock of the database, which may be minutes from this machine's, and may be set back.
        const now = (await this.#tasks.now()).getTime();
        const found = await this.#tasks.changedSince(new Date(Math.min(latest, now) - OVERLAP_MS), null, undefined);
        latest = now;
        const news = found.filter(({ task }) => (seen.get(task.id) ?? 0) < task.revision);
        seen = new Map(found.map(({ task }) => [task.id, task.revision])); // what is older is not found again
        if (news.length > 0) for (const inbox of this.#followers) inbox.push(news);
      } catch (error) {
        // The database is away, say: watchers wait, and get what changed when it is back.
        this.#onError(error);
      }
      try {
        await sleep(POLL_MS, undefined, { signal: this.#nap.signal, ref: false });
      } catch (error) {
        if (!isAbort(error)) throw error;
      }
    }
  }
}

/** The moment in an event's id; without one, or with one that is none, the beginning of time. */
function momentOf(lastEventId: string | undefined): number {
  const moment = Number(lastEventId ?? 0);
  // Date holds 8.64e15 ms at most.
  return Number.isFinite(moment) && moment > OVERLAP_MS && moment < 8e15 ? moment : OVERLAP_MS;
}
