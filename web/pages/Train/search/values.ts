import type { Json } from '#shared/base/canonicalJson';
import { format } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';

/** The value of a setting in words. */
export function settingText(path: string, value: Json): string {
  if (typeof value === 'number') return format().number(Number(value.toPrecision(3)), significant(value));
  return searchWords().choices[path]?.[String(value)] ?? String(value);
}

/** Digits after the point that show three significant ones. */
function significant(value: number): number {
  if (value === 0 || Number.isInteger(value)) return 0;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
}
