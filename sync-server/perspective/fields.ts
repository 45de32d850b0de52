import { invalidRequest } from './errors';

/*
 * Reads a JSON body the way protobuf's JSON mapping does: null is absent, names may be camelCase or snake_case, numbers
 * may be strings, an enumeration may be its number. A name that a message does not have is an error, as in the service
 * that closed: a misspelt option must not be passed over in silence.
 */

/** A message of a body; its fields by their camelCase names, absent ones left out. */
export interface Fields {
  /** Where it is in the body, for errors: `comment`, or empty for the whole. */
  readonly path: string;
  readonly values: ReadonlyMap<string, unknown>;
}

const NO_FIELDS: ReadonlyMap<string, unknown> = new Map();

const pathOf = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** What kind of JSON value this is, for errors; never the value. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function wrongType(path: string, expected: string, value: unknown) {
  return invalidRequest(`Invalid value at '${path}': expected ${expected}, got ${kindOf(value)}.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a message.
 * @param names of its fields, in camelCase.
 * @throws PerspectiveError INVALID_REQUEST naming the field.
 */
export function readMessage(value: unknown, path: string, names: readonly string[]): Fields {
  if (value === undefined || value === null) return { path, values: NO_FIELDS };
  if (!isRecord(value)) throw wrongType(path === '' ? 'the body' : path, 'an object', value);
  const values = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const name = key.includes('_') ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : key;
    if (!names.includes(name)) {
      const where = path === '' ? '' : ` at '${path}'`;
      throw invalidRequest(
        `Invalid JSON payload received. Unknown name "${key.slice(0, 100)}"${where}: Cannot find field.`,
      );
    }
    if (field === null) continue;
    if (values.has(name)) throw invalidRequest(`Invalid value at '${pathOf(path, name)}': the field is there twice.`);
    values.set(name, field);
  }
  return { path, values };
}

/** A message in a field; one that is absent has no fields. */
export function messageIn({ path, values }: Fields, name: string, names: readonly string[]): Fields {
  return readMessage(values.get(name), pathOf(path, name), names);
}

/** Entries of a map in a field, in their order. */
export function mapIn({ path, values }: Fields, name: string, names: readonly string[]): [string, Fields][] {
  const value = values.get(name);
  if (value === undefined) return [];
  if (!isRecord(value)) throw wrongType(pathOf(path, name), 'an object', value);
  return Object.entries(value).map(([key, entry]) => {
    const where = pathOf(pathOf(path, name), key.slice(0, 100));
    return [key, readMessage(entry, where, names)];
  });
}

export function stringIn({ path, values }: Fields, name: string): string | undefined {
  const value = values.get(name);
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(pathOf(path, name), 'a string', value);
}

export function booleanIn({ path, values }: Fields, name: string): boolean {
  const value = values.get(name);
  if (value === undefined || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw wrongType(pathOf(path, name), 'true or false', value);
}

/** A finite number, or a string that is one. */
export function numberIn({ path, values }: Fields, name: string): number | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw wrongType(pathOf(path, name), 'a number', value);
}

/** Checks a field that has one value only: `choice`, its number 1, or the unspecified 0. */
export function checkChoice({ path, values }: Fields, name: string, choice: string, unspecified: string): void {
  const value = values.get(name);
  if (value === undefined || value === choice || value === unspecified || value === 0 || value === 1) return;
  throw invalidRequest(`Invalid value at '${pathOf(path, name)}': only ${choice} is supported.`);
}

export function listIn({ path, values }: Fields, name: string): readonly unknown[] {
  const value = values.get(name);
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw wrongType(pathOf(path, name), 'a list', value);
}

/** A list of strings; one string alone is a list of one, as it was there. */
export function stringsIn(fields: Fields, name: string): string[] {
  const alone = fields.values.get(name);
  if (typeof alone === 'string') return [alone];
  return listIn(fields, name).map((value, at) => {
    if (typeof value === 'string') return value;
    throw wrongType(`${pathOf(fields.path, name)}[${at}]`, 'a string', value);
  });
}
