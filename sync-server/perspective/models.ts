import * as v from 'valibot';
import {
  type AttributeModel,
  type AttributeSetting,
  attributeSettingSchema,
  EXPERIMENTAL,
  SERVED_ATTRIBUTES,
  UNSERVED_ATTRIBUTES,
} from '#shared/api/perspective';

/** Which label of which model answers an attribute in a language. */
export interface AttributeTable {
  /** Whether it is an attribute at all; whether anything answers it depends on the language. */
  isKnown(attribute: string): boolean;
  /** Null where nothing answers it. */
  find(attribute: string, language: string): AttributeModel | null;
  /** Every model that the table names, each once. */
  readonly models: readonly AttributeModel[];
}

/** What an entry of PERSPECTIVE_MODELS looks like, for its error. */
export const SETTING_FORM =
  'entries ATTRIBUTE@LANGUAGE=MODEL#LABEL separated by commas, such as SPAM@en=default:en#toxic; MODEL is default:NAME or 64 hexadecimal digits, LANGUAGE may be *, and #LABEL may be left out';

/** Reads an entry; null if it is none. */
export function parseAttributeSetting(text: string): AttributeSetting | null {
  const match = /^([^@]+)@([^=]+)=([^#]+)(?:#(.+))?$/.exec(text);
  if (!match) return null;
  const [, attribute, language, model, label = null] = match;
  const result = v.safeParse(attributeSettingSchema, { attribute, language, model, label });
  return result.success ? result.output : null;
}

/** The models that come with Moderato under what `settings` say; a later entry overrules an earlier one. */
export function attributeTable(settings: readonly AttributeSetting[]): AttributeTable {
  const served = new Map<string, Map<string, AttributeModel>>();
  for (const [attribute, byLanguage] of Object.entries(SERVED_ATTRIBUTES)) {
    served.set(attribute, new Map(Object.entries(byLanguage)));
  }
  for (const { attribute, language, model, label } of settings) {
    const byLanguage = served.get(attribute) ?? new Map<string, AttributeModel>();
    byLanguage.set(language, { model, label });
    served.set(attribute, byLanguage);
  }
  const known = new Set([...served.keys(), ...UNSERVED_ATTRIBUTES]);
  const withoutSuffix = (attribute: string) =>
    attribute.endsWith(EXPERIMENTAL) ? attribute.slice(0, -EXPERIMENTAL.length) : null;
  const own = (attribute: string | null, language: string) => {
    const byLanguage = attribute === null ? undefined : served.get(attribute);
    return byLanguage?.get(language) ?? byLanguage?.get('*') ?? null;
  };
  return {
    isKnown: (attribute) => known.has(attribute) || known.has(withoutSuffix(attribute) ?? ''),
    find: (attribute, language) => own(attribute, language) ?? own(withoutSuffix(attribute), language),
    models: [...served.values()].flatMap((byLanguage) => [...byLanguage.values()]),
  };
}
