import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowText, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { createByteTable } from '../vectorizer/count/byteTable';
import { buildTermTable, continuationsOf, findRecord, homeOf, MISSING } from './termTable';

const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'да', 'дар', '𐐷𐐷', '__proto__', 'constructor');
const gram = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const grams = fc.uniqueArray(gram, { maxLength: 60 });

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function tableOf(terms: readonly string[], idf: Float32Array<ArrayBuffer> | null, payload: Float32Array | Uint32Array) {
  const settings = parsePipelineSpec({ features: [{ ngramRange: [1, 4] }] }).features[0];
  const words = createByteTable();
  const table = runStepsSync(buildTermTable({ settings, terms: textColumnOf([...terms]), idf }, words, payload));
  const symbols = new Map(Array.from({ length: words.count }, (_, symbol) => [rowText(words, symbol), symbol]));
  const find = (text: string): number => {
    let record = MISSING;
    text.split(' ').forEach((each, n) => {
      const symbol = symbols.get(each) ?? MISSING;
      if (n === 0 || symbol === MISSING) record = n === 0 ? symbol : MISSING;
      else if (record !== MISSING) {
        const next = continuationsOf(table.records, record);
        record = next === 0 ? MISSING : findRecord(table.records, next, homeOf(next, symbol), symbol);
      }
    });
    return record;
  };
  return { table, find };
}

test('every term has a record with its idf and weight, and nothing else has', () => {
  fc.assert(
    fc.property(grams, grams, (some, others) => {
      const terms = [...some].sort(byBytes);
      const idf = Float32Array.from(terms, (_, i) => 1 + i / 8);
      const weights = Float32Array.from(terms, (_, i) => i - 3.5);
      const { table, find } = tableOf(terms, idf, weights);
      terms.forEach((term, feature) => {
        const record = find(term);
        expect(record).not.toBe(MISSING);
        expect(table.numbers[4 * record + 1]).toBe(idf[feature]);
        expect(table.numbers[4 * record + 2]).toBe(weights[feature]);
      });
      for (const other of others) {
        if (terms.includes(other)) continue;
        const record = find(other);
        if (record !== MISSING) expect(table.numbers[4 * record + 1]).toBe(0); // what only begins or follows in terms
      }
    }),
    { numRuns: 300 },
  );
});

test('a word that thousands of terms begin with has all of them', () => {
  const terms = Array.from({ length: 5000 }, (_, i) => `the ${i.toString(36).padStart(3, '0')}`).sort(byBytes);
  const features = Uint32Array.from(terms.keys());
  const { table, find } = tableOf(terms, null, features);
  terms.forEach((term, feature) => {
    const record = find(term);
    expect(table.records[4 * record + 2]).toBe(feature);
    expect(table.numbers[4 * record + 1]).toBe(1);
  });
  expect(find('the zzzz')).toBe(MISSING);
});

test('a vectorizer without terms has an empty table', () => {
  expect(tableOf([], null, new Float32Array(0)).find('a')).toBe(MISSING);
});
