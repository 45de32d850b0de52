import { expect, test } from 'vitest';
import { sentenceIn } from '#shared/messages/index';
import { errorOf } from './errorOf';

test('the error of a task has its sentence in each language', () => {
  const error = errorOf({ error: { code: 'training-one-class', params: { label: 'toxic', rows: 7, positives: 0 } } });
  expect(error?.code).toBe('training-one-class');
  if (error === null) throw new Error('no error');
  expect(sentenceIn('en', error)).not.toBe(sentenceIn('ru', error));
  expect(errorOf({ error: null })).toBeNull();
});

test.each<[string, unknown, Record<string, unknown>]>([
  ['a code of another version', 'brewing-failed', {}],
  ['a name that every object has', 'constructor', {}],
  ['parameters of another version', 'file-no-text-column', { name: 'x' }],
])('%s becomes an error that names the code', (_, code, params) => {
  const error = errorOf({ error: { code: code as 'unexpected', params } });
  expect(error).toMatchObject({ code: 'unexpected', params: { reason: code } });
});
