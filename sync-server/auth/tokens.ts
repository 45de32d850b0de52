import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import type { Role } from '#shared/api/roles';
import type { Identity, Token } from '#shared/api/tokens';
import { CodedError } from '#shared/base/errors';
import type { Tables } from '../store/database';
import { tokens } from '../store/schema';

/** Who is asking. `id` is null for a guest. */
export interface Caller {
  readonly id: string | null;
  readonly role: Role | null;
}

/** Begins every secret, so that scanners of leaked secrets, and people, can tell what it is. */
export const TOKEN_PREFIX = 'moderato_';
const SECRET_BYTES = 32;
/**
 * How long a token that was found is believed without asking the database: revoking takes effect within it elsewhere.
 */
const CACHE_MS = 1000;
const LAST_USE_MS = 60_000;
const CACHED = 1000;

/** An arbitrary number, Moderato's own. */
const FIRST_ADMIN_LOCK = 1_297_040_468;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Row = typeof tokens.$inferSelect;

/** Tokens: kept as the SHA-256 of their secrets, which are random, so that nothing slower is needed. */
export class TokenService {
  readonly #tables: Tables;
  readonly #cache = new Map<string, { row: Row | null; at: number }>();
  /** When tokens were last confirmed, by id. */
  readonly #confirmed = new Map<string, number>();
  #revocations = 0;
  #clients: { are: boolean; at: number } | null = null;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /**
   * Makes a token.
   * @returns the token and its secret, which is nowhere else.
   */
  async create(
    name: string,
    role: Role,
    days: number | null = null,
    now = new Date(),
  ): Promise<{ token: Token; secret: string }> {
    const secret = TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
    const expiresAt = days === null ? null : new Date(now.getTime() + days * 86_400_000);
    const [row] = await this.#tables
      .insert(tokens)
      .values({ id: randomUUID(), name, role, digest: digestOf(secret), createdAt: now, expiresAt })
      .returning();
    this.#clients = null;
    return { token: tokenOf(row), secret };
  }

