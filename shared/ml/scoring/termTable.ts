import { allocate, grown, NONE } from '../../base/arrays';
import { CodedError } from '../../base/errors';
import { rowCount } from '../../data/column/textColumn';
import { createCodePointReader } from '../../text/decode/codePoints';
import { type ByteTable, createKey, internKey, keyOfCodePoints } from '../vectorizer/count/byteTable';
import type { FittedVectorizer } from '../vectorizer/types';

/*
 * The terms of a word vectorizer with all that scoring wants to know of each, so that a known n-gram costs one cache
 * miss: record = (last word's symbol + 1, idf, weight, where the n-grams that go on from here are), four 32-bit
 * numbers.
 *
 * The records of single words come first, by symbol. Those of longer n-grams are in a hash table per prefix
 * (open addressing, at most two thirds full), so that a record need not repeat the prefix. All tables are in one array.
 */

export interface TermTable {
  readonly records: Uint32Array<ArrayBuffer>;
  /**
   * The same numbers as float32, for idf (at 4 · record + 1; 0 for what only begins terms) and weight (at 4 · record +
   * 2).
   */
  readonly numbers: Float32Array<ArrayBuffer>;
}

/** Bits of a reference to a table that hold its size; the others hold its offset. */
const SIZE_BITS = 5;
const RECORD_LIMIT = 2 ** (32 - SIZE_BITS);
/** Terms handled between two yields. */
const TERMS_PER_STEP = 1 << 14;
const HASH = 0x9e3779b1;
const SPACE = 0x20;

/** No such record. */
export const MISSING = NONE;

/** Reference to the n-grams that continue `record`; 0 if there are none. */
export function continuationsOf(records: Uint32Array, record: number): number {
  return records[4 * record + 3];
}

/** The first record to probe for the n-gram that continues with `symbol`. `continuations` is not 0. */
export function homeOf(continuations: number, symbol: number): number {
  return (continuations >>> SIZE_BITS) + ((Math.imul(symbol, HASH) >>> (31 - (continuations & 31))) >>> 1);
}

/** The record of the n-gram that goes on with `symbol`, looked for from `home` on, or MISSING. */
export function findRecord(records: Uint32Array, continuations: number, home: number, symbol: number): number {
  const wanted = symbol + 1;
  const first = records[4 * home];
  if (first === wanted) return home;
  if (first === 0) return MISSING;
  const begin = continuations >>> SIZE_BITS;
  const mask = (1 << (continuations & 31)) - 1;
  for (let at = (home - begin + 1) & mask; ; at = (at + 1) & mask) {
    const found = records[4 * (begin + at)];
    if (found === wanted) return begin + at;
    if (found === 0) return MISSING;
  }
}

/** What terms begin with, and the terms themselves, in the order of their bytes: a node comes after its beginning. */
interface Nodes {
  count: number;
  /** Node of the n-gram without its last word; NONE for a single word. */
  parents: Uint32Array<ArrayBuffer>;
  symbols: Uint32Array<ArrayBuffer>;
  /** NONE for what only begins terms. */
  features: Uint32Array<ArrayBuffer>;
  /** How many nodes have it for a parent. */
  children: Uint32Array<ArrayBuffer>;
}

/**
 * Builds the table: time and memory grow with the terms. What it yields means nothing.
 * @param words receives the words that are not in it yet; a word's symbol is its id there.
 * @param payload what to keep as the weight, by feature: float32 numbers, or whole numbers for a caller who reads
 *   `records`.
 * @throws CodedError `too-many-terms`.
 */
export function* buildTermTable(
  vectorizer: FittedVectorizer,
  words: ByteTable,
  payload: Float32Array | Uint32Array,
): Generator<number, TermTable, undefined> {
  const nodes = yield* readNodes(vectorizer, words);
  const { count, parents, symbols, features, children } = nodes;
  const tables = allocate(count);
  let end = words.count;
  for (let node = 0; node < count; node++) {
    if (children[node] === 0) continue;
    const bits = bitsFor(children[node]);
    if (bits <= 2) end = Math.ceil(end / 2 ** bits) * 2 ** bits; // within one cache line
    tables[node] = ((end << SIZE_BITS) | bits) >>> 0;
    end += 2 ** bits;
    if (end > RECORD_LIMIT) throw new CodedError('too-many-terms', { terms: end, limit: RECORD_LIMIT });
  }
  yield 0;
  const records = allocate(4 * end);
  const numbers = new Float32Array(records.buffer);
  const payloads = payload instanceof Float32Array ? numbers : records;
  for (let node = 0; node < count; node++) {
    const symbol = symbols[node];
    const record = parents[node] === NONE ? symbol : freeRecord(records, tables[parents[node]], symbol);
    records[4 * record] = symbol + 1;
    records[4 * record + 3] = tables[node];
    const feature = features[node];
    if (feature === NONE) continue;
    numbers[4 * record + 1] = vectorizer.idf ? vectorizer.idf[feature] : 1;
    payloads[4 * record + 2] = payload[feature];
    if (node % TERMS_PER_STEP === 0) yield node;
  }
  return { records, numbers };
}

