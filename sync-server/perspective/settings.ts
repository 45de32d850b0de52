import { errorOnWire } from '#shared/api/errors';
import {
  type AttributeAnswer,
  type AttributeSetting,
  attributeSettingsSchema,
  SERVED_ATTRIBUTES,
} from '#shared/api/perspective';
import { CodedError } from '#shared/base/errors';
import type { ModelService } from '../models/modelService';
import type { Tables } from '../store/database';
import { KeptSetting } from '../store/keptSetting';
import { type AttributeTable, attributeTable } from './models';

export interface PerspectiveSettingsDeps {
  readonly tables: Tables;
  readonly models: Pick<ModelService, 'get'>;
  /** Of PERSPECTIVE_MODELS. */
  readonly configured: readonly AttributeSetting[];
}

/** What the models that come with Moderato answer. */
const SHIPPED: readonly AttributeSetting[] = Object.entries(SERVED_ATTRIBUTES).flatMap(([attribute, byLanguage]) =>
  Object.entries(byLanguage).map(([language, { model, label }]) => ({ attribute, language, model, label })),
);

/** Which models answer attributes: those of the configuration, and over them those that an admin has set. */
export class PerspectiveSettings {
  readonly #deps: PerspectiveSettingsDeps;
  readonly #set: KeptSetting<typeof attributeSettingsSchema>;
  #table: { readonly of: readonly AttributeSetting[]; readonly table: AttributeTable } | null = null;

  constructor(deps: PerspectiveSettingsDeps) {
    this.#deps = deps;
    this.#set = new KeptSetting(deps.tables, 'perspective.models', attributeSettingsSchema, []);
  }

  /** What holds now. */
  async table(): Promise<AttributeTable> {
    const set = await this.#set.recent();
    if (this.#table?.of !== set) this.#table = { of: set, table: attributeTable([...this.#deps.configured, ...set]) };
    return this.#table.table;
  }

  /** What an admin has set. */
  list(): Promise<AttributeSetting[]> {
    return this.#set.read();
  }

  /** What answers each attribute in each language, in the order of attributes. */
  async answers(): Promise<AttributeAnswer[]> {
    const answers = new Map<string, Omit<AttributeAnswer, 'problem'>>();
    const say = (settings: readonly AttributeSetting[], source: AttributeAnswer['source']) => {
      for (const one of settings) answers.set(`${one.attribute}@${one.language}`, { ...one, source });
    };
    say(SHIPPED, 'shipped');
    say(this.#deps.configured, 'configured');
    say(await this.list(), 'set');
    return Promise.all([...answers.values()].map(async (one) => ({ ...one, problem: await this.#problemOf(one) })));
  }

  /** Why the model or the label that a setting names cannot be used, or null. */
  async #problemOf(one: Pick<AttributeSetting, 'model' | 'label'>): Promise<AttributeAnswer['problem']> {
    try {
      await this.#check(one);
      return null;
    } catch (error) {
      if (error instanceof CodedError) return errorOnWire(error);
      throw error;
    }
  }

  /** @throws CodedError `model-missing`, `default-unknown`, `label-unknown`. */
  async #check({ model, label }: Pick<AttributeSetting, 'model' | 'label'>): Promise<void> {
    const { labels } = await this.#deps.models.get(model);
    if (label !== null && !labels.includes(label)) throw new CodedError('label-unknown', { label, labels });
  }

  /**
   * Sets all of them in place of those before.
   * @throws CodedError `model-missing`, `default-unknown`, `label-unknown`.
   */
  async set(value: readonly AttributeSetting[]): Promise<AttributeSetting[]> {
    for (const one of value) await this.#check(one);
    await this.#set.write([...value]);
    return [...value];
  }
}
