import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSha256 } from '../../base/hash';
import { type CodePoints, createCodePointReader } from '../decode/codePoints';
import { lookUp } from '../unicode/pages';
import answers from './frozen/nfkc.json';
import { createNormalForm } from './normalForm';
import { combiningClasses, composites, decompositions, pairKey } from './traits';

const encoder = new TextEncoder();
const form = createNormalForm();
const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });

function textOf({ codePoints, length }: CodePoints): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCodePoint(codePoints[i]);
  return text;
}

function read(text: string, spans = false): CodePoints {
  const bytes = encoder.encode(text);
  return reader.read(bytes, 0, bytes.length, spans);
}

const nfkc = (text: string) => textOf(form.rewrite(read(text), 0, false));

/** The digest of the normal forms of all texts, a line each. A line end is stable: many are normalised at once. */
function digest(texts: Iterable<string>): string {
  const hash = createSha256();
  let gathered = '';
  for (const text of texts) {
    gathered += `${text}\n`;
    if (gathered.length < 1 << 14) continue;
    hash.update(encoder.encode(nfkc(gathered)));
    gathered = '';
  }
  return hash.update(encoder.encode(nfkc(gathered))).hex();
}

function* everyCharacter(before = '', after = '', again = false): Generator<string> {
  for (let code = 0; code < 0x110000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    yield `${before}${character}${after}${again ? character : ''}`;
  }
}

const SYLLABLES = new Map<number, number>();
for (let lead = 0; lead < 19; lead++) {
  for (let vowel = 0; vowel < 21; vowel++) {
    const syllable = 0xac00 + (lead * 21 + vowel) * 28;
    SYLLABLES.set(pairKey(0x1100 + lead, 0x1161 + vowel), syllable);
    for (let tail = 1; tail < 28; tail++) SYLLABLES.set(pairKey(syllable, 0x11a7 + tail), syllable + tail);
  }
}

/** NFKC as UAX 15 words it: whole arrays, a stable sort, and a look back for every character. Hangul by table. */
function slowNfkc(text: string): string {
  const { starts, pool } = decompositions();
  const classOf = (code: number) => lookUp(combiningClasses(), code);
  const codes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const start = lookUp(starts, code);
    if (code >= 0xac00 && code <= 0xd7a3) {
      for (const jamo of character.normalize('NFD')) codes.push(jamo.codePointAt(0) ?? 0);
    } else if (start > 0) codes.push(...pool.subarray(start + 1, start + 1 + pool[start]));
    else codes.push(code);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < codes.length; i++) {
      if (classOf(codes[i]) === 0 || classOf(codes[i - 1]) <= classOf(codes[i])) continue;
      [codes[i - 1], codes[i]] = [codes[i], codes[i - 1]];
      changed = true;
    }
  }
  for (let i = 1; i < codes.length; i++) {
    let starter = i - 1;
    while (starter >= 0 && classOf(codes[starter]) !== 0) starter -= 1;
    if (starter < 0) continue;
    const between = codes.slice(starter + 1, i);
    if (between.some((code) => classOf(code) === 0 || classOf(code) >= classOf(codes[i]))) continue;
    const key = pairKey(codes[starter], codes[i]);
    const composite = composites().get(key) ?? SYLLABLES.get(key);
    if (composite === undefined) continue;
    codes[starter] = composite;
    codes.splice(i, 1);
    i -= 1;
  }
  return String.fromCodePoint(...codes);
}

test("every code point, alone and among marks, becomes what Python's unicodedata makes of it", () => {
  expect(digest(everyCharacter())).toBe(answers.single);
  expect(digest(everyCharacter('a', '\u0323\u0301'))).toBe(answers.afterLetter);
  expect(digest(everyCharacter('o\u0308', '\u0304\u0316', true))).toBe(answers.betweenMarks);
});

test("random sequences of marks, jamo and compatibility characters equal Python's answers and the slow twin's", () => {
  expect(digest(answers.sequences)).toBe(answers.sequencesDigest);
  expect(answers.sequences.map(nfkc)).toEqual(answers.sequences.map(slowNfkc));
});

test('texts of one piece and of many are normalised alike', () => {
  const whole = nfkc(answers.sequences.join(' \n'));
  expect(whole).toBe(answers.sequences.map((text) => nfkc(`\n${text} `).slice(1, -1)).join(' \n'));
});

test('a normal form does not change any more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(nfkc(nfkc(text))).toBe(nfkc(text));
    }),
  );
});

test('a long pile of marks in the worst order is sorted', () => {
  const pile = '\u0301\u0323\u0338\u0345'.repeat(200_000);
  const { codePoints, length } = form.rewrite(read(`x${pile}y`), 0, false);
  // x composes with none of them, so each mark is there, by class: 1, 220, 230, 240.
  expect([codePoints[0], codePoints[1], codePoints[200_001], codePoints[length - 1]]).toEqual([
    0x78, 0x338, 0x323, 0x79,
  ]);
  expect(length).toBe(800_002);
});

test('spans point to the bytes a character came from; what is composed or reordered shares the union', () => {
  const spansOf = (text: string) => {
    const { codePoints, begins, ends, length } = form.rewrite(read(text, true), 0, true);
    return Array.from({ length }, (_, i) => [String.fromCodePoint(codePoints[i]), begins[i], ends[i]]);
  };
  expect(spansOf('aﬁb')).toEqual([
    ['a', 0, 1],
    ['f', 1, 4],
    ['i', 1, 4],
    ['b', 4, 5],
  ]);
  expect(spansOf('и\u0306x')).toEqual([
    ['й', 0, 4],
    ['x', 4, 5],
  ]);
  expect(spansOf('q\u0301\u0323')).toEqual([
    ['q', 0, 1],
    ['\u0323', 1, 5],
    ['\u0301', 1, 5],
  ]);
});
