import { expect, test } from 'vitest';
import { rowText } from '#shared/data/column/textColumn';
import { UNKNOWN } from '#shared/ml/training/labelledText';
import { cleanRows, labelledTextOf } from './corpus';
import type { Source, TrainingRow } from './sources';

const encoder = new TextEncoder();

const row = (text: string, labels: readonly number[], own: Partial<TrainingRow> = {}): TrainingRow => ({
  text: encoder.encode(text),
  labels,
  source: 0,
  judged: true,
  family: null,
  ...own,
});

const textsOf = (rows: readonly TrainingRow[]) => rows.map(({ text }) => new TextDecoder().decode(text));

test('one of several copies is kept, with the majority label; on a tie none is', () => {
  const { rows, cleaning } = cleanRows([
    row('What rubbish!', [1, UNKNOWN]),
    row('what RUBBISH', [0, 1], { judged: false }),
    row('What, rubbish?', [1, 0], { judged: false }),
    row('A fine day', [0, 0], { judged: false }),
    row('a fine day.', [0, UNKNOWN]),
    row('Some say so', [1, 0]),
    row('some say so', [0, 0]),
    row('  \n', [0, 0]),
  ]);
  expect(textsOf(rows)).toEqual(['What rubbish!', 'A fine day']);
  expect(rows.map(({ labels }) => labels)).toEqual([
    [1, UNKNOWN],
    [0, 0],
  ]);
  expect(rows.map(({ judged }) => judged)).toEqual([true, true]);
  expect(cleaning).toEqual({ read: 8, blank: 1, copies: 4, undecided: 1, near: 0 });
});

test('near duplicates form one group, and so does a family of one source', () => {
  const long = 'the committee met on Tuesday to talk about the new library and its reading room for children';
  const { groups, cleaning } = cleanRows([
    row(`${long} and parents`, [0]),
    row('you fool', [1], { family: 0 }),
    row('you are wrong', [0], { family: 0 }),
    row(`${long} and parent`, [0]),
    row('another family', [1], { family: 1 }),
    row('of another source', [1], { family: 0, source: 1 }),
  ]);
  expect([...groups]).toEqual([0, 1, 1, 0, 4, 5]);
  expect(cleaning.near).toBe(4);
});

const source = (weight: number): Source => ({ name: '', licence: '', url: '', weight, read: async () => [] });

test('a corpus becomes chunks, labels, weights and judged rows', () => {
  const rows = Array.from({ length: 5000 }, (_, i) =>
    row(`comment ${i}`, [i % 2], { source: i % 3 === 0 ? 1 : 0, judged: i % 5 === 0 }),
  );
  const groups = Uint32Array.from(rows.keys());
  const data = labelledTextOf({ rows, groups }, [source(1), source(0.5)], ['toxic'], { licence: 'L', note: 'N' });
  const chunks = [...(data.chunks() as Iterable<Parameters<typeof rowText>[0]>)];
  expect(chunks.map(({ offsets }) => offsets.length - 1)).toEqual([4096, 904]);
  expect(rowText(chunks[1], 903)).toBe('comment 4999');
  const [label] = data.labels;
  expect([...label.values.subarray(0, 4)]).toEqual([0, 1, 0, 1]);
  expect([...(label.weights ?? []).slice(0, 4)]).toEqual([0.5, 1, 1, 0.5]);
  expect([...(label.judged ?? []).slice(0, 6)]).toEqual([1, 0, 0, 0, 0, 1]);
  expect(
    labelledTextOf({ rows, groups }, [source(1), source(1)], ['toxic'], { licence: '', note: '' }).labels[0].weights,
  ).toBeUndefined();
  expect(data.fingerprint).toMatch(/^[0-9a-f]{64}$/);
});
