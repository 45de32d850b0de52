import { afterEach, expect, test } from 'vitest';
import { applySettings, denyWords, setBlur, setDenyWords, setLanguage, setTheme } from './settings';

const root = document.documentElement;
const kept = () => JSON.parse(localStorage.getItem('moderato.settings') ?? '{}') as Record<string, unknown>;

afterEach(async () => {
  await setLanguage('en');
  setTheme('system');
  setBlur(false);
});

test('a choice is applied to the document and kept', async () => {
  applySettings();
  expect([root.lang, root.dataset.theme, root.hasAttribute('data-blur')]).toEqual(['en', undefined, false]);
  await setLanguage('ru');
  setTheme('dark');
  setBlur(true);
  // Screen readers choose their voice, and browsers their hyphens and translation, by `lang`.
  expect([root.lang, root.dataset.theme, root.hasAttribute('data-blur')]).toEqual(['ru', 'dark', true]);
  expect(kept()).toMatchObject({ language: 'ru', theme: 'dark', blur: true });
  await setLanguage('en');
  expect(root.lang).toBe('en');
});

test('what another tab has chosen stays when something else is chosen here, and its lists of words are followed', () => {
  applySettings();
  setDenyWords('swan');
  const elsewhere = JSON.stringify({ ...kept(), flagWhen: 'sure', denyWords: 'swan\ngoose' });
  localStorage.setItem('moderato.settings', elsewhere);
  setTheme('dark');
  expect(kept()).toMatchObject({ theme: 'dark', flagWhen: 'sure', denyWords: 'swan\ngoose' });
  // Of the same window nobody announces what is kept.
  dispatchEvent(new StorageEvent('storage', { key: 'moderato.settings', newValue: JSON.stringify(kept()) }));
  expect(denyWords()).toBe('swan\ngoose');
  setDenyWords(`${denyWords()}\ngander`);
  expect(kept()).toMatchObject({ flagWhen: 'sure', denyWords: 'swan\ngoose\ngander' });
  setDenyWords('');
});
