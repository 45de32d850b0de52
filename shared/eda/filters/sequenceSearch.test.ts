import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSequenceSearch } from './sequenceSearch';

const symbols = (most: number) => fc.array(fc.nat({ max: 2 }), { maxLength: most });

test('every place where the sequence ends is found, those that overlap too', () => {
  fc.assert(
    fc.property(symbols(5), symbols(30), (pattern, stream) => {
      const search = createSequenceSearch(Uint32Array.from(pattern));
      search.take(0);
      search.restart();
      const found = stream.map((symbol) => search.take(symbol));
      const expected = stream.map(
        (_, at) =>
          pattern.length > 0 &&
          at + 1 >= pattern.length &&
          pattern.every((symbol, i) => stream[at + 1 - pattern.length + i] === symbol),
      );
      expect(found).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
