import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { columnLanguage } from './columnLanguage';

const ENGLISH = 'thank you for the source, I will read it today';
const RUSSIAN = 'спасибо за ссылку, почитаю сегодня вечером';
const GERMAN = 'Vielen Dank für die Quelle, ich lese sie heute Abend noch';

test.each([
  ['English comments', [ENGLISH, ENGLISH, RUSSIAN], 'en'],
  ['Russian comments', [RUSSIAN, RUSSIAN, '!!!', ENGLISH], 'ru'],
  ['comments in a language without a model', [GERMAN, GERMAN, ENGLISH], null],
  ['half in one and half in another', [ENGLISH, RUSSIAN], null],
  ['no letters', ['123', '!!!'], null],
  ['no comments', [], null],
])('%s', (_, texts, language) => {
  expect(columnLanguage(textColumnOf(texts))).toBe(language);
});
