import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { type AttributeSetting, attributeSettingsSchema } from '#shared/api/perspective';
import { CodedError } from '#shared/base/errors';
import type { ModelService } from '../models/modelService';
import type { Tables } from '../store/database';
import { settings } from '../store/schema';
import { type AttributeTable, attributeTable } from './models';

const NAME = 'perspective.models';
/** How long what was read is believed: another process's change takes effect within it. */
const CACHE_MS = 1000;

export interface PerspectiveSettingsDeps {
  readonly tables: Tables;
  readonly models: Pick<ModelService, 'get'>;
  /** Of PERSPECTIVE_MODELS. */
  readonly configured: readonly AttributeSetting[];
}

/** Which models answer attributes: those of the configuration, and over them those that an admin has set. */
export class PerspectiveSettings {
  readonly #deps: PerspectiveSettingsDeps;
  #cache: { readonly table: AttributeTable; readonly at: number } | null = null;

  constructor(deps: PerspectiveSettingsDeps) {
    this.#deps = deps;
  }

  /** What holds now. */
  async table(): Promise<AttributeTable> {
    if (this.#cache && performance.now() - this.#cache.at < CACHE_MS) return this.#cache.table;
    const table = attributeTable([...this.#deps.configured, ...(await this.list())]);
    this.#cache = { table, at: performance.now() };
    return table;
  }

  /** What an admin has set. */
  async list(): Promise<AttributeSetting[]> {
    const [row] = await this.#deps.tables.select().from(settings).where(eq(settings.name, NAME));
    return row ? v.parse(attributeSettingsSchema, row.value) : [];
  }

  /**
   * Sets all of them in place of those before.
   * @throws CodedError `model-missing`, `default-unknown`, `label-unknown`.
   */
  async set(value: readonly AttributeSetting[]): Promise<AttributeSetting[]> {
    for (const { model, label } of value) {
      const { labels } = await this.#deps.models.get(model);
      if (label !== null && !labels.includes(label)) throw new CodedError('label-unknown', { label, labels });
    }
    const changedAt = new Date();
    await this.#deps.tables
      .insert(settings)
      .values({ name: NAME, value, changedAt })
      .onConflictDoUpdate({ target: settings.name, set: { value, changedAt } });
    this.#cache = null;
    return [...value];
  }
}
