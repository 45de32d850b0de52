import * as v from 'valibot';

/* Fields that several procedures share. */

/** SHA-256 in lower-case hexadecimal digits: what models and datasets are called. */
export const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits'));

/** A model: its id, or `default:en` for one that comes with the app. */
export const modelReference = v.union(
  [digest, v.pipe(v.string(), v.regex(/^default:[a-z]{2}(-[a-z]+)*$/))],
  'expected 64 lower-case hexadecimal digits, or default:NAME',
);

/** UTF-16 code units of a name that a person gave. */
export const NAME_LIMIT = 200;
export const NOTES_LIMIT = 10_000;

/** What a database can keep as text: PostgreSQL refuses the character 0, and UTF-8 has no halves of surrogate pairs. */
export const storableText = v.regex(/^[^\0\p{Surrogate}]*$/u, 'text without the character U+0000 and lone surrogates');

export const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NAME_LIMIT), storableText);
export const notes = v.pipe(v.string(), v.maxLength(NOTES_LIMIT), storableText);

/** Chosen by the client, so that asking twice for the same work starts it once. */
export const taskId = v.pipe(v.string(), v.toLowerCase(), v.uuid('expected a UUID'));

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A moment as ISO 8601 in UTC. */
export const moment = v.pipe(v.string(), v.isoTimestamp());
