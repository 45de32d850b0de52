import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, asc, eq, gt, inArray, max, sql } from 'drizzle-orm';
import type * as v from 'valibot';
import {
  COMMUNITY_LIMIT,
  EVERY_COMMUNITY,
  FEEDBACK_COLUMNS,
  FEEDBACK_CUT,
  type Feedback,
  type FeedbackSettings,
  setFeedback,
} from '#shared/api/feedback';
import { CodedError } from '#shared/base/errors';
import { csvLines } from '#shared/data/delimited/csvLine';
import type { Tables } from '../store/database';
import { KeptSetting } from '../store/keptSetting';
import { feedback } from '../store/schema';
import { storableText } from '../store/storable';

/** What a client suggests for a comment. */
export interface Suggestion {
  readonly text: string;
  /** As the client names it; empty: it names none. */
  readonly community: string;
  readonly language: string | null;
  readonly scores: readonly { readonly attribute: string; readonly score: number }[];
}

/** `full-community`, `full`: there is no room, and nothing of the suggestion was kept. */
export type Kept = 'kept' | 'off' | 'full-community' | 'full';

export interface FeedbackDeps {
  readonly tables: Tables;
  /** Of PERSPECTIVE_FEEDBACK. */
  readonly configured: readonly string[];
  /** Judgements of one community. */
  readonly maxRows: number;
  /** Bytes of comments of all communities. */
  readonly maxBytes: number;
}

/**
 * How long counts are believed, apart from what this process has added: what other processes add meanwhile may be too
 * much.
 */
const COUNTS_MS = 5000;
/** Rows that are read at a time. */
const PAGE = 500;

interface Counts {
  readonly rows: Map<string, number>;
  bytes: number;
  readonly at: number;
}

/**
 * What clients of the Perspective API's format suggest, kept where that is switched on: the latest for each comment.
 */
export class FeedbackService {
  readonly #deps: FeedbackDeps;
  readonly #communities: KeptSetting<typeof setFeedback.entries.communities>;
  #counts: Counts | null = null;

  constructor(deps: FeedbackDeps) {
    this.#deps = deps;
    this.#communities = new KeptSetting(deps.tables, 'feedback.communities', setFeedback.entries.communities, []);
  }

