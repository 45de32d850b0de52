/*
 * Records as JSON with their arrays of bytes and numbers stored separately: JSON would lose what kind of array it was,
 * and numbers that are not finite. Absent values (undefined) stay absent.
 */

/** The arrays that records have. Their bytes are little-endian, as on every device with a browser of today. */
const ARRAYS = { Uint8Array, Uint32Array, Float64Array } as const;
type ArrayName = keyof typeof ARRAYS;
export type PackedArray = Uint8Array | Uint32Array | Float64Array;

/** A record in two parts; `arrays` by the numbers that the JSON refers to them with. */
export interface Packed {
  readonly json: string;
  readonly arrays: readonly PackedArray[];
}

/** A key that no record has, before what JSON cannot write. */
const MARK = '$moderato';

/**
 * Packs a record.
 * @throws TypeError for what neither JSON nor an array of numbers can hold (a Map, a Date, a Blob, a big integer).
 */
export function pack(value: unknown): Packed {
  const arrays: PackedArray[] = [];
  const plain = (at: unknown): unknown => {
    if (typeof at === 'number' && (!Number.isFinite(at) || Object.is(at, -0))) {
      return { [MARK]: 'number', value: Object.is(at, -0) ? '-0' : String(at) };
    }
    if (typeof at === 'bigint' || typeof at === 'symbol' || typeof at === 'function') throw unpackable(at);
    if (typeof at !== 'object' || at === null) return at;
    const name = arrayName(at);
    if (name !== null) {
      arrays.push(at as PackedArray);
      return { [MARK]: name, at: arrays.length - 1 };
    }
    if (Array.isArray(at)) return at.map(plain);
    if (Object.getPrototypeOf(at) !== Object.prototype || MARK in at) throw unpackable(at);
    return Object.fromEntries(Object.entries(at).map(([key, entry]) => [key, plain(entry)]));
  };
  return { json: JSON.stringify(plain(value)), arrays };
}

/**
 * The record again, with buffers of its own.
 * @param read the bytes of the array with this number.
 * @throws SyntaxError, RangeError or TypeError if it is not what `pack` made.
 */
export async function unpack(
  json: string,
  read: (array: number) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<unknown> {
  const rich = async (at: unknown): Promise<unknown> => {
    if (typeof at !== 'object' || at === null) return at;
    if (Array.isArray(at)) return at.some(isObject) ? Promise.all(at.map(rich)) : at;
    if (MARK in at) return special(at as Readonly<Record<string, unknown>>, read);
    const entries: [string, unknown][] = [];
    for (const [key, entry] of Object.entries(at)) entries.push([key, await rich(entry)]);
    return Object.fromEntries(entries);
  };
  return rich(JSON.parse(json));
}

async function special(
  marked: Readonly<Record<string, unknown>>,
  read: (array: number) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<unknown> {
  const { [MARK]: kind, value, at } = marked;
  if (kind === 'number') return Number(value);
  if (typeof kind !== 'string' || !Object.hasOwn(ARRAYS, kind) || !Number.isSafeInteger(at)) {
    throw new TypeError('an unknown kind of value');
  }
  return arrayOf(kind as ArrayName, await read(at as number));
}

/**
 * `bytes` as an array of this kind, over the same buffer.
 * @throws RangeError if they are not whole numbers of it.
 */
export function arrayOf<Name extends ArrayName>(
  name: Name,
  bytes: Uint8Array<ArrayBuffer>,
): InstanceType<(typeof ARRAYS)[Name]> {
  const owned = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  return new ARRAYS[name](owned.buffer) as InstanceType<(typeof ARRAYS)[Name]>;
}

/** The bytes of an array, over the same buffer. */
export function bytesOfArray({ buffer, byteOffset, byteLength }: PackedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function arrayName(value: object): ArrayName | null {
  const [name] = Object.entries(ARRAYS).find(([, type]) => value instanceof type) ?? [];
  return (name as ArrayName | undefined) ?? null;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function unpackable(value: unknown): TypeError {
  return new TypeError(`cannot be kept in a backup: ${Object.prototype.toString.call(value)}`);
}
