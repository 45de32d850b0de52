import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { textColumnOf } from '#shared/data/column/textColumn';
import { runSteps } from '#shared/runtime/steps';
import type { KeptRows } from '../storage/keptRows';
import { sampleInfo } from '../storage/testing/samples';
import { trainingFile } from './trainingFile';

const TEXTS = ['plain', 'two\nlines, "quoted"', 'Кириллица \u{1F600}', ''];

/** Kept rows of a dataset with two labels, in chunks of two. */
function keptOf(columns: readonly string[]): KeptRows {
  const labels = Uint8Array.of(1, 0, 255, 0);
  return {
    info: {
      ...sampleInfo(4),
      id: 'talk',
      storedBytes: 0,
      chunks: 2,
      chunkStarts: [0, 2, 4],
      columns: [...columns],
      textColumn: 0,
      labelColumn: 1,
    },
    rows: Uint32Array.of(0, 1, 2, 3),
    labels,
    more: [{ name: columns[2], values: Uint8Array.of(0, 1, 1, 255) }],
    async *chunks() {
      for (const at of [0, 2]) {
        yield {
          column: textColumnOf(TEXTS.slice(at, at + 2)),
          labels: labels.subarray(at, at + 2),
          rows: Uint32Array.of(at, at + 1),
        };
      }
    },
    async *cells() {},
  };
}

async function written(kept: KeptRows, labels: readonly string[]) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const file = await runSteps(trainingFile(kept, labels, (piece) => void pieces.push(piece)));
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
  return { file, bytes, records: lines.map((line): unknown => JSON.parse(line)) };
}

test('a line has the comment and the labels that are learnt, and nothing else of the file', async () => {
  const { file, bytes, records } = await written(keptOf(['message', 'toxic', 'insult', 'author']), ['toxic']);
  expect(records).toEqual(TEXTS.map((comment, i) => ({ comment, toxic: [1, 0, null, 0][i] })));
  expect(file).toEqual({ digest: sha256Hex(bytes), rows: 4, text: 'comment' });
});

test('several labels keep the order of the dataset, and the comment gets a key that no label has', async () => {
  const { file, records } = await written(keptOf(['text', 'comment', 'insult']), ['insult', 'comment']);
  expect(file.text).toBe('comment (2)');
  expect(records[1]).toEqual({ 'comment (2)': TEXTS[1], comment: 0, insult: 1 });
  expect(Object.keys(records[1] as object)).toEqual(['comment (2)', 'comment', 'insult']);
});

test('a label that the dataset lacks is an error', async () => {
  await expect(written(keptOf(['text', 'toxic', 'insult']), ['threat'])).rejects.toMatchObject({
    code: 'column-missing',
  });
});
