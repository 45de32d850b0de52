import { allocate, grown, grownBytes, mix, NONE } from '../../../base/arrays';
import { putCodePoint } from '../../../text/decode/utf8';

/**
 * A set of distinct byte strings, each with an id from 0 in insertion order: an open-addressing hash table (linear
 * probing, at most half full) over one arena. Hash, place and length are next to each id, in one cache line.
 */
export interface ByteTable {
  count: number;
  /** String i is `bytes[offsets[i] .. offsets[i + 1])`. */
  bytes: Uint8Array<ArrayBuffer>;
  offsets: Uint32Array<ArrayBuffer>;
  /** Four numbers each: hash, id + 1 (0 in an empty slot), where the string begins in `bytes`, its length. */
  slots: Uint32Array<ArrayBuffer>;
}

/** Makes an empty table. */
export function createByteTable(): ByteTable {
  return { count: 0, bytes: new Uint8Array(4096), offsets: new Uint32Array(256), slots: new Uint32Array(4 * 1024) };
}

/** Removes everything and keeps the capacity. */
export function clearByteTable(table: ByteTable): void {
  table.count = 0;
  table.slots.fill(0);
}

/** Bytes on their way into a table, with their hash. */
export interface Key {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
  hash: number;
}

/** Makes an empty key. */
export function createKey(): Key {
  return { bytes: new Uint8Array(256), length: 0, hash: 0 };
}

/** Sets `key` to the UTF-8 bytes of `codePoints[begin .. end)` and their hash. */
export function keyOfCodePoints(key: Key, codePoints: Uint32Array, begin: number, end: number): void {
  key.bytes = grownBytes(key.bytes, 4 * (end - begin));
  const { bytes } = key;
  let length = 0;
  for (let i = begin; i < end; i++) {
    const code = codePoints[i];
    if (code < 0x80) bytes[length++] = code;
    else length = putCodePoint(bytes, length, code);
  }
  key.length = length;
  key.hash = hashOfCodePoints(codePoints, begin, end);
}

/** The hash of the string `codePoints[begin .. end)`. */
export function hashOfCodePoints(codePoints: Uint32Array, begin: number, end: number): number {
  let hash = 0x811c9dc5; // FNV-1a
  for (let i = begin; i < end; i++) hash = Math.imul(hash ^ codePoints[i], 0x01000193);
  return mix(hash);
}

/**
 * Loads the slots of `hashes[0 .. count)`: in a loop that waits for nothing the cache misses overlap, and lookups that
 * follow hit the cache.
 * @returns a meaningless number, to be kept so that the loads are.
 */
export function touchSlots({ slots }: ByteTable, hashes: Uint32Array, count: number): number {
  const mask = slots.length - 4;
  let touched = 0;
  for (let i = 0; i < count; i++) touched ^= slots[(4 * hashes[i]) & mask];
  return touched;
}

/** The id of `key`, or NONE. */
export function findKey(table: ByteTable, key: Key): number {
  const { slots, bytes } = table;
  const mask = slots.length - 4;
  for (let slot = (4 * key.hash) & mask; ; slot = (slot + 4) & mask) {
    const id = slots[slot + 1];
    if (id === 0) return NONE;
    if (slots[slot] !== key.hash || slots[slot + 3] !== key.length) continue;
    const start = slots[slot + 2];
    let i = 0;
    while (i < key.length && bytes[start + i] === key.bytes[i]) i += 1;
    if (i === key.length) return id - 1;
  }
}

/** The id of the string `codePoints[begin .. end)`, whose hash is `hash`, or NONE: `findKey` without a key. */
export function findCodePoints(
  { slots, bytes }: ByteTable,
  hash: number,
  codePoints: Uint32Array,
  begin: number,
  end: number,
): number {
  const mask = slots.length - 4;
  for (let slot = (4 * hash) & mask; ; slot = (slot + 4) & mask) {
    const id = slots[slot + 1];
    if (id === 0) return NONE;
    if (slots[slot] !== hash) continue;
    const start = slots[slot + 2];
    const beyond = start + slots[slot + 3];
    let at = start;
    let i = begin;
    while (i < end && at < beyond) {
      const code = codePoints[i];
      if (code < 0x80) {
        if (bytes[at] !== code) break;
        at += 1;
      } else {
        const size = putCodePoint(letter, 0, code);
        let same = 0;
        while (same < size && bytes[at + same] === letter[same]) same += 1;
        if (same < size) break;
        at += size;
      }
      i += 1;
    }
    if (i === end && at === beyond) return id - 1;
  }
}

/** One code point as UTF-8. */
const letter = new Uint8Array(4);

/** The id of `key`, which is added if it is new: then the id is the former `count`. */
export function internKey(table: ByteTable, key: Key): number {
  const known = findKey(table, key);
  if (known !== NONE) return known;
  const id = table.count++;
  table.offsets = grown(table.offsets, id + 2);
  const start = table.offsets[id];
  table.bytes = grownBytes(table.bytes, start + key.length);
  for (let i = 0; i < key.length; i++) table.bytes[start + i] = key.bytes[i];
  table.offsets[id + 1] = start + key.length;
  if (table.count * 8 > table.slots.length) table.slots = rehashed(table.slots);
  putSlot(table.slots, key.hash, id + 1, start, key.length);
  return id;
}

function putSlot(slots: Uint32Array, hash: number, value: number, start: number, length: number): void {
  const mask = slots.length - 4;
  let slot = (4 * hash) & mask;
  while (slots[slot + 1] !== 0) slot = (slot + 4) & mask;
  slots[slot] = hash;
  slots[slot + 1] = value;
  slots[slot + 2] = start;
  slots[slot + 3] = length;
}

/** A table of twice the size with the same entries. Old and new are walked in order: no cache misses. */
function rehashed(slots: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = allocate(2 * slots.length);
  for (let slot = 0; slot < slots.length; slot += 4) {
    if (slots[slot + 1] !== 0) {
      putSlot(larger, slots[slot], slots[slot + 1], slots[slot + 2], slots[slot + 3]);
    }
  }
  return larger;
}
