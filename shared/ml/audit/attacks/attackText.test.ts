import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random';
import { rowCount, rowText, textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { normaliseText } from '../../../text/normalise/normaliser';
import { type Attack, attackRows, attackText, randomOfRow } from './attackText';
import { contentWords } from './contentWords';
import { ATTACK_KINDS, disguiseWord } from './disguises';
import { ATTACKS } from './measureAttacks';
import { attackDigest, DIGEST, SENTENCES } from './testing/attackDigest';

const wordsOf = (text: string) => contentWords(text).map(({ begin, end }) => text.slice(begin, end));

test('finds content words; skips stop words, links, addresses, names with digits and numbers', () => {
  expect(wordsOf(SENTENCES[0])).toEqual(['stupid', 'idiot', 'article', 'rubbish', 'page']);
  expect(wordsOf('me@stupid.com @stupid stup1d naïve idiot-proof "idiot", wow.idiot 3stupid')).toEqual([
    'idiot',
    'proof',
    'idiot',
  ]);
  expect(wordsOf('глупый дурак, www.дурак.рф 5дурак')).toEqual(['глупый', 'дурак']);
});

test('each kind changes a word as its name describes', () => {
  const made = (kind: Attack & (typeof ATTACK_KINDS)[number], word: string) =>
    new Set(Array.from({ length: 400 }, (_, seed) => disguiseWord(word, kind, createRandom(seed))));
  expect([...made('leet', 'stupid')].every((word) => /^[s5$][t7]up[i1!]d$/.test(word))).toBe(true);
  expect(made('spacing', 'idiot')).toEqual(new Set(['i d i o t', 'i.d.i.o.t', 'i-d-i-o-t', 'i_d_i_o_t', 'i*d*i*o*t']));
  expect(made('masking', 'dumb')).toEqual(new Set(['d*mb', 'd#mb', 'd_mb']));
  expect([...made('masking', 'stupid')].every((word) => /^st([*#_])\1?(?:p?)id$|^stup[*#_]d$/.test(word))).toBe(true);
  expect([...made('lookAlikes', 'хам')].every((word) => /^[хx][аa]м$/.test(word) && word !== 'хам')).toBe(true);
  expect([...made('repeats', 'ноль')].every((word) => /^н+о+л+ь+$/.test(word) && word.length > 5)).toBe(true);
  expect([...made('typos', 'stupid')].every((word) => Math.abs(word.length - 6) <= 1 && word.startsWith('s'))).toBe(
    true,
  );
  for (const word of made('invisible', 'дурак')) expect(normaliseText('standard', word)).toBe('дурак');
  expect([...made('punctuation', 'stupid')].every((word) => /^st(.up|u.p|up.)id$/.test(word))).toBe(true);
  for (const word of made('case', 'Stupid')) {
    expect(word.toLowerCase()).toBe('stupid');
    expect(word).not.toBe('Stupid');
  }
});

test('each of the less usual kinds is one that the normaliser undoes', () => {
  const made = (kind: (typeof ATTACK_KINDS)[number], word: string) =>
    new Set(Array.from({ length: 60 }, (_, seed) => disguiseWord(word, kind, createRandom(seed))));
  expect(made('separators', 'idiot')).toEqual(new Set(['i/d/i/o/t', 'i,d,i,o,t', 'i|d|i|o|t', 'i\nd\ni\no\nt']));
  expect(made('doubling', 'дурак')).toEqual(new Set(['ддуурраакк']));
  for (const kind of ['separators', 'pictures', 'doubling', 'alphabets'] as const) {
    for (const word of ['stupid', 'дурак', 'worthless']) {
      for (const disguised of made(kind, word)) {
        expect(disguised).not.toBe(word);
        expect(normaliseText('deobfuscate', disguised)).toBe(word);
      }
    }
  }
  for (const disguised of made('accents', 'дурак')) expect(normaliseText('deobfuscate', disguised)).toBe('дурак');
  expect([...made('accents', 'idiot')].every((word) => /^[iìíîï][dďđ][iìíîï][oòóôö]t$/.test(word))).toBe(true);
});

test('what cannot be disguised so stays: too short, or no letter that has a twin', () => {
  for (const kind of ATTACK_KINDS) expect(disguiseWord('ab', kind, createRandom(1))).toBe('ab');
  expect(disguiseWord('why', 'leet', createRandom(1))).toBe('why');
  expect(disguiseWord('dumb', 'leet', createRandom(1))).toBe('dumb');
  expect(disguiseWord('жизнь', 'lookAlikes', createRandom(1))).toBe('жизнь');
  expect(attackText('12 of 34, http://a.example', 'mixed', createRandom(1))).toBe('12 of 34, http://a.example');
});

test('a share of the words is hit, one at least', () => {
  for (const text of SENTENCES) {
    const words = wordsOf(text);
    for (const attack of ATTACKS) {
      for (const share of [0, 0.3, 0.5, 1]) {
        const left = wordsOf(attackText(text, attack, createRandom(5), share));
        const hit = words.filter((word) => !left.includes(word)).length;
        const wanted = Math.max(1, Math.round(share * words.length));
        if (share < 1) expect(hit).toBe(wanted);
        else expect(hit).toBeGreaterThanOrEqual(words.length / 2);
      }
    }
  }
});

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        'stupid',
        'ДУРАК',
        'глупый',
        'idiot',
        'x1',
        'http://stupid.com',
        'me@you.org',
        '12',
        'ёлка',
        '\u200b',
      ),
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(' '));

test('the same seed returns the same text; digits and links are kept; no text grows more than fivefold', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.nat(),
      fc.constantFrom(...ATTACKS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (text, seed, attack, share) => {
        const attacked = attackText(text, attack, createRandom(seed), share);
        expect(attackText(text, attack, createRandom(seed), share)).toBe(attacked);
        expect(attacked.length).toBeLessThanOrEqual(5 * text.length);
        expect(2 * attacked.length).toBeGreaterThanOrEqual(text.length);
        for (const chunk of text.match(/[^ \t\r\n\u00a0]+/g) ?? []) {
          if (/[0-9/@]/.test(chunk)) expect(attacked).toContain(chunk);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('rows are attacked by themselves, however they are cut into chunks', () => {
  const column = textColumnOf(SENTENCES);
  for (const attack of ATTACKS) {
    const whole = runStepsSync(attackRows(column, attack, 9));
    expect(rowCount(whole)).toBe(SENTENCES.length);
    SENTENCES.forEach((text, row) => {
      expect(rowText(whole, row)).toBe(attackText(text, attack, randomOfRow(9, row)));
      const alone = runStepsSync(attackRows(textColumnOf([text]), attack, 9, 0.3, undefined, row));
      expect(rowText(alone, 0)).toBe(rowText(whole, row));
    });
  }
});

test('the attacked texts are the same ones as ever', () => {
  expect(attackDigest()).toBe(DIGEST);
});
