import type { Random } from '../../../base/random';
import { sealModelFile } from '../digest';

/*
 * Model files changed at random where it hurts: numbers at the ends of their ranges, other values in the manifest,
 * sections cut, doubled and exchanged, and bytes as damage leaves them. Length and checksum are made good, so that the
 * checks behind them are what is tried.
 */

const TABLE_AT = 56;
const ENTRY_BYTES = 16;

interface Section {
  kind: number;
  block: number;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Parts {
  version: number;
  manifest: string;
  sections: Section[];
}

/** Splits a valid file that is not deflated into its sections. */
function takeApart(file: Uint8Array<ArrayBuffer>): Parts {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const count = view.getUint32(20, true);
  const begin = TABLE_AT + count * ENTRY_BYTES;
  const sections = Array.from({ length: count }, (_, i): Section => {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    const offset = view.getUint32(entry + 8, true);
    const bytes = file.slice(offset, offset + view.getUint32(entry + 12, true));
    return { kind: view.getUint32(entry, true), block: view.getUint32(entry + 4, true), bytes };
  });
  const manifest = new TextDecoder().decode(file.subarray(begin, begin + view.getUint32(16, true)));
  return { version: view.getUint32(8, true), manifest, sections };
}

function putTogether(magic: Uint8Array, { version, manifest, sections }: Parts): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(manifest);
  const align = (length: number) => Math.ceil(length / 8) * 8;
  let length = align(TABLE_AT + sections.length * ENTRY_BYTES + json.length);
  const offsets = sections.map(({ bytes }) => {
    const offset = length;
    length = align(length + bytes.length);
    return offset;
  });
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set(magic);
  view.setUint32(8, version, true);
  view.setUint32(12, length, true);
  view.setUint32(16, json.length, true);
  view.setUint32(20, sections.length, true);
  sections.forEach(({ kind, block, bytes }, i) => {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    view.setUint32(entry, kind, true);
    view.setUint32(entry + 4, block, true);
    view.setUint32(entry + 8, offsets[i], true);
    view.setUint32(entry + 12, bytes.length, true);
    file.set(bytes, offsets[i]);
  });
  file.set(json, TABLE_AT + sections.length * ENTRY_BYTES);
  return file;
}

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  255,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  1e30,
  -1e30,
  3.4e38,
  -3.4e38,
  1e-45,
  2 ** 100,
  127 * 2 ** 100,
  2 ** 128,
  2 ** 160,
  2 ** 200,
  1.7e308,
  -1.7e308,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)];

/** Bytes per number, by kind of section; 1 for the others. */
const NUMBER_BYTES: Readonly<Record<number, 4 | 8 | undefined>> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 12: 4 };
/** The kind of section whose numbers are whole. */
const OFFSETS = 2;
/** Finite, but sums and products of them may not be: what checks of single numbers let through. */
const LARGE = { 4: [2 ** 10, 2 ** 100, 1e33, 3.4e38, -3.4e38], 8: [2 ** 128, 2 ** 200, 1.7e308, -1.7e308] } as const;

/** Writes an extreme number into one place of a section, or into all of its places. */
function pokeSection({ kind, bytes }: Section, random: Random): void {
  const size = NUMBER_BYTES[kind] ?? 1;
  if (bytes.length < size) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = Math.floor(bytes.length / size);
  const number = pick<number>(random, size !== 1 && random.below(2) === 0 ? LARGE[size] : NUMBERS);
  const whole = random.uint32();
  const asWhole = kind === OFFSETS || random.below(8) === 0;
  const all = random.below(2) === 0;
  const chosen = random.below(places);
  for (let place = all ? 0 : chosen; place < (all ? places : chosen + 1); place++) {
    const at = place * size;
    const sign = all && place % 2 === 1 ? -1 : 1;
    if (size === 1) view.setUint8(at, whole & 255);
    else if (size === 4 && asWhole) view.setUint32(at, whole, true);
    else if (size === 4) view.setFloat32(at, sign * number, true);
    else view.setFloat64(at, sign * number, true);
  }
}

