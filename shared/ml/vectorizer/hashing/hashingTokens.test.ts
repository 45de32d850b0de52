import { expect, test } from 'vitest';
import { rowText } from '../../../data/column/textColumn';
import { parsePipelineSpec } from '../../../spec/pipelineSpec';
import { plainText } from '../../../testing/preparations';
import { createSegments, findWords } from '../../../text/decode/segments';
import { createFeatureReader } from '../count/featureReader';
import { createHashingTokens } from './hashingTokens';

test('words are forgotten between texts once there are many, stop words never', () => {
  const [settings] = parsePipelineSpec({ features: [{ kind: 'hashing' }] }).features;
  const preparation = plainText(['you']);
  const tokens = createHashingTokens(settings, preparation, 50);
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const symbols = new Uint32Array(4096);
  let most = 0;
  for (let text = 0; text < 30; text++) {
    const words = Array.from({ length: 20 }, (_, i) => `word${text}x${i}`);
    const bytes = new TextEncoder().encode(['you', ...words].join(' '));
    const read = reader.read(bytes, 0, bytes.length);
    findWords(read, segments);
    expect(tokens.read(read, segments, 0, symbols)).toBe(21);
    const met = [...symbols.subarray(1, 21)].map((symbol) => rowText(tokens.terms, symbol));
    expect(met).toEqual(words);
    expect(symbols[0]).toBe(0xfffffffe);
    most = Math.max(most, tokens.terms.count);
  }
  expect(most).toBeLessThan(50 + 21 + 2);
});
