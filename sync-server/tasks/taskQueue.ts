import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type PgBoss from 'pg-boss';
import { QUEUE_SCHEMA, rowsOf, type Tables } from '../store/database';
import type { QueuedTask } from './taskRows';

const QUEUE = 'tasks';
/** Seconds between two looks into the queue; a task that is put in by this process is begun at once. */
const POLLING_SECONDS = 0.5;
/**
 * pg-boss takes an entry away from a worker after this long. Lost workers are noticed much sooner, by their signs of
 * life.
 */
const EXPIRE_HOURS = 23;

/** Below every task: -1 for each unfinished one of the same person. */
const HELP_PRIORITY = -1_000_000;

/** What an entry of the queue says: run this task, or help whoever runs it. */
export interface Entry {
  readonly id: string;
  readonly help?: boolean;
}

/** The order of work, in the database: pg-boss hands each entry to one worker of one process. */
export class TaskQueue {
  readonly #boss: PgBoss;
  readonly #tables: Tables;
  readonly #workers: string[] = [];

  constructor(boss: PgBoss, tables: Tables, onError: (error: Error) => void) {
    this.#boss = boss;
    this.#tables = tables;
    boss.on('error', onError);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard' });
  }

  /**
   * Puts a task in. Its entry is named after the task and the number of its delivery, so that putting it twice makes
   * one.
   * @returns false if there is, or was, such an entry.
   */
  async put({ id, deliveries, priority, delay }: QueuedTask): Promise<boolean> {
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
    const put = await this.#boss.send(QUEUE, { id }, options);
    for (const worker of this.#workers) this.#boss.notifyWorker(worker);
    return put !== null;
  }

  /** Asks for `count` workers that help with a task, once they have nothing else to do. */
  async putHelp(taskId: string, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const data: Entry = { id: taskId, help: true };
      await this.#boss.send(QUEUE, data, { priority: HELP_PRIORITY, retryLimit: 0, expireInHours: EXPIRE_HOURS });
    }
    for (const worker of this.#workers) this.#boss.notifyWorker(worker);
  }

  /**
   * Those of `tasks` whose entry waits, or was taken by a worker a moment ago. An entry that is used up, although its
   * task was not begun, is of a worker that ended in between.
   * @param freshMs how long a worker may take from its entry to the beginning of the task; 0: no worker is left.
   */
  async live(tasks: readonly Pick<QueuedTask, 'id' | 'deliveries'>[], freshMs: number): Promise<Set<string>> {
    if (tasks.length === 0) return new Set();
    const ofEntry = new Map(tasks.map(({ id, deliveries }) => [entryId(id, deliveries), id]));
    const ids = sql.join(
      [...ofEntry.keys()].map((id) => sql`${id}::uuid`),
      sql`, `,
    );
    const found = await this.#tables.execute(sql`
      select id from ${sql.identifier(QUEUE_SCHEMA)}.job where name = ${QUEUE} and id in (${ids})
      and (state in ('created', 'retry')
        or state = 'active' and started_on > clock_timestamp() - make_interval(secs => ${freshMs / 1000}))`);
    return new Set(rowsOf<{ id: string }>(found).map(({ id }) => ofEntry.get(id) ?? ''));
  }

  /** Begins to work, `slots` tasks at a time. */
  async work(slots: number, run: (entry: Entry) => Promise<void>): Promise<void> {
    const options = { batchSize: 1, pollingIntervalSeconds: POLLING_SECONDS };
    for (let slot = 0; slot < slots; slot++) {
      const worker = await this.#boss.work<Entry>(QUEUE, options, async ([entry]) => run(entry.data));
      this.#workers.push(worker);
    }
  }

  /** Looks for no more work. */
  async rest(): Promise<void> {
    for (const id of this.#workers) await this.#boss.offWork({ id });
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
