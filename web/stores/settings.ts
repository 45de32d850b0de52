import { batch, createEffect, createRoot, createSignal } from 'solid-js';
import { type Language, language, setLanguage as showLanguage } from '../i18n';
import { type FlagWhen, parseSettings, type Settings, type Theme, WORDS_LIMIT } from './settingsFormat';

/*
 * What a visitor chose: kept in localStorage; where that is blocked, until the page closes. This is best effort:
 * browsers write localStorage to disk a little later, so a choice made right before the browser is killed may be lost.
 * It stays there because the theme has to be known before the first paint, and only localStorage can be read
 * synchronously.
 */
export type { FlagWhen, Theme } from './settingsFormat';

const KEY = 'moderato.settings'; // public/theme.js reads it too

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Site data is blocked: settings last as long as the page.
  }
}

const first = parseSettings(read(), navigator.languages);
/** As they were last kept or read by this tab. */
let known = first;

/** Keeps what was changed here; the rest stays as another tab may have left it. */
function write(settings: Settings): void {
  const before: Readonly<Record<string, unknown>> = { ...known };
  const changed = Object.fromEntries(Object.entries(settings).filter(([name, value]) => before[name] !== value));
  const stored = read();
  known = settings;
  if (stored !== null && Object.keys(changed).length === 0) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...parseSettings(stored, [settings.language]), ...changed }));
  } catch {
    // As in read().
  }
}
const [theme, setTheme] = createSignal<Theme>(first.theme);
const [blur, setBlur] = createSignal(first.blur);
const [pinned, setPinned] = createSignal(first.pinned);
const [flagWhen, setFlagWhen] = createSignal<FlagWhen>(first.flagWhen);
const [allowWords, setAllow] = createSignal(first.allowWords);
const [denyWords, setDeny] = createSignal(first.denyWords);
const [notify, setNotify] = createSignal(first.notify);
const [loadedLimit, setLoadedLimit] = createSignal(first.loadedLimit);

/** The language that the app starts in. */
export const firstLanguage: Language = first.language;
/** Settles when it is loaded; nothing is shown before. */
export const languageLoaded: Promise<void> = showLanguage(firstLanguage);

export {
  allowWords,
  blur,
  denyWords,
  flagWhen,
  language,
  loadedLimit,
  notify,
  pinned,
  setBlur,
  setFlagWhen,
  setLoadedLimit,
  setNotify,
  setPinned,
  setTheme,
  theme,
};

/** Changes the list of words that count for nothing; what is too long is cut. */
export function setAllowWords(text: string): void {
  setAllow(text.slice(0, WORDS_LIMIT));
}

/** Changes the list of words that are always flagged; what is too long is cut. */
export function setDenyWords(text: string): void {
  setDeny(text.slice(0, WORDS_LIMIT));
}

/** Changes the language of everything on screen, and keeps it. Rejects if it cannot be fetched. */
export function setLanguage(next: Language): Promise<void> {
  return showLanguage(next);
}

// Lists of words are edited as a whole: an old one here would be written over what another tab has added.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key !== KEY || newValue === null) return;
  const stored = parseSettings(newValue, [language()]);
  known = { ...known, allowWords: stored.allowWords, denyWords: stored.denyWords };
  batch(() => {
    setAllow(stored.allowWords);
    setDeny(stored.denyWords);
  });
});

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
      write({
        theme: now,
        language: language(),
        blur: blur(),
        pinned: pinned(),
        flagWhen: flagWhen(),
        allowWords: allowWords(),
        denyWords: denyWords(),
        notify: notify(),
        loadedLimit: loadedLimit(),
      });
    });
  });
}
