import { pipelineSpecSchema } from '#shared/spec/pipelineSpec';

/*
 * The form is drawn from the schema of the settings: what a field is, its limits and choices are read off it, so that a
 * setting added there appears here (and asks for words, see web/i18n/specWords.ts).
 */

/** Limits of a number; null where there is none. */
export interface NumberKind {
  readonly kind: 'number';
  readonly whole: boolean;
  readonly min: number | null;
  readonly max: number | null;
}

export type FieldKind =
  | NumberKind
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'flag' }
  /** Two whole numbers, the smaller first. */
  | { readonly kind: 'range'; readonly item: NumberKind }
  /** One of several lists of words by name, or a list typed by the person. */
  | { readonly kind: 'words'; readonly lists: readonly string[] }
  /** A number, or a rule that picks one; all rules except the first need a share. */
  | { readonly kind: 'threshold' };

export interface SpecField {
  /** Dotted path in the spec; a list's position is left out: `features.minDf`. */
  readonly path: string;
  readonly field: FieldKind;
  /** Null is a value: an empty field. */
  readonly nullable: boolean;
}

/** What we read of a valibot schema. Its own types are too exact to walk. */
interface AnySchema {
  readonly type: string;
  readonly wrapped?: AnySchema;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly items?: readonly AnySchema[];
  readonly options?: readonly (string | AnySchema)[];
  /** The schema itself (which may be a pipe again), then its checks. */
  readonly pipe?: readonly Check[];
}

interface Check {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Check[];
}

function checksOf(pipe: readonly Check[] | undefined): readonly Check[] {
  if (!pipe) return [];
  const [schema, ...checks] = pipe;
  // A schema's own `pipe` holds itself first: only a pipe within the pipe adds checks.
  return schema.pipe && schema.pipe !== pipe ? [...checksOf(schema.pipe), ...checks] : checks;
}

function numberKind(schema: AnySchema): NumberKind {
  let whole = false;
  let min: number | null = null;
  let max: number | null = null;
  for (const { type, requirement } of checksOf(schema.pipe)) {
    if (type === 'integer') whole = true;
    if (typeof requirement !== 'number') continue;
    if (type === 'min_value' || type === 'gt_value') min = requirement;
    if (type === 'max_value' || type === 'lt_value') max = requirement;
  }
  return { kind: 'number', whole, min, max };
}

function fieldKind(schema: AnySchema): FieldKind | null {
  const { type, options = [], items = [] } = schema;
  if (type === 'number') return numberKind(schema);
  if (type === 'boolean') return { kind: 'flag' };
  if (type === 'picklist') return { kind: 'choice', options: options.filter((option) => typeof option === 'string') };
  if (type === 'tuple' && items.length === 2) return { kind: 'range', item: numberKind(items[0]) };
  if (type === 'union') {
    const choices = options.filter((option) => typeof option !== 'string');
    if (choices.some((option) => option.type === 'number')) return { kind: 'threshold' };
    const [named] = choices.map(fieldKind).filter((kind) => kind?.kind === 'choice');
    return named ? { kind: 'words', lists: named.options } : null;
  }
  return null;
}

function walk(schema: AnySchema, path: readonly string[], nullable: boolean): SpecField[] {
  if (schema.wrapped) return walk(schema.wrapped, path, nullable || schema.type === 'nullable');
  if (schema.entries)
    return Object.entries(schema.entries).flatMap(([key, entry]) => walk(entry, [...path, key], false));
  if (schema.type === 'array' && schema.item?.entries) return walk(schema.item, path, false);
  const field = fieldKind(schema);
  return field ? [{ path: path.join('.'), field, nullable }] : [];
}

/** A setting with a single option is not shown. */
const offersNothing = ({ field }: SpecField) => field.kind === 'choice' && field.options.length < 2;

/** Surface features come with the kind of model that reads them, and with no other: nobody picks them by hand. */
function withoutSurface(spec: SpecField): SpecField {
  if (spec.path !== 'features.kind' || spec.field.kind !== 'choice') return spec;
  return { ...spec, field: { kind: 'choice', options: spec.field.options.filter((option) => option !== 'surface') } };
}

/** Every setting that a person can change, in the schema's order. */
export const specFields: readonly SpecField[] = walk(pipelineSpecSchema as AnySchema, [], false)
  .map(withoutSurface)
  .filter((field) => !offersNothing(field));
