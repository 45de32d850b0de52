import { lowerDifferences } from '../unicode/characters';
import { lookUp } from '../unicode/pages';
import { GUARD } from './traits';

/** The lower case of `code` where that is one code point, else `code`; guarded ones stay. */
export function lowerOf(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  return code < GUARD ? code + lookUp(lowerDifferences(), code) : code;
}

/** True if `code` has another lower case. */
export function isCapital(code: number): boolean {
  return lowerOf(code) !== code;
}

/** The capital that lowers to `code`, for the letters that leet spelling replaces: ASCII and the Russian alphabet. */
export function capitalOf(code: number): number {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x430 && code <= 0x44f)) return code - 32;
  return code;
}
