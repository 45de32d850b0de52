import type { DecodedArray, SchemaTree } from 'hyparquet';
import { type ColumnChunk, leavesOf, type PageTools } from './parquetChecks';

/*
 * The library decodes a column of a row group at once, which of a large group is seconds. A column whose values do not
 * go on from one page to the next is decoded here, a page a step.
 */

/** By the name of a column that is neither a list nor a struct: its place among the leaves. */
export function flatColumns(tree: SchemaTree): Map<string, number> {
  const flat = new Map<string, number>();
  let leaf = 0;
  for (const child of tree.children) {
    const { name, repetition_type: kind } = child.element;
    if (child.children.length === 0 && kind !== 'REPEATED' && !flat.has(name)) flat.set(name, leaf);
    leaf += leavesOf(child).length;
  }
  return flat;
}

/** The first values of a column, at least `wanted` where it has them. */
export function* decodePages(
  { metadata }: ColumnChunk,
  bytes: ArrayBuffer,
  tree: SchemaTree,
  tools: PageTools,
  wanted: number,
): Generator<void, unknown[], undefined> {
  const decoder = tools.decoderOf(tree, metadata);
  const reader = { view: new DataView(bytes), offset: 0 };
  const values: unknown[] = [];
  let dictionary: DecodedArray | undefined;
  while (values.length < wanted && reader.offset < bytes.byteLength - 1) {
    const header = tools.readHeader(reader);
    const { data } = tools.readPage(reader, header, decoder, dictionary, undefined, 0);
    if (header.type === 'DICTIONARY_PAGE') dictionary = data && tools.convert(data, decoder);
    else for (const value of data ?? []) values.push(value);
    yield;
  }
  return values;
}
