import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Tables } from './database';
import { settings } from './schema';

/** How long what was read is believed: another process's change takes effect within it. */
const CACHE_MS = 1000;

/** A setting that an admin changes while servers run, in the table of settings. */
export class KeptSetting<Schema extends v.GenericSchema> {
  readonly #tables: Tables;
  readonly #name: string;
  readonly #schema: Schema;
  readonly #standard: v.InferOutput<Schema>;
  #cache: { readonly value: v.InferOutput<Schema>; readonly at: number } | null = null;
  #writes = 0;

  /** @param standard what holds before anything was set. */
  constructor(tables: Tables, name: string, schema: Schema, standard: v.InferOutput<Schema>) {
    this.#tables = tables;
    this.#name = name;
    this.#schema = schema;
    this.#standard = standard;
  }

  /** What was set, as it is now. */
  async read(): Promise<v.InferOutput<Schema>> {
    const before = this.#writes;
    const [row] = await this.#tables.select().from(settings).where(eq(settings.name, this.#name));
    const value = row ? v.parse(this.#schema, row.value) : this.#standard;
    if (before === this.#writes) this.#cache = { value, at: performance.now() };
    return value;
  }

  /** What was set, as it was at most a second ago; the very same object while it was not read anew. */
  async recent(): Promise<v.InferOutput<Schema>> {
    return this.#cache && performance.now() - this.#cache.at < CACHE_MS ? this.#cache.value : this.read();
  }

  async write(value: v.InferOutput<Schema>): Promise<void> {
    const changedAt = new Date();
    this.#writes++;
    await this.#tables
      .insert(settings)
      .values({ name: this.#name, value, changedAt })
      .onConflictDoUpdate({ target: settings.name, set: { value, changedAt } });
    this.#writes++;
    this.#cache = null;
  }
}
