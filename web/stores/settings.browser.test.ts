import { afterEach, expect, test } from 'vitest';
import { applySettings, setBlur, setLanguage, setTheme } from './settings';

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