/** The least size, as a power of two, of a table that keeps a third of its places free, and one at least. */
function bitsFor(children: number): number {
  let bits = 1;
  while (2 ** bits < 1.5 * children) bits += 1;
  return bits;
}

function freeRecord(records: Uint32Array, continuations: number, symbol: number): number {
  const begin = continuations >>> SIZE_BITS;
  const mask = (1 << (continuations & 31)) - 1;
  let record = homeOf(continuations, symbol);
  while (records[4 * record] !== 0) record = begin + ((record - begin + 1) & mask);
  return record;
}

/**
 * Cuts the terms into words. They come sorted, so what a term has in common with the one before need not be looked up.
 */
function* readNodes({ settings, terms }: FittedVectorizer, words: ByteTable): Generator<number, Nodes, undefined> {
  const maxN = settings.ngramRange[1];
  const { bytes, offsets } = terms;
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' }); // they are normalised already
  const key = createKey();
  const nodes: Nodes = {
    count: 0,
    parents: allocate(rowCount(terms) + 1),
    symbols: allocate(rowCount(terms) + 1),
    features: allocate(rowCount(terms) + 1),
    children: allocate(rowCount(terms) + 1),
  };
  /** Of the term before: its nodes by depth, and where its words end, counted from its first byte. */
  const path = new Uint32Array(maxN);
  const ends = new Uint32Array(maxN);
  let depth = 0;

  for (let feature = 0; feature < rowCount(terms); feature++) {
    const begin = offsets[feature];
    const length = offsets[feature + 1] - begin;
    const common = feature === 0 ? 0 : commonBytes(bytes, offsets[feature - 1], begin, length);
    let shared = 0;
    while (shared < depth && ends[shared] <= common && isEnd(bytes, begin, length, ends[shared])) shared += 1;
    depth = shared;
    for (let at = shared === 0 ? 0 : ends[shared - 1] + 1; at < length; ) {
      if (depth === maxN) break; // no analyzer makes such a term
      let end = at + 1;
      while (end < length && bytes[begin + end] !== SPACE) end += 1;
      const text = reader.read(bytes, begin + at, begin + end);
      keyOfCodePoints(key, text.codePoints, 0, text.length);
      path[depth] = addNode(nodes, depth === 0 ? NONE : path[depth - 1], internKey(words, key));
      ends[depth++] = end;
      at = end + 1;
    }
    if (depth > 0 && ends[depth - 1] === length) nodes.features[path[depth - 1]] = feature;
    if (feature % TERMS_PER_STEP === 0) yield feature;
  }
  return nodes;
}

/** How many first bytes the texts at `one` and at `other` share, up to `length`. */
function commonBytes(bytes: Uint8Array, one: number, other: number, length: number): number {
  let common = 0;
  while (common < length && bytes[one + common] === bytes[other + common]) common += 1;
  return common;
}

/** True if a word ends at byte `at` of the term of `length` bytes at `begin`. */
function isEnd(bytes: Uint8Array, begin: number, length: number, at: number): boolean {
  return at === length || (at < length && bytes[begin + at] === SPACE);
}

function addNode(nodes: Nodes, parent: number, symbol: number): number {
  const node = nodes.count++;
  nodes.parents = grown(nodes.parents, node + 1);
  nodes.symbols = grown(nodes.symbols, node + 1);
  nodes.features = grown(nodes.features, node + 1);
  nodes.children = grown(nodes.children, node + 1);
  nodes.parents[node] = parent;
  nodes.symbols[node] = symbol;
  nodes.features[node] = NONE;
  if (parent !== NONE) nodes.children[parent] += 1;
  return node;
}
