import { expect, test } from 'vitest';
import { modelLanguageOf } from './modelLanguage';
import { SENTENCES } from './testing/sentences';
import { writtenIn } from './written';

const encoder = new TextEncoder();
const written = (text: string) => writtenIn(encoder.encode(text));
/** Whose model reads it; `none` for a language without one. */
const readBy = (text: string) => modelLanguageOf(written(text), 'en') ?? 'none';

test.each([
  ['іdіоt', 'en'],
  ['yоu аrе ѕtupid', 'en'],
  ['уоu аrе ѕo stuріd', 'en'],
  ['ты дypaк', 'ru'], // y, p and a are Latin
  ['ну ok then', 'en'],
  ['дурак lol', 'ru'],
  ['ёлки', 'ru'],
  ['s t u p i d', 'en'],
  ['Danke für die Hilfe', 'none'],
  ['privet kak dela', 'none'],
  ['Дякую за допомогу', 'none'],
  ['12:30 ...', 'en'],
  ['', 'en'],
])('%j is for the model of %s', (text, language) => {
  expect(readBy(text)).toBe(language);
});

test('a text without letters is for the model of the fallback', () => {
  expect(modelLanguageOf(written('👍!'), 'ru')).toBe('ru');
});

test.each([
  ['ty kto takoy, idi otsyuda', 'ru-Latn'],
  ['Ты дурань, ідзі адсюль, ў лес', 'be'],
  ['Кто это? Что ты делаешь?', 'ru'],
  ['これはペンです', 'ja'],
  ['你是个好人', 'zh'],
  ['안녕하세요', 'ko'],
  ['این کتاب خوب است، چرا نه', 'fa'],
  ['هذا كتاب جيد', 'ar'],
  ['שלום', 'he'],
  ['καλημέρα', 'el'],
  ['สวัสดี', 'th'],
])('%j is %s', (text, language) => {
  expect(written(text).language).toBe(language);
});

test.each(['asdkjh qweoiu zxmcnb', 'fhgjdk sdlkfj', 'xcvbn mnbvc', 'rtyu ghjk', 'lkjlkj lkjlkj'])(
  'keys pressed at random are in no language: %s',
  (text) => {
    expect(written(text).language).toBe('und');
  },
);

test('words full of consonants are in their language', () => {
  expect(written('strč prst skrz krk, čtvrtek je zítra').language).toBe('cs');
  expect(written('der Angstschweiß lief ihm herunter').language).toBe('de');
});

test('a digit for a letter within a word leaves it in its language', () => {
  expect(written('idi0t').language).toBe(written('idiot').language);
  expect(readBy('y0u are an 1d10t')).toBe('en');
  for (const text of ['b1tch', 'h3llo there', 'st0pid']) expect(readBy(text)).toBe('en');
});

test('addresses and mentions are in no language', () => {
  expect(written('@Привет_всем thank you for the help').language).toBe('en');
  expect(written('[id5|Дмитрий], thanks').language).toBe(written('thanks').language);
  expect(written('https://example.com/danke-fur-die-hilfe').script).toBe('Latn');
});

/**
 * Least shares of the sentences whose language is recognised, and that go to the right model or to none (.948, .973).
 */
const EXACT = 0.94;
const SENT = 0.965;

test('everyday sentences of 18 languages, most of them short, are recognised and sent to the right model', () => {
  let exact = 0;
  let sent = 0;
  let all = 0;
  const wrong: string[] = [];
  for (const [language, sentences] of Object.entries(SENTENCES)) {
    for (const text of sentences) {
      const found = written(text).language;
      all += 1;
      if (found === language) exact += 1;
      else wrong.push(`${language}: ${text} → ${found}`);
      const wanted = language === 'en' || language === 'ru' ? language : 'none';
      if (readBy(text) === wanted) sent += 1;
      // English and Russian are never turned away.
      else if (wanted !== 'none') throw new Error(`${text} → ${found}`);
    }
  }
  expect(all).toBeGreaterThan(350);
  expect(exact / all, wrong.join('\n')).toBeGreaterThan(EXACT);
  expect(sent / all, wrong.join('\n')).toBeGreaterThan(SENT);
});
