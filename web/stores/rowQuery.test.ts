import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LENGTH_MEASURES } from '#shared/eda/lengths/measures';
import { PERSONAL_DATA } from '#shared/eda/personalData/kinds';
import { EDA_DEFAULTS, LEFT_OUT } from '#shared/eda/section/settings';
import { STYLE_MARKS } from '#shared/eda/style/marks';
import { WORD_CLASSES } from '#shared/text/tagging/wordClasses';
import { EVERY_ROW, parseRowQuery, type RowFilter, type RowQuery, rowSearch, rowsAddress, SORT_KEYS } from './rowQuery';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const kind = <Kind extends RowFilter['kind']>(name: Kind) => fc.constant(name);
const filter: fc.Arbitrary<RowFilter> = fc.oneof(
  fc.record({ kind: kind('class'), label: fc.constantFrom(0, 1, null) }),
  fc.record({
    kind: kind('length'),
    measure: fc.constantFrom(...LENGTH_MEASURES),
    from: fc.nat(),
    to: fc.option(fc.nat()),
  }),
  fc.record({ kind: kind('term'), term: text }),
  fc.record({ kind: kind('contains'), text }),
  fc.record({ kind: kind('pattern'), source: text, ignoreCase: fc.boolean() }),
  fc.record({ kind: kind('column'), column: fc.nat(), equals: text }),
  fc.record({
    kind: kind('number'),
    column: fc.nat(),
    from: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
    to: fc.option(fc.integer()),
  }),
  fc.record({ kind: kind('language'), language: fc.constantFrom('en', 'ru', 'other', 'unknown') }),
  fc.record({ kind: kind('empty') }),
  fc.record({ kind: kind('missing') }),
  fc.record({ kind: kind('style'), mark: fc.constantFrom(...STYLE_MARKS) }),
  fc.record({ kind: kind('identity'), group: text }),
  fc.record({ kind: kind('personalData'), what: fc.constantFrom(...PERSONAL_DATA) }),
  fc.record({ kind: kind('wordClass'), wordClass: fc.constantFrom(...WORD_CLASSES) }),
  fc.record({
    kind: kind('wordClass'),
    wordClass: fc.constantFrom(...WORD_CLASSES),
    language: fc.constantFrom('en' as const, 'ru' as const),
  }),
  fc.record({ kind: kind('rows'), rows: fc.array(fc.nat()) }),
  fc.record({ kind: kind('edited') }),
  fc.record({ kind: kind('part'), part: text }),
);
const query: fc.Arbitrary<RowQuery> = fc.record({
  filters: fc.array(filter, { maxLength: 4 }),
  sort: fc.oneof(
    fc.record({ by: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
    fc.record({ by: fc.constant('column' as const), column: fc.nat({ max: 999_999_999 }), descending: fc.boolean() }),
  ),
  settings: fc.record({
    language: fc.constantFrom('auto', 'en', 'ru'),
    tokens: fc.constantFrom('plain', 'stem', 'lemma'),
    stopWords: fc.oneof(fc.constantFrom('none' as const, 'ru' as const), fc.array(text, { maxLength: 3 })),
    keep: fc.subarray([...LEFT_OUT]),
    minCount: fc.nat(),
    topTerms: fc.nat(),
  }),
  removed: fc.boolean(),
  label: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
});

test('a query is read back from its address', () => {
  fc.assert(
    fc.property(query, (asked) => {
      const address = rowsAddress('id', asked);
      expect(address).toMatch(/^\/data\/id/);
      const search = Object.fromEntries(new URL(address, 'http://here').searchParams);
      expect(parseRowQuery(search)).toEqual({ query: asked, understood: true });
      expect(parseRowQuery(rowSearch(asked))).toEqual({ query: asked, understood: true });
    }),
  );
});

test('a default view has a short address', () => {
  expect(rowsAddress('d/1', EVERY_ROW)).toBe('/data/d%2F1');
  expect(rowsAddress('d1')).toBe('/data/d1');
  expect(parseRowQuery({})).toEqual({ query: EVERY_ROW, understood: true });
});

test.each<[string, Parameters<typeof parseRowQuery>[0]]>([
  ['text that is not JSON', { filter: '[{' }],
  ['an unknown kind', { filter: '[{"kind":"magic"}]' }],
  ['a wrong label', { filter: '[{"kind":"class","label":2}]' }],
  ['an unknown field of a filter', { filter: '[{"kind":"empty","also":1}]' }],
  ['an object in place of a list', { filter: '{"kind":"empty"}' }],
  ['two filters parameters', { filter: ['[]', '[]'] }],
  ['an unknown order', { sort: 'colour-up' }],
  ['an order of a prototype', { sort: 'constructor-up' }],
  ['half an order', { sort: 'length' }],
  ['a word for removed', { removed: 'yes' }],
  ['two labels', { label: ['toxic', 'threat'] }],
  ['unknown settings', { settings: '{"tokens":"letters"}' }],
])('%s is ignored and reported', (_, search) => {
  expect(parseRowQuery(search)).toEqual({ query: EVERY_ROW, understood: false });
});

test('no address makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), fc.string(), fc.json(), (filters, sort, settings) => {
      const parsed = parseRowQuery({ filter: filters, sort, settings });
      expect(Array.isArray(parsed.query.filters)).toBe(true);
      expect(SORT_KEYS).toContain(parsed.query.sort.by);
      expect(Object.keys(parsed.query.settings).sort()).toEqual(Object.keys(EDA_DEFAULTS).sort());
    }),
  );
});
