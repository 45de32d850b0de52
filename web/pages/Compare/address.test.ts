import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_MODELS, parseAddress, searchOf } from './address';

test('an address is read back as it was written', () => {
  const text = fc.string({ minLength: 1 });
  const cost = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
  const address = fc.record({
    models: fc.uniqueArray(
      text.filter((pin) => !pin.includes(',')),
      { maxLength: MOST_MODELS },
    ),
    data: fc.option(text),
    part: fc.option(text),
    label: fc.option(text),
    column: fc.option(text),
    seen: fc.boolean(),
    falseAlarm: cost,
    miss: cost,
  });
  fc.assert(
    fc.property(address, (given) => {
      const search = new URLSearchParams();
      for (const [key, value] of Object.entries(searchOf(given))) if (value !== undefined) search.set(key, value);
      expect(parseAddress(Object.fromEntries(search))).toEqual(given);
    }),
  );
});

test('what makes no sense has its default, and too many models are cut', () => {
  const models = 'a,b,a,,c,d,e,f,g';
  expect(parseAddress({ models, falseAlarm: '-1', miss: 'x', seen: 'yes' })).toEqual({
    models: ['a', 'b', 'c', 'd', 'e', 'f'],
    data: null,
    part: null,
    label: null,
    column: null,
    seen: false,
    falseAlarm: 1,
    miss: 1,
  });
});
