import { expect, test } from 'vitest';
import { createRandom, shuffle } from '../../base/random';
import { explored, sourceOf } from '../testing/explored';

const KIND = 'thanks for the helpful edit of this good page and its sources have a nice day'.split(' ');
const RUDE = 'you are such a stupid idiot and a foolish clown with rubbish words go away now'.split(' ');

/** Comments of either class, with `flipped` labels turned around. */
function planted(rows: number, flipped: number) {
  const random = createRandom(17);
  const labels: number[] = [];
  const texts: string[] = [];
  for (let row = 0; row < rows; row++) {
    const label = random.below(4) === 0 ? 1 : 0;
    // One word in five comes from the other class.
    const words = Array.from({ length: 6 + random.below(12) }, () => {
      const list = (random.below(5) === 0) === (label === 1) ? KIND : RUDE;
      return list[random.below(list.length)];
    });
    labels.push(label);
    texts.push(words.join(' '));
  }
  const order = shuffle(
    Uint32Array.from({ length: rows }, (_, row) => row),
    random,
  );
  const wrong = new Set(order.subarray(0, flipped));
  for (const row of wrong) labels[row] = 1 - labels[row];
  return { texts, labels, wrong };
}

test('of labels turned around most are found, and the likeliest ones are nearly all wrong', async () => {
  const { texts, labels, wrong } = planted(1600, 80);
  const { labelErrors } = await explored(sourceOf(texts, labels, 500), ['labelErrors']);
  const errors = labelErrors?.errors ?? [];
  expect(labelErrors).toMatchObject({ absent: null, rows: 1600, estimated: errors.length });
  const hits = (list: typeof errors) => list.filter(({ row }) => wrong.has(row)).length;
  expect(hits(errors.slice(0, 40))).toBeGreaterThanOrEqual(38);
  expect(hits(errors)).toBeGreaterThanOrEqual(64);
  expect(errors.length).toBeLessThan(140);
  errors.forEach(({ row, given, suggested, selfConfidence }, i) => {
    expect(given).toBe(labels[row]);
    expect(suggested).toBe(1 - given);
    expect(selfConfidence).toBeGreaterThanOrEqual(i === 0 ? 0 : errors[i - 1].selfConfidence);
  });
});

test('rows without a label take no part, and numbers stay those of the dataset', async () => {
  const { texts, labels } = planted(300, 15);
  const plain = await explored(sourceOf(texts, labels), ['labelErrors']);
  const mixed = texts.flatMap((text) => ['a comment that nobody has labelled yet', text]);
  const some = await explored(
    sourceOf(
      mixed,
      labels.flatMap((label) => [255, label]),
      100,
    ),
    ['labelErrors'],
  );
  expect(some.labelErrors?.rows).toBe(300);
  const rowsOf = (errors = plain.labelErrors) => errors?.errors.map(({ row }) => row) ?? [];
  const overlap = rowsOf(some.labelErrors).filter((row) => row % 2 === 1 && rowsOf().includes((row - 1) / 2));
  expect(rowsOf().length).toBeGreaterThan(0);
  expect(overlap.length).toBeGreaterThanOrEqual(rowsOf().length / 2);
  expect(rowsOf(some.labelErrors).every((row) => row % 2 === 1)).toBe(true);
});

test('the same comments have the same answer', async () => {
  const { texts, labels } = planted(200, 10);
  const first = await explored(sourceOf(texts, labels), ['labelErrors']);
  expect(await explored(sourceOf(texts, labels, 33), ['labelErrors'])).toEqual(first);
});

test('without two classes, and with too few rows for folds, the report has the reason why there are none', async () => {
  const absentOf = async (texts: string[], labels: number[] | null) =>
    (await explored(sourceOf(texts, labels), ['labelErrors'])).labelErrors?.absent;
  expect(await absentOf(['one', 'two', 'three'], null)).toBe('one-class');
  expect(await absentOf(['one', 'two', 'three'], [1, 1, 255])).toBe('one-class');
  expect(await absentOf(['one', 'two', 'three', 'four'], [1, 1, 0, 0])).toBe('too-few-rows');
  // Duplicates stay together, so five of one text are one.
  expect(
    await absentOf(
      Array.from({ length: 20 }, () => 'the same'),
      [...Array(10).fill(0), ...Array(10).fill(1)],
    ),
  ).toBe('too-few-rows');
  const numbers = Array.from({ length: 40 }, (_, i) => `unique${i}`);
  expect(
    await absentOf(
      numbers,
      numbers.map((_, i) => i % 2),
    ),
  ).toBe('too-few-rows');
});
