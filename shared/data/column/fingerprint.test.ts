import { expect, test } from 'vitest';
import answers from '../frozen/fingerprint.json';
import { createFingerprint } from './fingerprint';
import { type TextColumn, textColumnOf } from './textColumn';

function table(
  rows: readonly (readonly (number | readonly (string | number)[])[])[],
): { text: string; label: number }[] {
  return rows.map(([packed, label]) => {
    const [part, times] = packed as readonly [string, number];
    return { text: part.repeat(times), label: Number(label) };
  });
}

const columnOf = (rows: readonly { text: string }[]): TextColumn => textColumnOf(rows.map(({ text }) => text));
const labelsOf = (rows: readonly { label: number }[]): Uint8Array => Uint8Array.from(rows, ({ label }) => label);

test.each(answers.tables)('fingerprints are those of Python (%#)', ({ rows, fingerprint }) => {
  const data = table(rows);
  const whole = createFingerprint();
  whole.rows(columnOf(data), labelsOf(data));
  expect(whole.hex()).toBe(fingerprint);
});

test.each(answers.tables)('chunks do not show in a fingerprint (%#)', ({ rows, fingerprint }) => {
  const piecewise = createFingerprint();
  for (const row of table(rows)) piecewise.rows(columnOf([row]), labelsOf([row]));
  expect(piecewise.hex()).toBe(fingerprint);
});

test('rows that are not kept do not count', () => {
  const all = createFingerprint();
  all.rows(textColumnOf(['a', 'b', 'c']), Uint8Array.of(1, 0, 1), Uint8Array.of(1, 0, 1));
  const kept = createFingerprint();
  kept.rows(textColumnOf(['a', 'c']), Uint8Array.of(1, 1));
  expect(all.hex()).toBe(kept.hex());
});

test('it changes when a character moves to the next row, and with any label or the order of rows', () => {
  const of = (texts: string[], labels: number[]) => {
    const print = createFingerprint();
    print.rows(textColumnOf(texts), Uint8Array.from(labels));
    return print.hex();
  };
  const prints = [of(['ab', 'c'], [0, 1]), of(['a', 'bc'], [0, 1]), of(['ab', 'c'], [1, 1]), of(['c', 'ab'], [1, 0])];
  expect(new Set(prints).size).toBe(4);
});
