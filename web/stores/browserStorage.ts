import * as v from 'valibot';

/*
 * Small things that outlive a page, or only a reload of it. Best effort: a browser may block site data, storage may be
 * full, and what is there may be of another version or not ours. Then it is as if nothing had been kept.
 */

/** `localStorage` stays on the device; `sessionStorage` is the tab's own and ends with it. */
export type Place = 'localStorage' | 'sessionStorage';

/** What is kept under `key`; null if there is nothing that the schema accepts. */
export function readKept<Schema extends v.GenericSchema>(
  place: Place,
  key: string,
  schema: Schema,
): v.InferOutput<Schema> | null {
  try {
    return parseKept(globalThis[place].getItem(key), schema);
  } catch {
    return null; // reading the very property throws where site data is blocked
  }
}

/** What a kept text says; null if it says nothing that the schema accepts. */
export function parseKept<Schema extends v.GenericSchema>(
  text: string | null,
  schema: Schema,
): v.InferOutput<Schema> | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // cut short, or not ours
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : null;
}

/**
 * Keeps a value as JSON; null takes away what was kept.
 * @returns false if it could not be kept: it lasts as long as the page.
 */
export function writeKept(place: Place, key: string, value: object | null): boolean {
  try {
    if (value === null) globalThis[place].removeItem(key);
    else globalThis[place].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
