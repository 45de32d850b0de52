import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from '../../text/decode/codePoints';
import { PERSONAL_DATA } from './kinds';
import { findPersonalData } from './personalDataScan';

const encoder = new TextEncoder();
const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });

function scan(text: string) {
  const bytes = encoder.encode(text);
  return findPersonalData(reader.read(bytes, 0, bytes.length));
}

/** What is found, as `kind text`. */
function found(text: string): string[] {
  const characters = Array.from(text);
  return scan(text).map(({ kind, begin, end }) => `${kind} ${characters.slice(begin, end).join('')}`);
}

const FOUND: readonly [text: string, ...found: string[]][] = [
  ['write to anna.k+news@mail.example.org, please', 'email anna.k+news@mail.example.org'],
  ['"o_brien-2@example.co.uk".', 'email o_brien-2@example.co.uk'],
  ['john.ru_doe@example.com, anna.com+x@example.org', 'email john.ru_doe@example.com', 'email anna.com+x@example.org'],
  ['почта: вася@пример.рф!', 'email вася@пример.рф'],
  ['a@b.com;c@d.net', 'email a@b.com', 'email c@d.net'],
  ['see https://example.com/a_(b)?c=d#e.', 'url https://example.com/a_(b)?c=d#e'],
  ['(http://example.org/x)', 'url http://example.org/x'],
  ['[www.example.info] and WWW.Example.NET/x', 'url www.example.info', 'url WWW.Example.NET/x'],
  ['example.com, пример.рф and news.example.co.uk', 'url example.com', 'url пример.рф', 'url news.example.co.uk'],
  ['example.com:8080/page?x=1', 'url example.com:8080/page?x=1'],
  ['http://me@example.com/@user/2125550123', 'url http://me@example.com/@user/2125550123'],
  ['from 203.0.113.7: and 198.51.100.255.', 'ip 203.0.113.7', 'ip 198.51.100.255'],
  ['2001:db8:0:0:0:0:2:1 or 2001:db8::2:1,', 'ip 2001:db8:0:0:0:0:2:1', 'ip 2001:db8::2:1'],
  ['@anna_k said (@boris1): hi', 'handle @anna_k', 'handle @boris1'],
  ['+7 (903) 123-45-67', 'phone +7 (903) 123-45-67'],
  ['8 903 123 45 67, 89031234567', 'phone 8 903 123 45 67', 'phone 89031234567'],
  ['8(495)1234567 или 8-800-555-00-11', 'phone 8(495)1234567', 'phone 8-800-555-00-11'],
  ['тел. (495) 123-45-67; 123-45-67', 'phone (495) 123-45-67', 'phone 123-45-67'],
  ['call 212-555-0123 or (212) 555 0198', 'phone 212-555-0123', 'phone (212) 555 0198'],
  ['(212) 555-0198 / 212.555.2368', 'phone (212) 555-0198', 'phone 212.555.2368'],
  ['1-800-555-2368!', 'phone 1-800-555-2368'],
  ['+44 20 7946 0958 and 0044 20 7946 0958', 'phone +44 20 7946 0958', 'phone 0044 20 7946 0958'],
  ['Anna +1-212-555-2368 anna@example.com', 'phone +1-212-555-2368', 'email anna@example.com'],
  ['in 2019 8 903 123-45-67', 'phone 8 903 123-45-67'],
];

test.each(FOUND)('found: %s', (text, ...expected) => {
  expect(found(text)).toEqual(expected);
  expect(found(`Ну вот\n${text}\tand so on`)).toEqual(expected);
});

const NOTHING = [
  ...['in 1999-2003', '2023-10-12', '12.10.2023', '12:30:45', '10:05', 'от 12.05 до 15.06.2021 года'],
  ...[
    '$1,234,567',
    '1 000 000 рублей',
    '10 000 000 000',
    '+100 000 000 000',
    '€212 555 2368',
    '100%',
    '3.14159265358979',
  ],
  ...['ISBN 978-3-16-148410-0', '4111 1111 1111 1111', '90-60-90', '22; 233-235 (2003)', '1234567890', '№89031234567'],
  ...['a@b', 'meet @ noon', 'me@noon', '@5pm', 'b@d', '@ss', 'a@@b', '...@...', 'foo..bar@', '@'],
  ...['e.g. this', 'Node.js is', 'end.Then', 'wait...what', 'Mr.Smith', 'i.e.', 'http://', 'www.', '://x', 'a.comment'],
  ...[
    'v1.2.3.4',
    '1.2.3',
    '300.1.1.1',
    '1.2.3.4.5',
    'std::vector::iterator',
    'aa:bb:cc:dd:ee:ff',
    '::',
    'a::b',
    '10:20:30:40',
  ],
];

test.each(NOTHING)('nothing: %s', (text) => {
  expect(found(text)).toEqual([]);
});

const piece = fc.oneof(
  fc.constantFrom(...FOUND.map(([text]) => text), ...NOTHING),
  fc.constantFrom(...Array.from('@.:/+-_() 0123456789abfюя\n"«')),
  fc.constantFrom('www.', 'http://', '.com', '@x.y', '::', '8 903 ', '123-45-67', '.рф'),
);

test('whatever the text, findings are in order and do not overlap', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { kind, begin, end } of scan(text)) {
        expect(PERSONAL_DATA).toContain(kind);
        expect(begin).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(begin);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test('a long run of anything that begins an address takes linear time', () => {
  const units = [
    '@',
    '.',
    ':',
    'a@',
    'a@b',
    '@a',
    'a.',
    'www.',
    'http://',
    '(',
    '+',
    '1',
    '1 ',
    '1.',
    '1-',
    '1:',
    ':1a,',
    '::1,',
  ];
  for (const unit of [
    ...units,
    'a.com',
    '1.1.1.1 ',
    '1.1.1.1,',
    'a@b.c',
    '(1) ',
    '+1-',
    ' 8 903',
    "'",
    'a_',
    '::1a::,',
    'a/',
  ]) {
    const count = scan(unit.repeat(20_000)).length;
    expect(count).toBeLessThanOrEqual(20_000);
  }
});
