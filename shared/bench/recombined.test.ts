import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import type { CommentsFacts } from './generator';
import { generateRecombined, type RecombinedOptions } from './recombined';

function generate(options: RecombinedOptions): { bytes: Buffer; facts: CommentsFacts } {
  const comments = generateRecombined(options);
  const blocks: Uint8Array[] = [];
  let step = comments.next();
  while (!step.done) {
    blocks.push(step.value);
    step = comments.next();
  }
  return { bytes: Buffer.concat(blocks), facts: step.value };
}

const few = generate({ rows: 4000, sources: 100 });
const file = new TextDecoder('utf-8', { fatal: true }).decode(few.bytes);
const rows = [...file.slice('id,comment_text,toxic\n'.length).matchAll(/([0-9a-f]{8}),"((?:[^"]|"")*)",([01])\n/gy)];
const texts = rows.map(([, , text]) => text.replaceAll('""', '"'));

test('the same seed generates the same bytes, another seed other bytes', () => {
  expect(sha256Hex(generate({ rows: 4000, sources: 100 }).bytes)).toBe(sha256Hex(few.bytes));
  expect(sha256Hex(generate({ rows: 4000, sources: 100, seed: 2 }).bytes)).not.toBe(sha256Hex(few.bytes));
});

test('the file is valid CSV in UTF-8 with the reported number of rows, positives and bytes', () => {
  expect(rows.length).toBe(4000);
  const again = rows.map(([, id, text, label]) => `${id},"${text}",${label}\n`);
  expect(`id,comment_text,toxic\n${again.join('')}`).toBe(file);
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const positives = rows.filter(([, , , label]) => label === '1').length;
  expect(few.facts).toEqual({ rows: 4000, positives, textBytes });
});

test('the words of few sources recur: the vocabulary hardly grows with the comments', () => {
  const vocabulary = (of: readonly string[]) => new Set(of.flatMap((text) => text.match(/\p{L}+/gu) ?? []));
  const [half, all] = [vocabulary(texts.slice(0, 2000)), vocabulary(texts)];
  expect(all.size).toBeGreaterThan(2000);
  expect(all.size / half.size).toBeLessThan(1.1);
});

test('toxic comments are of toxic sources', () => {
  const marked = /stupid|idiot|rubbish|дурак|глупый/i;
  const share = (label: string) => {
    const of = texts.filter((_, i) => rows[i][3] === label);
    return of.filter((text) => marked.test(text)).length / of.length;
  };
  expect(share('1')).toBeGreaterThan(0.4);
  expect(share('0')).toBeLessThan(0.02);
});
