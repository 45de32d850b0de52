import { expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { isAboutToken, isPassing, refusalIn, refusalOf } from './errors';

const wire = (code: string, params: object) => ({ code, params, sentences: { en: 'As the server says.', ru: '' } });

test('a refusal has the words of this app', () => {
  const error = refusalIn({ error: { data: { error: wire('name-taken', { name: 'Ours' }) } } });
  expect(error).toMatchObject({ code: 'name-taken', params: { name: 'Ours' } });
});

test.each([
  ['model-missing', { id: 'x' }, 'server-lacks-model'],
  ['dataset-missing', { id: 'x' }, 'server-lacks-dataset'],
  ['storage-full', { neededBytes: 1, freeBytes: 1 }, 'server-full'],
  ['not-signed-in', { needed: 'contributor' }, 'server-sign-in'],
])('%s of the server is not said of this device', (code, params, here) => {
  expect(refusalOf(wire(code, params))?.code).toBe(here);
});

test.each([
  ['a code of a later version', wire('model-on-strike', {})],
  ['parameters of a later version', wire('rate-limited', {})],
])('%s: a sentence that can be shown', (_, refused) => {
  const error = refusalOf(refused);
  expect(error).not.toBeNull();
  if (error !== null) expect(sentenceIn('en', error)).not.toMatch(/undefined/);
});

test.each([null, 'text', {}, { error: { data: {} } }, { code: 7, params: {} }])('%j is no refusal', (body) => {
  expect(refusalIn(body)).toBeNull();
  expect(refusalOf(body)).toBeNull();
});

test('what passes by itself is tried again, what a person has to decide is not', () => {
  const passing = (code: 'server-slow' | 'name-taken', params: object) =>
    isPassing(new CodedError(code, params as { address: string; seconds: number; name: string }));
  expect(passing('server-slow', { address: '', seconds: 1 })).toBe(true);
  expect(passing('name-taken', { name: 'x' })).toBe(false);
  expect(isPassing(new CodedError('limit-reached', { what: 'tasks-of-token', limit: 1 }))).toBe(true);
  expect(isPassing(new CodedError('limit-reached', { what: 'models', limit: 1 }))).toBe(false);
  expect(isAboutToken(new CodedError('token-revoked', { revoked: '' }))).toBe(true);
  expect(isAboutToken(new CodedError('role-insufficient', { role: 'reader', needed: 'admin' }))).toBe(false);
});
