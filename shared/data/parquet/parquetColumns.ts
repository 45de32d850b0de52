import type { FileMetaData, SchemaTree } from 'hyparquet';
import { isExactLabelName, nameParts } from '../guess/labelNames';
import { cellText } from '../json/cellText';

/**
 * A column of the table: a leaf of the schema, or a list or map as a whole. Structs become columns as JSON objects do.
 */
export interface ParquetColumn {
  /** Its path, joined by dots. */
  readonly name: string;
  /** The column of the file that it is in, and where in its values. */
  readonly root: string;
  readonly path: readonly string[];
  /** The cell of a value. */
  text(value: unknown): string;
}

/** The columns of the table that a file of this schema holds. */
export function parquetColumns(tree: SchemaTree, metadata: FileMetaData): ParquetColumn[] {
  const classes = classNames(metadata);
  return tree.children.flatMap((child) => columnsOf(child, child.element.name, [], classes));
}

function columnsOf(
  node: SchemaTree,
  root: string,
  path: readonly string[],
  classes: ReadonlyMap<string, readonly string[]>,
): ParquetColumn[] {
  if (isStruct(node)) {
    return node.children.flatMap((child) => columnsOf(child, root, [...path, child.element.name], classes));
  }
  const name = [root, ...path].join('.');
  const names = classes.get(name);
  const text =
    names !== undefined
      ? (value: unknown) => classText(value, names)
      : node.element.type === 'FLOAT'
        ? floatText
        : cellText;
  const judged = judgedFields(node).map((field): ParquetColumn => {
    const own = classes.get(`${name}.${field}`);
    const judgements = (value: unknown) => (Array.isArray(value) ? value.map((one) => valueAt(one, [field])) : []);
    return { name: `${name}.${field}`, root, path, text: (value) => listText(judgements(value), own) };
  });
  return [{ name, root, path, text }, ...judged];
}

/** A group of fields that each occur once at most; lists and maps say so. */
function isStruct({ element, children }: SchemaTree): boolean {
  return (
    children.length > 0 &&
    element.repetition_type !== 'REPEATED' &&
    element.converted_type === undefined &&
    element.logical_type === undefined &&
    children.every((child) => child.element.repetition_type !== 'REPEATED')
  );
}

/** Labels in a list of structs are the judgements of several people. */
function judgedFields({ element, children }: SchemaTree): string[] {
  if (element.converted_type !== 'LIST' && element.logical_type?.type !== 'LIST') return [];
  const item = children[0]?.children[0];
  if (item === undefined) return [];
  return item.children
    .filter((child) => child.children.length === 0 && isExactLabelName(nameParts(child.element.name).join('')))
    .map((child) => child.element.name);
}

function listText(values: readonly unknown[], names: readonly string[] | undefined): string {
  const texts = values.map((value) => (names === undefined ? cellText(value) : classText(value, names)));
  return texts.length === 1 ? texts[0] : texts.length === 0 ? '' : JSON.stringify(texts);
}

/** The value at `path` within a struct. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return null;
    inner = (inner as Readonly<Record<string, unknown>>)[key];
  }
  return inner;
}

/** A 32-bit float as people wrote it: the shortest decimal that is the same float. */
function floatText(value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return cellText(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

function classText(value: unknown, names: readonly string[]): string {
  if (Array.isArray(value)) return JSON.stringify(value.map((one) => classText(one, names)));
  const index = typeof value === 'bigint' || typeof value === 'number' ? Number(value) : -1;
  return names[index] ?? cellText(value);
}

/** The names of classes that Hugging Face's datasets keep in the metadata of the file, by column. */
function classNames(metadata: FileMetaData): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  const json = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  if (json === undefined) return names;
  let described: unknown;
  try {
    described = JSON.parse(json);
  } catch {
    return names; // metadata of another program: the numbers stay numbers
  }
  const features = valueAt(described, ['info', 'features']);
  if (typeof features !== 'object' || features === null) return names;
  for (const [column, feature] of Object.entries(features)) collectClasses(column, feature, names, 0);
  return names;
}

/** Features lie within each other: the items of a list, the fields of a struct. */
const FEATURE_DEPTH = 8;

function collectClasses(path: string, feature: unknown, names: Map<string, readonly string[]>, depth: number): void {
  if (typeof feature !== 'object' || feature === null || depth > FEATURE_DEPTH) return;
  const item = Array.isArray(feature) ? feature[0] : valueAt(feature, ['feature']);
  if (item !== null && item !== undefined) {
    collectClasses(path, item, names, depth + 1);
    return;
  }
  const classes = valueAt(feature, ['names']);
  if (Array.isArray(classes) && classes.every((one) => typeof one === 'string')) {
    names.set(path, classes);
    return;
  }
  for (const [field, inner] of Object.entries(feature)) collectClasses(`${path}.${field}`, inner, names, depth + 1);
}