/** Other values for a place in the manifest: JSON. */
const VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '"undefined"',
  '"none"',
  '"l1"',
  '"margin"',
  '"beta"',
  '"sigmoid"',
  '"count"',
  '"tfidf"',
  '"hashing"',
  '"surface"',
  '"linearSvc"',
  '"char_wb"',
  '"lemma"',
  '1e999',
  '-1e999',
  '1e308',
  '1e-320',
  '0.1',
  '[1,3]',
  `"${'x'.repeat(100_000)}"`,
  `"${'\\n\\u202e'.repeat(1000)}"`,
  `[${'0,'.repeat(50_000)}0]`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":0`).join()}}`,
];

/** Changes one value of the manifest, drops a key or adds one. */
function pokeManifest(manifest: string, random: Random): string {
  const tokens = [...manifest.matchAll(/:("(?:[^"\\]|\\.)*"|[-\w.+]+|\[[^[\]{}]*\])/g)];
  const token = pick(random, tokens);
  const begin = token.index + 1;
  const end = begin + token[1].length;
  const kind = random.below(10);
  if (kind === 0) return manifest.slice(0, begin) + manifest.slice(end); // broken JSON
  if (kind === 1) return manifest.replace(/"(\w+)":/, (key) => (random.below(2) === 0 ? '"other":' : `${key}0,${key}`));
  if (kind === 2) return `${manifest.slice(0, -1)},${JSON.stringify('k'.repeat(1 + random.below(100_000)))}:0}`;
  const number = pick(random, NUMBERS);
  const value = kind < 6 && Number.isFinite(number) ? JSON.stringify(number) : pick(random, VALUES);
  return manifest.slice(0, begin) + value + manifest.slice(end);
}

function pokeTable(sections: Section[], random: Random): void {
  const at = random.below(sections.length);
  const other = random.below(sections.length);
  const kind = random.below(6);
  if (kind === 0) sections.splice(at, 1);
  else if (kind === 1) sections.splice(at, 0, sections[other]);
  else if (kind === 2) sections[at] = { ...sections[at], kind: random.below(16) };
  else if (kind === 3) sections[at] = { ...sections[at], block: random.below(4) };
  else if (kind === 4) sections[at] = { ...sections[at], bytes: sections[other].bytes.slice() };
  else
    sections[at] = { ...sections[at], bytes: sections[at].bytes.slice(0, random.below(sections[at].bytes.length + 1)) };
}

/** Bytes set, copied and cut off as damage would. */
function damage(file: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  let damaged = file;
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.below(damaged.length);
    const kind = random.below(8);
    if (kind < 4) damaged[at] = random.below(256);
    else if (kind === 4) {
      new DataView(damaged.buffer).setUint32(Math.min(at & ~3, damaged.length - 4), random.uint32(), true);
    } else if (kind === 5) damaged.copyWithin(at, random.below(damaged.length), random.below(damaged.length));
    else if (kind === 6) damaged = damaged.slice(0, Math.max(64, at));
    else damaged[at] ^= 1 << random.below(8);
  }
  return damaged;
}

/**
 * A valid `file`, not deflated, with one to three changes, its length and checksum made good.
 * The same `random` makes the same changes.
 */
export function mutateModelFile(file: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const kind = random.below(8);
  let mutant: Uint8Array<ArrayBuffer>;
  if (kind === 0) mutant = damage(file.slice(), random);
  else {
    const parts = takeApart(file);
    const numbers = parts.sections.filter(({ kind: section }) => section in NUMBER_BYTES && section !== OFFSETS);
    // One kind of change per file more often than not: the first check to fail hides all others.
    const only = random.below(4) === 0 ? null : random.below(8);
    for (let changes = 1 + random.below(3); changes > 0; changes--) {
      const where = only ?? random.below(8);
      if (where < 3 && numbers.length > 0) pokeSection(pick(random, numbers), random);
      else if (where < 4 && parts.sections.length > 0) pokeSection(pick(random, parts.sections), random);
      else if (where < 7 || parts.sections.length === 0) parts.manifest = pokeManifest(parts.manifest, random);
      else pokeTable(parts.sections, random);
    }
    mutant = putTogether(file.subarray(0, 8), parts);
  }
  new DataView(mutant.buffer).setUint32(12, mutant.length, true);
  sealModelFile(mutant);
  return mutant;
}
