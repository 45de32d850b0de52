import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSettings } from './settingsFormat';

const DEFAULTS = {
  theme: 'system',
  language: 'en',
  blur: false,
  pinned: null,
  flagWhen: 'likely',
  allowWords: '',
  denyWords: '',
  notify: false,
  loadedLimit: 3,
};

test('settings are read back as they were written', () => {
  const kept = {
    theme: 'dark',
    language: 'ru',
    blur: true,
    pinned: 'default:ru',
    flagWhen: 'sure',
    allowWords: 'kill the process',
    denyWords: 'clown\nклоун*',
    notify: true,
    loadedLimit: 5,
  };
  expect(parseSettings(JSON.stringify(kept), ['en'])).toEqual(kept);
});

test.each([
  null,
  '',
  '{',
  '[]',
  '"dark"',
  'null',
  '{"theme":"pink","language":"de","blur":"yes","pinned":7,"flagWhen":"never","allowWords":[],"denyWords":1,"notify":"on","loadedLimit":0}',
])('%j is read as the defaults', (stored) => {
  expect(parseSettings(stored, [])).toEqual(DEFAULTS);
});

test.each([
  [['ru-RU', 'en'], 'ru'],
  [['de-AT', 'en-US', 'ru'], 'en'],
  [['be', 'ru'], 'ru'],
  [['fr'], 'en'],
] as const)('of %j the app speaks %s', (wanted, language) => {
  expect(parseSettings(null, wanted).language).toBe(language);
});

test('no stored text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
      const { theme, language } = parseSettings(stored, ['en']);
      expect(['system', 'light', 'dark']).toContain(theme);
      expect(['en', 'ru']).toContain(language);
    }),
  );
});
