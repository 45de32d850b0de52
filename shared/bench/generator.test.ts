import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { createRandom } from '#shared/base/random';
import { type CommentsFacts, type CommentsOptions, generateComments } from './generator';
import { createLexicon, ENGLISH, RUSSIAN } from './words';
import { createRankTable, rankAt } from './zipf';

function generate(options: CommentsOptions): { bytes: Uint8Array; facts: CommentsFacts } {
  const comments = generateComments(options);
  const blocks: Uint8Array[] = [];
  let step = comments.next();
  while (!step.done) {
    blocks.push(step.value);
    step = comments.next();
  }
  return { bytes: Buffer.concat(blocks), facts: step.value };
}

const several = generate({ rows: 3000 });
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const HEADER = 'id,comment_text,toxic\n';
const file = decode(several.bytes);
/** Rows as [id, text, label], by the grammar of the file. */
const rows = [...file.slice(HEADER.length).matchAll(/([0-9a-f]{8}),"((?:[^"]|"")*)",([01])\n/gy)].map(
  ([, id, text, label]) => [id, text.replaceAll('""', '"'), label],
);

test('the same seed generates the same bytes, another seed other bytes', () => {
  expect(sha256Hex(several.bytes)).toBe('588a243b4837a6c322c38f3e5531c300eb340f1ec85ece49b7f807f7412fc78d');
  expect(sha256Hex(generate({ rows: 300, seed: 2 }).bytes)).not.toBe(sha256Hex(generate({ rows: 300 }).bytes));
});

test('fewer comments are a prefix of more', () => {
  const { bytes } = generate({ rows: 100 });
  expect(several.bytes.subarray(0, bytes.length)).toEqual(Buffer.from(bytes));
});

test('the file is valid CSV in UTF-8 with the reported number of rows, positives and bytes', () => {
  expect(file.startsWith(HEADER)).toBe(true);
  expect(rows.length).toBe(3000);
  const again = rows.map(([id, text, label]) => `${id},"${text.replaceAll('"', '""')}",${label}\n`);
  expect(HEADER + again.join('')).toBe(file);
  expect(new Set(rows.map(([id]) => id)).size).toBe(3000);
  const textBytes = rows.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  const positives = rows.filter(([, , label]) => label === '1').length;
  expect(several.facts).toEqual({ rows: 3000, positives, textBytes });
});

test('lengths have a median of about 200 characters and a long tail that ends at 5000', () => {
  const lengths = rows.map(([, text]) => text.length).sort((a, b) => a - b);
  expect(lengths[0]).toBeGreaterThan(0);
  expect(lengths[1500]).toBeGreaterThan(170);
  expect(lengths[1500]).toBeLessThan(230);
  expect(lengths[2700]).toBeGreaterThan(700);
  expect(lengths[2999]).toBeGreaterThan(3000);
  expect(lengths[2999]).toBeLessThan(5100);
});

test('one comment in ten is labelled toxic, one in ten is Russian, and there are quotes, capitals and line breaks', () => {
  expect(several.facts.positives / 3000).toBeCloseTo(0.108, 1);
  const share = (pattern: RegExp, of: readonly string[][]) =>
    of.filter(([, text]) => pattern.test(text)).length / of.length;
  expect(share(/[а-я]/, rows)).toBeGreaterThan(0.08);
  expect(share(/[а-я]/, rows)).toBeLessThan(0.14);
  for (const pattern of [/"/, /\n/, /[A-Z][A-Z]/, /[А-Я]/, /\d/]) expect(share(pattern, rows)).toBeGreaterThan(0.02);
  const marked = /stupid|idiot|rubbish|дурак|глупый/i;
  const toxic = rows.filter(([, , label]) => label === '1');
  const fine = rows.filter(([, , label]) => label === '0');
  expect(share(marked, toxic)).toBeGreaterThan(0.4);
  expect(share(marked, fine)).toBeLessThan(0.02);
});

test('no two ranks share a word, in either alphabet, and common words are shorter than rare ones', () => {
  for (const alphabet of [ENGLISH, RUSSIAN]) {
    const { bytes, offsets } = createLexicon(alphabet, 50_000);
    const words = Array.from({ length: 50_000 }, (_, rank) => decode(bytes.subarray(offsets[rank], offsets[rank + 1])));
    expect(new Set(words).size).toBe(50_000);
    expect(words[0].length).toBeLessThan(words[49_999].length);
  }
});

test('ranks are drawn by inversion: the first whose cumulative share is over the number drawn', () => {
  const ranks = createRankTable(5000);
  const random = createRandom(7);
  for (let i = 0; i < 2000; i++) {
    const unit = random.unit();
    expect(rankAt(ranks, unit)).toBe(ranks.cumulative.findIndex((share) => share > unit));
  }
  expect(rankAt(ranks, 0)).toBe(0);
  expect(rankAt(ranks, 1 - 2 ** -32)).toBeLessThan(5000);
});
