import { sha256Hex } from '#shared/base/hash';

/*
 * A digest stored with caches, whose contents can be computed again. Their shape is not described anywhere, so nothing
 * else could find damage in it; and what another version of the app wrote, which may have had another shape, counts as
 * damaged.
 */

/** `value` with its digest. */
export function sealed<Value extends object>(value: Value): Value & { readonly seal: string } {
  return { ...value, seal: digestOf(value) };
}

/** What was sealed, without its digest; null if it is not as this version of the app wrote it. */
export function unsealed<Value extends object>(stored: unknown): Value | null {
  if (typeof stored !== 'object' || stored === null || !('seal' in stored)) return null;
  const { seal, ...value } = stored;
  return seal === digestOf(value) ? (value as Value) : null;
}

function digestOf(value: object): string {
  return sha256Hex(new TextEncoder().encode(`${__APP_VERSION__}\n${JSON.stringify(value, exact)}`));
}

/** Writes what JSON would lose: numbers that are not finite, the kind of an array of numbers, and absent values. */
function exact(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (value === undefined) return { undefined: true };
  if (ArrayBuffer.isView(value)) return [value.constructor.name, ...(value as Uint8Array)];
  return value;
}
