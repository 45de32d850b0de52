import { and, eq, isNull, sql } from 'drizzle-orm';
import type { FoldClaim, WrittenOutcome } from '../jobs/foldMessages';
import type { Tables } from '../store/database';
import { searchFolds } from '../store/schema';
import { LOST_AFTER_MS } from './taskRows';

const now = sql`clock_timestamp()`;

/** Who measures which part of a search, and what came of it: what workers of one search share. */
export class SearchFolds {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Gives a part to `worker` unless it is done, or another worker is at it and gave a sign of life a moment ago. */
  async claim(taskId: string, part: number, worker: string): Promise<FoldClaim> {
    const lost = sql`${searchFolds.seenAt} < clock_timestamp() - make_interval(secs => ${LOST_AFTER_MS / 1000})`;
    const [mine] = await this.#tables
      .insert(searchFolds)
      .values({ taskId, part, worker, seenAt: now })
      .onConflictDoUpdate({
        target: [searchFolds.taskId, searchFolds.part],
        set: { worker, seenAt: now },
        setWhere: and(isNull(searchFolds.outcomes), lost),
      })
      .returning({ part: searchFolds.part });
    if (mine) return { state: 'yours' };
    const [there] = await this.#tables
      .select({ outcomes: searchFolds.outcomes })
      .from(searchFolds)
      .where(and(eq(searchFolds.taskId, taskId), eq(searchFolds.part, part)));
    const outcomes = there?.outcomes ?? null;
    return outcomes === null ? { state: 'taken' } : { state: 'done', outcomes };
  }

  /** Keeps what a part came to; what was first stays, and is the same. */
  async settle(taskId: string, part: number, outcomes: readonly WrittenOutcome[]): Promise<void> {
    await this.#tables
      .update(searchFolds)
      .set({ outcomes: [...outcomes] })
      .where(and(eq(searchFolds.taskId, taskId), eq(searchFolds.part, part), isNull(searchFolds.outcomes)));
  }

  /** A sign of life for what `worker` is at. */
  async alive(taskId: string, worker: string): Promise<void> {
    await this.#tables.update(searchFolds).set({ seenAt: now }).where(this.#heldBy(taskId, worker));
  }

  /** Leaves what `worker` is at to others. */
  async release(taskId: string, worker: string): Promise<void> {
    await this.#tables.delete(searchFolds).where(this.#heldBy(taskId, worker));
  }

  /** Forgets a search that has ended. */
  async forget(taskId: string): Promise<void> {
    await this.#tables.delete(searchFolds).where(eq(searchFolds.taskId, taskId));
  }

  #heldBy(taskId: string, worker: string) {
    return and(eq(searchFolds.taskId, taskId), eq(searchFolds.worker, worker), isNull(searchFolds.outcomes));
  }
}
