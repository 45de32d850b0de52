import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { specimenDefaults } from '../../testing/defaults';
import { findDefault, parseDefaultModels } from './defaultModels';

const asRead = () => JSON.parse(JSON.stringify(specimenDefaults().index));

/** The issues of the specimen after `change`, by path. */
function refusal(change: object): unknown {
  const index = asRead();
  for (const [path, value] of Object.entries(change)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    keys.reduce((level, key) => level[key], index)[last] = value;
  }
  try {
    return parseDefaultModels(index, 'index.json');
  } catch (error) {
    return error instanceof CodedError ? { code: error.code, ...error.params } : error;
  }
}

test('an index is read back as it was written', () => {
  expect(parseDefaultModels(asRead(), 'index.json')).toEqual(specimenDefaults().index);
});

test.each<[string, string, object]>([
  ['of another version', 'version', { version: 2 }],
  ['with a name twice', 'each name once', { 'models.1.name': 'en' }],
  ['with an id twice', 'each id once', { 'models.1.id': specimenDefaults().index.models[0].id }],
  ['with a file not named after its model', 'files named after', { 'models.0.file': `en.${'0'.repeat(12)}.moderato` }],
  ['with a file elsewhere', 'models.0.file', { 'models.0.file': '../en.moderato' }],
  ['with a manifest that is none', 'models.1.manifest.labels', { 'models.1.manifest.labels': [] }],
  ['with a field that is not known', 'models.0.colour', { 'models.0.colour': 'blue' }],
])('an index %s is refused, saying where', (_, where, change) => {
  expect(refusal(change)).toEqual({
    code: 'defaults-unreadable',
    where: 'index.json',
    reason: expect.stringContaining(where),
  });
});

test('a name that is not there is answered with those that are', () => {
  const { index } = specimenDefaults();
  expect(findDefault(index, 'ru-svc')).toBe(index.models[1]);
  expect(() => findDefault(index, 'de')).toThrow(
    new CodedError('default-unknown', { name: 'de', names: ['en', 'ru-svc'] }),
  );
});
