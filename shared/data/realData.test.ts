import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../cli/io';
import { readTable } from './readTable';

/** Real comments, which the project does not carry: without them these tests are skipped, and say so. */
const folder = join(import.meta.dirname, '../../../shared/data');

test.for<[string, string, string | null, number, number, number]>([
  ['en/jigsaw_train.csv', 'comment_text', 'toxic', 74_961, 14_629, 60_332],
  ['en/insults_train.csv', 'comment_text', 'toxic', 3_947, 1_049, 2_898],
  ['en/davidson_tweets.csv', 'comment_text', 'toxic', 24_783, 20_620, 4_163],
  ['en/toxic_spans_train.csv', 'text', null, 7_939, 0, 0],
  ['ru/blackmoon_train.csv', 'comment', 'toxic', 11_631, 3_894, 7_737],
  ['ru/detox_pairs_train.csv', 'comment_text', 'toxic', 17_747, 6_888, 10_859],
])('%s reads whole, its columns guessed', async ([file, text, label, rows, positives, negatives], { skip }) => {
  const path = join(folder, file);
  if (!existsSync(path)) skip(`the folder of real comments is not beside this checkout (${file})`);
  const events = readTable(openSource(path), {});
  for (;;) {
    const event = await events.next();
    if (!event.done) continue;
    const { columns, textColumn, labelColumn, refused, notices, ...report } = event.value;
    expect([columns[textColumn], labelColumn === null ? null : columns[labelColumn]]).toEqual([text, label]);
    expect([
      report.rows,
      report.positives,
      report.negatives,
      refused,
      notices.filter(({ code }) => code !== 'other-labels'),
    ]).toEqual([rows, positives, negatives, [], []]);
    return;
  }
});
