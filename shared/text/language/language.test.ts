import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createLanguageCounts, languageOf, languageOfBytes, majorityLanguage } from './language';

const encoder = new TextEncoder();
const languageIn = (text: string) => languageOfBytes(encoder.encode(text));

test('English and Russian are distinguished from each other and from the rest', () => {
  expect(languageIn('You are such an idiot, stop it')).toBe('en');
  expect(languageIn('I’ve seen naïve people at the café')).toBe('en');
  expect(languageIn('Ты дурак, перестань')).toBe('ru');
  expect(languageIn('дурак lol')).toBe('ru');
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
    'ty durak, idi otsyuda, ya tebya ne lyublyu',
    '你是个笨蛋',
    'أنت أحمق',
    'είσαι χαζός',
  ];
  expect(others.map(languageIn)).toEqual(others.map(() => 'other'));
});

test('a text without letters, or with too little to decide by, is unknown', () => {
  for (const text of ['', '!!!', '42', '😀', 'qqq', '@name']) {
    expect(languageIn(text)).toBe('unknown');
  }
});

test('any bytes have a language, whatever surrounds them', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, around) => {
      const inside = Uint8Array.from([...around, ...bytes, ...around]);
      const language = languageOfBytes(bytes);
      expect(['en', 'ru', 'other', 'unknown']).toContain(language);
      expect(languageOfBytes(inside, around.length, around.length + bytes.length)).toBe(language);
    }),
  );
});

test('the beginning of a long text decides', () => {
  expect(languageIn(`you are the one ${'дурак '.repeat(100_000)}`)).toBe('ru');
  expect(languageIn(`${'you are the one '.repeat(200)}${'дурак '.repeat(100_000)}`)).toBe('en');
});

test('most rows decide for a column, those of unknown language aside', () => {
  expect(languageOf(textColumnOf(['qqq', '1', '', 'ты кто', 'you are the one']))).toBe('en');
  expect(languageOf(textColumnOf(['ты кто такой', 'вот так', 'you are']))).toBe('ru');
  expect(languageOf(textColumnOf(['qqq', '']))).toBe('unknown');
  expect(languageOf(textColumnOf([]))).toBe('unknown');
  expect(majorityLanguage({ ...createLanguageCounts(), ru: 2, other: 3, unknown: 9 })).toBe('other');
});

test('letters in another dress are the letters that they are', () => {
  for (const text of ['ｙｏｕ ａｒｅ ｓｔｕｐｉｄ', '𝐲𝐨𝐮 𝐚𝐫𝐞 𝐬𝐭𝐮𝐩𝐢𝐝', 'ʸᵒᵘ ᵃʳᵉ ˢᵗᵘᵖⁱᵈ', 'ⓨⓞⓤ ⓐⓡⓔ ⓢⓣⓤⓟⓘⓓ']) {
    expect(languageIn(text), text).toBe('en');
  }
});
