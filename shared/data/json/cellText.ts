/**
 * A value of a typed file (JSON, Parquet, Excel) as the text of a cell. Nothing (null, undefined, an invalid date) is
 * the empty cell; a moment is written as ISO 8601, without its time if it is midnight; lists and objects as JSON.
 */
export function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(MIDNIGHT, '');
  if (typeof value === 'object') return JSON.stringify(value, plainValue);
  return String(value);
}

const MIDNIGHT = 'T00:00:00.000Z';

/** What JSON cannot say otherwise: whole numbers of any length, and arrays of numbers. */
function plainValue(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Uint8Array, Number);
  return value;
}
