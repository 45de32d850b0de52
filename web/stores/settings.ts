import { createEffect, createRoot, createSignal } from 'solid-js';
import { type Language, language, setLanguage as showLanguage } from '../i18n';

/** What a visitor chose, kept in localStorage; where that is blocked, kept until the page closes. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'moderato.settings';

interface Settings {
  theme: Theme;
  language: Language;
  blur: boolean;
}

function firstLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'ru' || base === 'en') return base;
  }
  return 'en';
}

/** Settings out of what was stored; whatever is missing or unknown takes its default. */
export function parseSettings(stored: string | null, wantedLanguages: readonly string[]): Settings {
  const settings: Settings = { theme: 'system', language: firstLanguage(wantedLanguages), blur: false };
  if (stored === null) return settings;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return settings; // Not ours, or cut short: the defaults are a full answer.
  }
  if (typeof value !== 'object' || value === null) return settings;
  if ('theme' in value && (value.theme === 'light' || value.theme === 'dark')) settings.theme = value.theme;
  if ('language' in value && (value.language === 'en' || value.language === 'ru')) settings.language = value.language;
  if ('blur' in value && typeof value.blur === 'boolean') settings.blur = value.blur;
  return settings;
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Site data is blocked: settings last as long as the page.
  }
}

function write(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // As in read().
  }
}

const first = parseSettings(read(), navigator.languages);
const [theme, setTheme] = createSignal<Theme>(first.theme);
const [blur, setBlur] = createSignal(first.blur);
showLanguage(first.language);

export { blur, language, setBlur, setTheme, theme };

/** Changes the language of everything on screen, and keeps it. */
export function setLanguage(next: Language): void {
  showLanguage(next);
}

/** Keeps the settings, and shows them on the document: theme, language, blur. Called once by main.tsx. */
export function applySettings(): void {
  createRoot(() => {
    createEffect(() => {
      const root = document.documentElement;
      const now = theme();
      if (now === 'system') delete root.dataset.theme;
      else root.dataset.theme = now;
      root.lang = language();
      root.toggleAttribute('data-blur', blur());
      write({ theme: now, language: language(), blur: blur() });
    });
  });
}
