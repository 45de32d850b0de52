import type { EdaSettings } from '#shared/eda/section/settings';
import { type EdaReport, type EdaSection, SECTIONS } from '#shared/eda/sections';
import { type ReportKey, withDatabase } from './database';
import { sealed, unsealed } from './seal';

/*
 * A cache of Explore's results. Everything here can be computed again: nothing is lost when it is deleted, with its
 * dataset or when the dataset's rows or labels are edited.
 */

/** Settings of one dataset whose findings are kept. */
const SETTINGS_KEPT = 6;

/**
 * Raised when sections compute other things, or the same by another definition: findings of an earlier version are not
 * read again, and are removed like those for settings that are no longer used.
 */
const VERSION = '3';

/** Identifies findings: of a dataset's rows and labels as they are at `revision`. */
export interface ReportOf {
  readonly datasetId: string;
  readonly revision: number;
  readonly settings: EdaSettings;
}

/** The requested sections that are kept; none if they cannot be read, as they can be computed again. */
export async function readReport(
  of: ReportOf,
  sections: readonly EdaSection[],
): Promise<Map<EdaSection, Partial<EdaReport>>> {
  try {
    return await getSections(of, sections);
  } catch {
    return new Map();
  }
}

async function getSections(
  of: ReportOf,
  sections: readonly EdaSection[],
): Promise<Map<EdaSection, Partial<EdaReport>>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('reports');
    const found = new Map<EdaSection, Partial<EdaReport>>();
    await Promise.all([
      ...sections.map(async (section) => {
        const kept = unsealed<Partial<EdaReport>>(await transaction.store.get(keyOf(of, section)));
        if (kept !== null) found.set(section, kept); // else it is damaged, or another version's: it is computed again
      }),
      transaction.done,
    ]);
    return found;
  });
}

/**
 * Keeps one section, if there is space: a section that cannot be kept is computed again next time. Sections of other
 * revisions of the dataset are removed, and so are those for settings beyond the few that are kept.
 * @returns whether it was stored.
 */
export async function keepSection(of: ReportOf, section: EdaSection, found: Partial<EdaReport>): Promise<boolean> {
  try {
    await putSection(of, section, found);
    return true;
  } catch {
    return false;
  }
}

async function putSection(of: ReportOf, section: EdaSection, found: Partial<EdaReport>): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'reports'], 'readwrite', { durability: 'relaxed' });
    const reports = transaction.objectStore('reports');
    // A dataset that was deleted meanwhile must leave nothing behind.
    const info = await transaction.objectStore('datasets').get(of.datasetId);
    if (info && (info.revision ?? 0) === of.revision) {
      const key = keyOf(of, section);
      const keys = await reports.getAllKeys(IDBKeyRange.bound([of.datasetId], [of.datasetId, []]));
      await Promise.all([...stale(keys, key).map((old) => reports.delete(old)), reports.put(sealed(found), key)]);
    }
    await transaction.done;
  });
}

function keyOf({ datasetId, revision, settings }: ReportOf, section: EdaSection): ReportKey {
  return [datasetId, revision, SECTIONS[section].dependsOnSettings ? settingsKey(settings) : VERSION, section];
}

function settingsKey({ language, tokens, stopWords, keep, minCount, topTerms }: EdaSettings): string {
  return JSON.stringify([VERSION, language, tokens, stopWords, keep, minCount, topTerms]);
}

/** Of all `keys` of a dataset, those to delete when `added` is stored. */
function stale(keys: readonly ReportKey[], added: ReportKey): ReportKey[] {
  const [, revision, settings] = added;
  const others = new Set(keys.filter((key) => key[1] === revision && key[2] !== settings).map((key) => key[2]));
  others.delete(VERSION);
  const leaving = new Set([...others].slice(0, Math.max(0, others.size - (SETTINGS_KEPT - 1))));
  return keys.filter((key) => key[1] !== revision || leaving.has(key[2]));
}
