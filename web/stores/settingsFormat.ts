import { isLanguage } from '#shared/messages/format';
import type { Language } from '../i18n';

export type Theme = 'system' | 'light' | 'dark';

/** Which threshold of a default model is used: the standard one, or the one that flags only what is sure. */
export type FlagWhen = 'likely' | 'sure';

/** What a visitor chose. */
export interface Settings {
  theme: Theme;
  language: Language;
  /** Whether offensive words are blurred. */
  blur: boolean;
  /** The model that answers in Predict (see modelChoice.ts), or null where the text decides. */
  pinned: string | null;
  flagWhen: FlagWhen;
  /**
   * Lists of a person's own, an entry a line (see wordLists.ts): what counts for nothing, and what is always flagged.
   */
  allowWords: string;
  denyWords: string;
  /** Whether the system notifies when a long task ends while no page is in view. */
  notify: boolean;
  /** How many own models stay in memory, 1 to LOADED_MOST. */
  loadedLimit: number;
}

/** Of `loadedLimit`: comparing two, and one more to switch to, is the usual; models of 100 MB add up. */
export const LOADED_USUAL = 3;
export const LOADED_MOST = 20;

/** Longest list that is kept, UTF-16 code units. */
export const WORDS_LIMIT = 200_000;

function firstLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}

/**
 * Reads stored settings; whatever is missing or unknown becomes its default, the language the first of
 * `wantedLanguages` (BCP 47 tags, the preferred first) that the app has.
 */
export function parseSettings(stored: string | null, wantedLanguages: readonly string[]): Settings {
  const settings: Settings = {
    theme: 'system',
    language: firstLanguage(wantedLanguages),
    blur: false,
    pinned: null,
    flagWhen: 'likely',
    allowWords: '',
    denyWords: '',
    notify: false,
    loadedLimit: LOADED_USUAL,
  };
  if (stored === null) return settings;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return settings; // Not ours, or cut short: the defaults are returned.
  }
  if (typeof value !== 'object' || value === null) return settings;
  if ('theme' in value && (value.theme === 'light' || value.theme === 'dark')) settings.theme = value.theme;
  if ('language' in value && isLanguage(value.language)) settings.language = value.language;
  if ('blur' in value && typeof value.blur === 'boolean') settings.blur = value.blur;
  if ('pinned' in value && typeof value.pinned === 'string') settings.pinned = value.pinned;
  if ('flagWhen' in value && value.flagWhen === 'sure') settings.flagWhen = value.flagWhen;
  if ('allowWords' in value && isWords(value.allowWords)) settings.allowWords = value.allowWords;
  if ('denyWords' in value && isWords(value.denyWords)) settings.denyWords = value.denyWords;
  if ('notify' in value && typeof value.notify === 'boolean') settings.notify = value.notify;
  if ('loadedLimit' in value && isLimit(value.loadedLimit)) settings.loadedLimit = value.loadedLimit;
  return settings;
}

function isLimit(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LOADED_MOST;
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.length <= WORDS_LIMIT;
}
