import { type KeptSettings, SETTING_PREFIX } from '../storage/backup/format';

/** What is no choice of a person: that the app is kept for offline use was announced in this browser. */
const NOT_KEPT = new Set(['moderato.offline-said']);

/** Everything that this app keeps in localStorage; nothing where that is blocked. */
export function readKeptSettings(): KeptSettings {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(SETTING_PREFIX) && !NOT_KEPT.has(key));
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key) ?? '']));
  } catch {
    return {}; // Site data is blocked: there is nothing to read.
  }
}

/**
 * Puts `settings` in place of all that are here. The page has to be loaded anew then: it holds those that it began
 * with.
 * @returns whether all of them could be written.
 */
export function replaceKeptSettings(settings: KeptSettings): boolean {
  try {
    for (const key of Object.keys(readKeptSettings())) localStorage.removeItem(key);
    for (const [key, value] of Object.entries(settings)) if (!NOT_KEPT.has(key)) localStorage.setItem(key, value);
    return true;
  } catch {
    return false; // Blocked or full.
  }
}
