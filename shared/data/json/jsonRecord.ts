import { cellText } from './cellText';

/** The column of comments that come without names: strings of a JSON file, lines of a plain text. */
export const UNNAMED_TEXT = 'text';

/** Objects within objects are columns down to here; what lies deeper is written as JSON. */
const DEEPEST = 8;

/**
 * Tells the cells of one record: its fields by name, those of an object within it as `outer.inner`, lists as JSON, null
 * as an empty cell. A string is a record of one field, UNNAMED_TEXT. If a name occurs twice the later one is told later.
 *
 * @param tell `nested`: the field stands in an object within the record.
 * @returns false if `value` is neither an object nor a string, and so no record.
 */
export function tellCells(value: unknown, tell: (name: string, cell: string, nested: boolean) => void): boolean {
  if (typeof value === 'string') {
    tell(UNNAMED_TEXT, value, false);
    return true;
  }
  if (!isObject(value)) return false;
  tellFields(value, '', 1, tell);
  return true;
}

function tellFields(
  object: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
  tell: (name: string, cell: string, nested: boolean) => void,
): void {
  for (const [key, value] of Object.entries(object)) {
    if (depth < DEEPEST && isObject(value)) tellFields(value, `${prefix}${key}.`, depth + 1, tell);
    else tell(prefix + key, cellText(value), depth > 1);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
