import { expect, test } from 'vitest';
import { createSha256 } from '../../hash';
import { createCodePointReader, type NormalizeSettings } from '../codePoints';
import { characterFlags, SPACE, WORD } from './characters';
import answers from './frozen/digests.json';
import { lookUp } from './pages';

const CODES = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);

/** The digest of one answer for every code point, gathered so that the hash takes large pieces. */
function digest(answer: (character: string, code: number) => Uint8Array): string {
  const hash = createSha256();
  const gathered = new Uint8Array(1 << 16);
  let length = 0;
  for (const code of CODES) {
    const bytes = answer(String.fromCodePoint(code), code);
    if (length + bytes.length > gathered.length) {
      hash.update(gathered.slice(0, length));
      length = 0;
    }
    gathered.set(bytes, length);
    length += bytes.length;
  }
  return hash.update(gathered.slice(0, length)).hex();
}

function normalizer(settings: NormalizeSettings) {
  const reader = createCodePointReader(settings);
  const encoder = new TextEncoder();
  return (text: string) => {
    const bytes = encoder.encode(text);
    const { codePoints, length } = reader.read(bytes, 0, bytes.length);
    return String.fromCodePoint(...codePoints.subarray(0, length));
  };
}

function digestOfTexts(settings: NormalizeSettings, text: (character: string) => string[]): string {
  const normalize = normalizer(settings);
  const encoder = new TextEncoder();
  return digest((character) => encoder.encode(`${text(character).map(normalize).join('')}\n`));
}

test("word and space flags are Python's for every code point", () => {
  const flags = characterFlags();
  const flag = (which: number) => digest((_, code) => Uint8Array.of(lookUp(flags, code) & which ? 1 : 0));
  expect(flag(WORD)).toBe(answers.word);
  expect(flag(SPACE)).toBe(answers.space);
});

test('lower case is str.lower() for every code point', () => {
  expect(digestOfTexts({ lowercase: true, stripAccents: 'none' }, (c) => [c])).toBe(answers.lower);
});

test('a capital sigma is final or not beside every code point', () => {
  const texts = (c: string) => [`${c}Σ`, `A${c}Σ${c}b`];
  expect(digestOfTexts({ lowercase: true, stripAccents: 'none' }, texts)).toBe(answers.finalSigma);
});

test('accents are stripped as strip_accents_unicode and strip_accents_ascii do for every code point', () => {
  expect(digestOfTexts({ lowercase: false, stripAccents: 'unicode' }, (c) => [c])).toBe(answers.strip);
  expect(digestOfTexts({ lowercase: false, stripAccents: 'ascii' }, (c) => [c])).toBe(answers.stripAscii);
  expect(digestOfTexts({ lowercase: true, stripAccents: 'unicode' }, (c) => [c])).toBe(answers.lowerThenStrip);
});
