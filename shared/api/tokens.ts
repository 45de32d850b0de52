import * as v from 'valibot';
import { moment, name } from './fields';
import { ROLES } from './roles';

/* Tokens that let people and programs in. The secret is in the answer to its creation and nowhere else. */

export const tokenSchema = v.strictObject({
  id: v.pipe(v.string(), v.uuid('expected a UUID')),
  name: v.string(),
  role: v.picklist(ROLES),
  createdAt: moment,
  expiresAt: v.nullable(moment),
  /** To the minute. */
  lastUsedAt: v.nullable(moment),
  revokedAt: v.nullable(moment),
});

export type Token = v.InferOutput<typeof tokenSchema>;

export const createToken = v.strictObject({
  name,
  role: v.picklist(ROLES),
  /** Days until it expires; null: never. */
  days: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0.001), v.maxValue(36_500))), null),
});

export const oneToken = v.strictObject({ id: v.pipe(v.string(), v.uuid('expected a UUID')) });

/** Who is asking: a guest has neither an id nor a name, and perhaps no role. */
export const identitySchema = v.strictObject({
  id: v.nullable(v.pipe(v.string(), v.uuid('expected a UUID'))),
  name: v.nullable(v.string()),
  role: v.nullable(v.picklist(ROLES)),
  expiresAt: v.nullable(moment),
});

export type Identity = v.InferOutput<typeof identitySchema>;

export const createdTokenSchema = v.strictObject({ token: tokenSchema, secret: v.string() });
