import type { Json } from '#shared/base/canonicalJson';
import { format } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';

/** The value of a setting in words. */
export function settingText(path: string, value: Json): string {
  if (typeof value === 'number') return format().number(Number(value.toPrecision(3)), significant(value));
  return searchWords().choices[path]?.[String(value)] ?? String(value);
}

/** Digits after the point of the number rounded to three significant ones. */
function significant(value: number): number {
  const [, decimals = ''] = String(Number(value.toPrecision(3))).split('.');
  return Math.min(6, decimals.length);
}
