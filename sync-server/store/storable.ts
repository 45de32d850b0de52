import { CodedError } from '#shared/base/errors';

/*
 * PostgreSQL keeps neither the character 0 nor halves of surrogate pairs, as text or in JSON; files of comments, models
 * and requests may have both.
 */

const REPLACEMENT = '\ufffd';
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EVERY_UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A text as PostgreSQL can keep it: U+FFFD in place of what it refuses. */
export function storableText(text: string): string {
  return text.replace(EVERY_UNSTORABLE, REPLACEMENT);
}

/** The escapes of JSON, each whole: `\\u0000` as text is a backslash and then letters. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;
const UNSTORABLE_ESCAPE = /^\\u(?:0000|d[89a-f][0-9a-f]{2})$/;

/** A value as JSON that PostgreSQL can keep. */
export function storableJson(value: unknown): string {
  // Pairs are written as they are: an escaped surrogate is half of none.
  return JSON.stringify(value).replace(ESCAPE, (one) => (UNSTORABLE_ESCAPE.test(one) ? REPLACEMENT : one));
}

/** No request is nested so deep; whoever walks through one would run out of stack far below this. */
const DEEPEST = 64;

/**
 * Checks that a request can be kept as it is: a name with another character would name something else.
 * @throws CodedError `input-invalid` that names the place.
 */
export function refuseUnstorable(value: unknown, path: readonly string[] = []): void {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) {
      refuse(path, JSON.stringify(value).slice(0, 100), 'text without the character U+0000 and lone surrogates');
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEEPEST) refuse(path.slice(0, 3), `more than ${DEEPEST} levels`, `at most ${DEEPEST}`);
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) refuseUnstorable(key, path);
    refuseUnstorable(inner, [...path, key]);
  }
}

function refuse(path: readonly string[], got: string, expected: string): never {
  throw new CodedError('input-invalid', { path: path.join('.'), got, expected });
}
