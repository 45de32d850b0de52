import { expect, test } from 'vitest';
import { parseServerLink } from './link';

const SECRET = `moderato_${'a-_Z'.repeat(10)}`;

test.each([
  [`http://localhost:4173/#token=${SECRET}`, 'http://localhost:4173', SECRET],
  [`  https://moderato.example.org/models?x=1#token=${SECRET}\n`, 'https://moderato.example.org', SECRET],
  ['https://moderato.example.org/', 'https://moderato.example.org', null],
  ['moderato.example.org', 'https://moderato.example.org', null],
  [`localhost:4173/#token=${SECRET}`, 'http://localhost:4173', SECRET],
  ['127.0.0.1:80', 'http://127.0.0.1', null],
  ['[::1]:4173', 'http://[::1]:4173', null],
  [SECRET, null, SECRET],
])('%j is a server and a token', (text, address, token) => {
  expect(parseServerLink(text)).toEqual({ address, token });
});

test.each(['', 'hello', 'two words.org', 'ftp://example.org', 'javascript:alert(1)', 'https://', '//', '#token=x'])(
  '%j is no link',
  (text) => {
    expect(parseServerLink(text)).toBeNull();
  },
);

test('a token with what no token has is left out', () => {
  expect(parseServerLink('https://moderato.example.org/#token=<script>')?.token).toBeNull();
});
