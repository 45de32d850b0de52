import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createLanguageCounts, languageOf, languageOfBytes, majorityLanguage } from './language';
import { ENGLISH_WORDS, OTHER_LATIN_WORDS } from './languageWords';

const encoder = new TextEncoder();
const tell = (text: string) => languageOfBytes(encoder.encode(text));

test('English and Russian are told from each other and from the rest', () => {
  expect(tell('You are such an idiot, stop it')).toBe('en');
  expect(tell('I’ve seen naïve people at the café')).toBe('en');
  expect(tell('SHUT UP')).toBe('en');
  expect(tell('Ты дурак, перестань')).toBe('ru');
  expect(tell('дурак lol')).toBe('ru');
  const others = [
    'Du bist ein Dummkopf und ich mag dich nicht',
    'Tu es un idiot et je ne veux pas te voir',
    'Eres un tonto y no quiero verte más por aquí',
    'Sei uno sciocco e non ti voglio più vedere',
    'Você é um bobo e eu não quero te ver mais',
    'Jij bent een sukkel en ik wil je niet meer zien',
    'Jesteś głupi i nie chcę cię widzieć',
    'Sen bir aptalsın ve seni görmek istemiyorum',
    'Ти дурень, іди звідси',
    'Ты дурань, ідзі адсюль, ў лес',
    'Ти си глупав и българският език е съвсем ъгълест',
    'Ти си будала, иди кући одавде, ђаче',
    '你是个笨蛋',
    'أنت أحمق',
    'είσαι χαζός',
  ];
  expect(others.map(tell)).toEqual(others.map(() => 'other'));
});

test('what is too short to tell is unknown', () => {
  for (const text of ['', '!!!', '42', '😀', 'lol', 'nice pic bro', 'example.com']) expect(tell(text)).toBe('unknown');
});

test('many words without a common English one among them are not English', () => {
  expect(tell('lorem ipsum '.repeat(8))).toBe('other');
  expect(tell('lorem ipsum '.repeat(3))).toBe('unknown');
});

test('a text without a script of more than half its letters is other', () => {
  expect(tell('the дом')).toBe('other');
  expect(tell('the дома')).toBe('ru');
});

test('the lists hold plain words, and English shares none with another', () => {
  const english = new Set(ENGLISH_WORDS.split(' '));
  for (const list of OTHER_LATIN_WORDS) {
    for (const word of list.split(' ')) {
      expect(word).toMatch(/^[a-z]+$/);
      expect(english.has(word)).toBe(false);
    }
  }
  for (const word of english) expect(tell(word)).toBe('en');
  expect(1 + OTHER_LATIN_WORDS.length).toBeLessThanOrEqual(16); // a bit each
});

test('a trie finds what a split finds', () => {
  const words = [...new Set([ENGLISH_WORDS, ...OTHER_LATIN_WORDS].join(' ').split(' ')), 'th', 'thee', 'zz', 'q'];
  const lists = [ENGLISH_WORDS, ...OTHER_LATIN_WORDS].map((list) => list.split(' '));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 20 }), (text) => {
      const [english, ...others] = lists.map((list) => text.filter((word) => list.includes(word)).length);
      const best = Math.max(...others);
      const slow = english > best ? 'en' : english === best && (english > 0 || text.length < 16) ? 'unknown' : 'other';
      expect(tell(text.join(' '))).toBe(slow);
    }),
    { numRuns: 500 },
  );
});

test('any bytes have a language, whatever lies around them', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, around) => {
      const inside = Uint8Array.from([...around, ...bytes, ...around]);
      const language = languageOfBytes(bytes);
      expect(['en', 'ru', 'other', 'unknown']).toContain(language);
      expect(languageOfBytes(inside, around.length, around.length + bytes.length)).toBe(language);
    }),
  );
});

test('a long text is told by its beginning', () => {
  expect(tell(`you are the one ${'дурак '.repeat(100_000)}`)).toBe('ru');
  expect(tell(`${'you are the one '.repeat(200)}${'дурак '.repeat(100_000)}`)).toBe('en');
});

test('most rows decide for a column, those of unknown language aside', () => {
  expect(languageOf(textColumnOf(['lol', '1', '', 'ты кто', 'you are']))).toBe('en');
  expect(languageOf(textColumnOf(['ты кто', 'вот так', 'you are']))).toBe('ru');
  expect(languageOf(textColumnOf(['lol', '']))).toBe('unknown');
  expect(languageOf(textColumnOf([]))).toBe('unknown');
  expect(majorityLanguage({ ...createLanguageCounts(), ru: 2, other: 3, unknown: 9 })).toBe('other');
});
