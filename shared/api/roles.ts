/** What a token may do, from the least to the most: each role may do what those before it may. */
export const ROLES = ['reader', 'contributor', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Whether `role` may do what `needed` may; null, somebody without a token, may do nothing. */
export function mayActAs(role: Role | null, needed: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
