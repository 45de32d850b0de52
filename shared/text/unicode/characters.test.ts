import { expect, test } from 'vitest';
import { createSha256 } from '../../base/hash';
import { createCodePointReader, type NormalizeSettings } from '../decode/codePoints';
import { putCodePoint } from '../decode/utf8';
import { characterFlags, SPACE, WORD } from './characters';
import answers from './frozen/digests.json';
import { lookUp } from './pages';

const CODES = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);

/** The digest of what `write` writes for every code point: it puts bytes at `at` and returns the index after them. */
function digest(write: (into: Uint8Array, at: number, character: string, code: number) => number): string {
  const hash = createSha256();
  const gathered = new Uint8Array(1 << 16);
  let length = 0;
  for (const code of CODES) {
    if (length > gathered.length - 256) {
      hash.update(gathered.slice(0, length));
      length = 0;
    }
    length = write(gathered, length, String.fromCodePoint(code), code);
  }
  return hash.update(gathered.slice(0, length)).hex();
}

/** The digest of the normalised texts that `texts` makes of every character, a line each. */
function digestOfTexts(settings: NormalizeSettings, texts: (character: string) => string[]): string {
  const reader = createCodePointReader(settings);
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(64);
  return digest((into, at, character) => {
    let end = at;
    for (const text of texts(character)) {
      const { codePoints, length } = reader.read(bytes, 0, encoder.encodeInto(text, bytes).written);
      for (let i = 0; i < length; i++) end = putCodePoint(into, end, codePoints[i]);
    }
    into[end++] = 0x0a;
    return end;
  });
}

test("word and space flags are Python's for every code point", () => {
  const flags = characterFlags();
  const flag = (which: number) =>
    digest((into, at, _, code) => {
      into[at] = lookUp(flags, code) & which ? 1 : 0;
      return at + 1;
    });
  expect(flag(WORD)).toBe(answers.word);
  expect(flag(SPACE)).toBe(answers.space);
});

test('lower case is str.lower() for every code point', () => {
  expect(digestOfTexts({ lowercase: true, stripAccents: 'none' }, (c) => [c])).toBe(answers.lower);
});

test('whether a capital sigma is final is right next to every code point', () => {
  const texts = (c: string) => [`${c}Σ`, `A${c}Σ${c}b`];
  expect(digestOfTexts({ lowercase: true, stripAccents: 'none' }, texts)).toBe(answers.finalSigma);
});

test('accents are stripped as strip_accents_unicode and strip_accents_ascii do for every code point', () => {
  expect(digestOfTexts({ lowercase: false, stripAccents: 'unicode' }, (c) => [c])).toBe(answers.strip);
  expect(digestOfTexts({ lowercase: false, stripAccents: 'ascii' }, (c) => [c])).toBe(answers.stripAscii);
});