  /**
   * Makes a token for an admin if there is none that one could come in with: of servers that start at once, one does.
   * @returns its secret, or null.
   */
  async createFirstAdmin(): Promise<string | null> {
    return this.#tables.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ADMIN_LOCK})`);
      const within = new TokenService(tx);
      return (await within.hasAdmin()) ? null : (await within.create('first start', 'admin')).secret;
    });
  }

  async list(): Promise<Token[]> {
    const rows = await this.#tables.select().from(tokens).orderBy(desc(tokens.createdAt));
    return rows.map(tokenOf);
  }

  /**
   * Ends a token at once; again is no error.
   * @throws CodedError `token-missing`; `token-last-admin` for the last that an admin could come in with.
   */
  async revoke(id: string, now = new Date()): Promise<Token> {
    if (!UUID.test(id)) throw new CodedError('token-missing', { id });
    const revoked = await this.#tables.transaction(async (tx) => {
      const usable = and(isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)));
      const admins = await tx
        .select()
        .from(tokens)
        .where(and(eq(tokens.role, 'admin'), usable))
        .for('update');
      const [row] = await tx.select().from(tokens).where(eq(tokens.id, id));
      if (!row) throw new CodedError('token-missing', { id });
      if (row.revokedAt) return row;
      if (admins.length === 1 && admins[0].id === id) throw new CodedError('token-last-admin', {});
      const [ended] = await tx.update(tokens).set({ revokedAt: now }).where(eq(tokens.id, id)).returning();
      return ended;
    });
    this.#revocations++;
    this.#cache.clear();
    this.#confirmed.clear();
    this.#clients = null;
    return tokenOf(revoked);
  }

  /** Whether there is a token that an admin could come in with. */
  async hasAdmin(now = new Date()): Promise<boolean> {
    const [row] = await this.#tables
      .select({ id: tokens.id })
      .from(tokens)
      .where(
        and(
          eq(tokens.role, 'admin'),
          isNull(tokens.revokedAt),
          or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
        ),
      )
      .limit(1);
    return row !== undefined;
  }

  /**
   * Whether there is a usable token that is not an admin's: somebody has decided who may ask. Believed for a second.
   */
  async hasClients(now = new Date()): Promise<boolean> {
    if (this.#clients && Math.abs(now.getTime() - this.#clients.at) < CACHE_MS) return this.#clients.are;
    const [row] = await this.#tables
      .select({ id: tokens.id })
      .from(tokens)
      .where(
        and(
          ne(tokens.role, 'admin'),
          isNull(tokens.revokedAt),
          or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
        ),
      )
      .limit(1);
    this.#clients = { are: row !== undefined, at: now.getTime() };
    return this.#clients.are;
  }

  /**
   * Who sent `secret`.
   * @throws CodedError `token-unknown`, `token-expired`, `token-revoked`.
   */
  async identify(secret: string, now = new Date()): Promise<Caller> {
    const digest = digestOf(secret);
    const row = await this.#find(digest, now.getTime());
    // Found by its digest; compared again so that the time tells nothing about near misses, whatever the index does.
    if (!row || !timingSafeEqual(Buffer.from(row.digest), Buffer.from(digest))) {
      throw new CodedError('token-unknown', {});
    }
    refuseEnded(row, now);
    return { id: row.id, role: row.role };
  }

  /**
   * Checks that somebody who came in may still, since a stream outlasts the request that began it. A guest may.
   * @throws CodedError `token-unknown`, `token-expired`, `token-revoked`.
   */
  async confirm({ id }: Caller, now = new Date()): Promise<void> {
    if (id === null) return;
    const known = this.#confirmed.get(id);
    if (known !== undefined && Math.abs(now.getTime() - known) < CACHE_MS) return;
    const [row] = await this.#tables.select().from(tokens).where(eq(tokens.id, id));
    if (!row) throw new CodedError('token-unknown', {});
    refuseEnded(row, now);
    if (this.#confirmed.size > CACHED) this.#confirmed.clear();
    this.#confirmed.set(id, now.getTime());
  }

  /** Who `caller` is, for himself. */
  async describe({ id, role }: Caller): Promise<Identity> {
    if (id === null) return { id, name: null, role, expiresAt: null };
    const [row] = await this.#tables.select().from(tokens).where(eq(tokens.id, id));
    if (!row) throw new CodedError('token-unknown', {});
    return { id, name: row.name, role: row.role, expiresAt: row.expiresAt?.toISOString() ?? null };
  }

  async #find(digest: string, now: number): Promise<Row | null> {
    const known = this.#cache.get(digest);
    // A clock that was set back must not keep an entry alive.
    if (known && Math.abs(now - known.at) < CACHE_MS) return known.row;
    const before = this.#revocations;
    const [row = null] = await this.#tables.select().from(tokens).where(eq(tokens.digest, digest));
    if (this.#cache.size > CACHED) this.#cache.clear();
    if (row && before === this.#revocations) this.#cache.set(digest, { row, at: now });
    if (row && now - (row.lastUsedAt?.getTime() ?? 0) > LAST_USE_MS) {
      const lastUsedAt = new Date(now);
      await this.#tables.update(tokens).set({ lastUsedAt }).where(eq(tokens.id, row.id));
      row.lastUsedAt = lastUsedAt;
    }
    return row;
  }
}

/** @throws CodedError `token-revoked`, `token-expired`. */
function refuseEnded({ revokedAt, expiresAt }: Row, now: Date): void {
  if (revokedAt) throw new CodedError('token-revoked', { revoked: revokedAt.toISOString() });
  if (expiresAt && expiresAt <= now) throw new CodedError('token-expired', { expired: expiresAt.toISOString() });
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function tokenOf({ id, name, role, createdAt, expiresAt, lastUsedAt, revokedAt }: Row): Token {
  return {
    id,
    name,
    role,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
