import { createHash } from 'node:crypto';
import type PgBoss from 'pg-boss';
import type { QueuedTask } from './taskService';

const QUEUE = 'tasks';
/** Seconds between two looks into the queue; a task that is put in by this process is begun at once. */
const POLLING_SECONDS = 0.5;
/** pg-boss takes an entry away from a worker after this long. Lost workers are noticed much sooner, by their signs of life. */
const EXPIRE_HOURS = 23;

/** The order of work, in the database: pg-boss hands each entry to one worker of one process. */
export class TaskQueue {
  readonly #boss: PgBoss;
  readonly #workers: string[] = [];

  constructor(boss: PgBoss, onError: (error: Error) => void) {
    this.#boss = boss;
    boss.on('error', onError);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard' });
  }

  /** Puts a task in. Its entry is named after the task and the number of its delivery, so that putting it twice makes one. */
  async put({ id, deliveries, priority, delay }: QueuedTask): Promise<void> {
    const options = {
      id: entryId(id, deliveries),
      priority,
      // For a database that was away while the task was to be begun; what fails in the task itself ends it.
      retryLimit: 8,
      retryDelay: 1,
      retryBackoff: true,
      expireInHours: EXPIRE_HOURS,
      ...(delay > 0 && { startAfter: delay }),
    };
    await this.#boss.send(QUEUE, { id }, options);
    for (const worker of this.#workers) this.#boss.notifyWorker(worker);
  }

  /** Begins to work, `slots` tasks at a time. */
  async work(slots: number, run: (taskId: string) => Promise<void>): Promise<void> {
    const options = { batchSize: 1, pollingIntervalSeconds: POLLING_SECONDS };
    for (let slot = 0; slot < slots; slot++) {
      const worker = await this.#boss.work<{ id: string }>(QUEUE, options, async ([entry]) => run(entry.data.id));
      this.#workers.push(worker);
    }
  }

  /** Takes no more work; entries under way are left to whoever runs them. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false, wait: false, close: true });
  }
}

/** A UUID that follows from the task and the number (RFC 9562, version 8). */
function entryId(taskId: string, deliveries: number): string {
  const hex = createHash('sha256').update(`${taskId} ${deliveries}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