  async settings(): Promise<FeedbackSettings> {
    const { configured, maxRows, maxBytes } = this.#deps;
    return { configured: [...configured], set: await this.#communities.read(), maxRows, maxBytes };
  }

  /** Sets the communities that an admin switched on; those of the configuration stay on. What is kept stays. */
  async set({ communities }: v.InferOutput<typeof setFeedback>): Promise<FeedbackSettings> {
    await this.#communities.write([...new Set(communities)]);
    return this.settings();
  }

  /**
   * Keeps a suggestion if its community is switched on; one for a comment that was judged before replaces that, and
   * needs no room. Two processes may each fill the room that was left a few seconds ago.
   */
  async keep({ text, community: named, language, scores }: Suggestion): Promise<Kept> {
    const community = storableText(named.slice(0, COMMUNITY_LIMIT));
    if (scores.length === 0 || !(await this.#isOn(community))) return 'off';
    const { tables, maxRows, maxBytes } = this.#deps;
    const comment = storableText(text);
    const bytes = Buffer.byteLength(comment);
    const digest = createHash('sha256').update(comment).digest('hex');
    const counts = await this.#recentCounts();
    const full =
      (counts.rows.get(community) ?? 0) + scores.length > maxRows
        ? 'full-community'
        : counts.bytes + bytes * scores.length > maxBytes
          ? 'full'
          : null;
    if (full !== null) {
      const attributes = scores.map(({ attribute }) => attribute);
      const same = and(eq(feedback.community, community), eq(feedback.digest, digest));
      const known = await tables
        .select({ id: feedback.id })
        .from(feedback)
        .where(and(same, inArray(feedback.attribute, attributes)));
      if (known.length < scores.length) return full;
    }
    const written = await tables
      .insert(feedback)
      .values(scores.map(({ attribute, score }) => ({ community, attribute, digest, comment, bytes, score, language })))
      .onConflictDoUpdate({
        target: [feedback.community, feedback.attribute, feedback.digest],
        set: { score: sql`excluded.score`, language: sql`excluded.language`, createdAt: sql`now()` },
      })
      .returning({ isNew: sql<boolean>`(xmax = 0)` });
    const added = written.filter(({ isNew }) => isNew).length;
    counts.rows.set(community, (counts.rows.get(community) ?? 0) + added);
    counts.bytes += bytes * added;
    return 'kept';
  }

  async list(): Promise<Feedback[]> {
    const { community, attribute } = feedback;
    const rows = await this.#deps.tables
      .select({
        community,
        attribute,
        rows: sql<number>`count(*)::int`,
        positive: sql<number>`(count(*) filter (where ${feedback.score} >= ${FEEDBACK_CUT}))::int`,
        bytes: sql<string>`sum(${feedback.bytes})`,
        changedAt: max(feedback.createdAt),
      })
      .from(feedback)
      .groupBy(community, attribute)
      .orderBy(asc(community), asc(attribute));
    return rows.map((row) => ({
      ...row,
      bytes: Number(row.bytes),
      changedAt: (row.changedAt ?? new Date(0)).toISOString(),
    }));
  }

  /**
   * The dataset of a community and an attribute as CSV, the oldest first. Nothing holds all of it.
   * @throws CodedError `feedback-missing`.
   */
  async pull(community: string, attribute: string): Promise<Readable> {
    const pages = this.#pages(community, attribute);
    const first = await pages.next();
    if (first.done === true) throw new CodedError('feedback-missing', { community, attribute });
    return Readable.from(
      (async function* () {
        yield csvLines([[...FEEDBACK_COLUMNS], ...first.value]);
        for await (const rows of pages) yield csvLines(rows);
      })(),
      { objectMode: false },
    );
  }

  async *#pages(community: string, attribute: string): AsyncGenerator<(string | number)[][], void> {
    const mine = and(eq(feedback.community, community), eq(feedback.attribute, attribute));
    for (let after = 0; ; ) {
      const rows = await this.#deps.tables
        .select()
        .from(feedback)
        .where(and(mine, gt(feedback.id, after)))
        .orderBy(asc(feedback.id))
        .limit(PAGE);
      if (rows.length === 0) return;
      after = rows[rows.length - 1].id;
      yield rows.map(({ comment, score, language, createdAt }) => {
        const label = score >= FEEDBACK_CUT ? 1 : 0;
        return [comment, label, score, attribute, language ?? '', community, createdAt.toISOString()];
      });
    }
  }

  /** Removes the dataset of a community and an attribute. Returns how many judgements those were. */
  async remove(community: string, attribute: string): Promise<number> {
    const mine = and(eq(feedback.community, community), eq(feedback.attribute, attribute));
    const removed = await this.#deps.tables.delete(feedback).where(mine).returning({ id: feedback.id });
    this.#counts = null;
    return removed.length;
  }

  async #isOn(community: string): Promise<boolean> {
    const { configured } = this.#deps;
    const isIn = (on: readonly string[]) => on.includes(EVERY_COMMUNITY) || on.includes(community);
    return isIn(configured) || isIn(await this.#communities.recent());
  }

  async #recentCounts(): Promise<Counts> {
    if (this.#counts && performance.now() - this.#counts.at < COUNTS_MS) return this.#counts;
    const found = await this.#deps.tables
      .select({
        community: feedback.community,
        rows: sql<number>`count(*)::int`,
        bytes: sql<string>`sum(${feedback.bytes})`,
      })
      .from(feedback)
      .groupBy(feedback.community);
    const rows = new Map(found.map((row) => [row.community, row.rows]));
    const bytes = found.reduce((sum, row) => sum + Number(row.bytes), 0);
    this.#counts = { rows, bytes, at: performance.now() };
    return this.#counts;
  }
}
