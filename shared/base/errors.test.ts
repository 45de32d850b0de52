import { expect, test } from 'vitest';
import { CodedError, toCodedError } from './errors';

test.each([
  'Failed to fetch dynamically imported module: http://localhost/assets/ru-1.js',
  'error loading dynamically imported module: http://localhost/assets/ru-1.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/Train-1.css',
])('code that did not arrive is a part of the app that is missing: %s', (message) => {
  expect(toCodedError(new TypeError(message))).toMatchObject({ code: 'app-part-missing', cause: { message } });
});

test('a coded error stays itself; any other is unexpected', () => {
  const coded = new CodedError('storage-busy', {});
  expect(toCodedError(coded)).toBe(coded);
  expect(toCodedError(new TypeError('x is not a function'))).toMatchObject({ code: 'unexpected' });
});
