import { CLASS_KEYS } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import type { TextLanguage } from '#shared/text/language/language';
import { exploreWords } from '../../i18n/exploreWords';
import type { DatasetInfo } from '../../stores/datasets';

/** A language of at least this share of the comments whose language is known is named. */
const NAMED = 0.05;

/** "talk.csv · 74 961 comments · 0.9% repeated · English", as much of it as is known. */
export function summaryText({ name }: DatasetInfo, rows: number, { overview }: Partial<EdaReport>): string {
  const words = exploreWords();
  if (overview === undefined || overview.rows === 0) return words.summary(name, rows, null, null);
  const counted = (['en', 'ru', 'other'] as const).map((language): readonly [TextLanguage, number] => [
    language,
    CLASS_KEYS.reduce((sum, key) => sum + (overview.languages[key]?.[language] ?? 0), 0),
  ]);
  const known = counted.reduce((sum, [, count]) => sum + count, 0);
  const named = counted
    .filter(([, count]) => known > 0 && count / known >= NAMED)
    .map(([language, count]) => words.languageSummary(language, count / known));
  const repeated = overview.duplicates === 0 ? null : overview.duplicates / overview.rows;
  return words.summary(name, rows, repeated, named.length === 0 ? null : named.join(', '));
}
