import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, type Leftover } from './cleanText';

test.each<[string, string, Leftover[]]>([
  ['you &amp; your goose', 'you & your goose', ['entities']],
  ['&#8220;thank you&#x201D; &lt;3', '“thank you” <3', ['entities']],
  ['twice &amp;amp; thrice &amp;amp;amp;', 'twice & thrice &', ['entities']],
  ['see ?a=1&copy=2 and AT&T', 'see ?a=1&copy=2 and AT&T', []],
  ['a line\\nanother\\r\\nthird', 'a line\nanother\nthird', ['escapes']],
  ['it\\u2019s \\ud83d\\ude00', 'it’s 😀', ['escapes']],
  ['half a pair \\ud83d, a bell \\u0007', 'half a pair \\ud83d, a bell \\u0007', []],
  ['in C:\\new\\uploads and \\\\n', 'in C:\\new\\uploads and \\\\n', []],
  ['cafe\u0301 и\u0306', 'café й', ['decomposed']],
  ['go\u200bose\ufeff so\u00adft', 'goose soft', ['zeroWidth']],
  ['a\u200dword\u200c', 'aword', ['zeroWidth']],
  ['👨\u200d👩\u200d👧 می\u200cخواهم', '👨\u200d👩\u200d👧 می\u200cخواهم', []],
  ['&#8203;hid&#x301;den', 'hid\u0301den', ['entities', 'zeroWidth']],
  ['nothing to do & fine', 'nothing to do & fine', []],
])('%j becomes %j', (text, cleaned, found) => {
  expect(cleanText(text)).toEqual({ text: cleaned, found });
});

test('what has been cleaned is clean, and the quick look misses nothing', () => {
  const piece = fc.constantFrom(
    '&',
    'amp;',
    '#39;',
    '\\',
    'n',
    'u2019',
    'e',
    '\u0301',
    '\u200b',
    '\u200d',
    ' ',
    '😀',
    'я',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { text: cleaned, found } = cleanText(text);
      expect(found.length > 0).toBe(cleaned !== text);
    }),
  );
});
