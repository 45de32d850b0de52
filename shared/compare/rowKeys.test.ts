import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { runSteps } from '#shared/runtime/steps';
import { createSameKey } from '#shared/text/duplicates/textKey';
import { includesKey, sortedRowKeys } from './rowKeys';

const keyOf = createSameKey();
const keyOfText = (text: string) => {
  const { bytes } = textColumnOf([text]);
  return keyOf(bytes, 0, bytes.length);
};

async function keysOf(...parts: string[][]) {
  async function* columns() {
    for (const part of parts) yield textColumnOf(part);
  }
  return runSteps(sortedRowKeys(columns()));
}

test('rows are found whatever chunk they were in, also with other case and punctuation, and no others', async () => {
  const keys = await keysOf(['Good morning!', 'see you'], [], ['третий комментарий']);
  expect(keys).toHaveLength(3);
  expect(includesKey(keys, keyOfText('good  MORNING'))).toBe(true);
  expect(includesKey(keys, keyOfText('Третий комментарий.'))).toBe(true);
  expect(includesKey(keys, keyOfText('see them'))).toBe(false);
  expect(includesKey(new Float64Array(0), 1)).toBe(false);
});

test('the search is that of a scan', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (values, key) => {
      expect(includesKey(Float64Array.from(values).sort(), key)).toBe(values.includes(key));
    }),
  );
});
