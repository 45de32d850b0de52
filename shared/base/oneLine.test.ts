import { expect, test } from 'vitest';
import { oneLine } from './oneLine';

test('a short text on one line stays as it is', () => {
  expect(oneLine('toxic — «да» 😀')).toBe('toxic — «да» 😀');
});

test('a long text is cut between characters and ends in an ellipsis', () => {
  expect(oneLine('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
  expect(oneLine('x'.repeat(80))).toBe('x'.repeat(80));
  expect(oneLine(`${'x'.repeat(78)}😀😀`)).toBe(`${'x'.repeat(78)}…`);
});

test('line ends, controls, bidi marks and lone surrogates become a space', () => {
  expect(oneLine('a\r\n\tb\u202ec\u2066d\u2028e\ud800f')).toBe('a b c d e f');
});
