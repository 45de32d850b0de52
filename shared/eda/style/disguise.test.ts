import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from '../../text/decode/codePoints';
import { normaliseText } from '../../text/normalise/normaliser';
import { createDisguiseFinder } from './disguise';

const encoder = new TextEncoder();
const finder = createDisguiseFinder();
const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });

function has(text: string): boolean {
  const bytes = encoder.encode(text);
  return finder.has(reader.read(bytes, 0, bytes.length));
}

test('leet spelling, spelled-out words, masks and look-alikes are disguises', () => {
  for (const text of [
    'stup1d',
    '$tupid',
    's t u p i d',
    's.t.u.p.i.d',
    'st*pid',
    'st-pd',
    'дyрaк',
    'гл0пый',
    'm4nn3r5',
  ]) {
    expect(has(text), text).toBe(true);
    expect(has(`what a ${text}, really!`), text).toBe(true);
  }
});

test('numbers, names, units, links, accents and drawn-out letters are none', () => {
  const plain = [
    '2nd',
    'covid19',
    'F15',
    'user@mail.com',
    'http://x.y/4a',
    'well-known',
    'x-ray',
    'I a b',
    'C#',
    'f***',
  ];
  for (const text of [...plain, 'stuuuupid', 'café', 'ду́рак', 'ｗｉｄｅ', '“quoted” – so…', 'кто-то', 'wow!that', '']) {
    expect(has(text), text).toBe(false);
  }
});

/** Texts dense in what the rules look at. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('aaaeiostxbcdfkhBCEHSTXаеорсухкмтнвзАВЕНКαοερΗΝ')),
      fc.constantFrom(...Array.from('0134567892@$!€*#_.-~·:/ \n   ?\'"')),
      fc.constantFrom('www.', '.com', '://', '@x.y', 'stup1d', 's t u', 'd.u.m', 'f-k', 'aaa', 'bbb', 'HHH', 'ь', '你'),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''));

/** Squeezes runs of one character, large or small. */
const squeezed = (text: string) => text.toLowerCase().replace(/(.)\1+/gsu, '$1');

test('the quick look never hides what the normaliser would change', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      expect(has(text), text).toBe(squeezed(normaliseText('deobfuscate', text)) !== squeezed(text));
    }),
    { numRuns: 20_000 },
  );
});
