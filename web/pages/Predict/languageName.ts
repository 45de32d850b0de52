import { language } from '../../i18n';

/** A language as people call it; null for a script that many share. */
export function languageName(tag: string): string | null {
  if (tag === 'mul') return null;
  return new Intl.DisplayNames([language()], { type: 'language' }).of(tag) ?? null;
}
