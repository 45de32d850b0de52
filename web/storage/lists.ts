import { isExpired } from './expiry';

interface Listed {
  readonly id: string;
  readonly createdAt: number;
  readonly removedAt?: number;
}

/** Whether nobody has removed it. */
export function isKept({ removedAt }: Listed): boolean {
  return removedAt === undefined;
}

/** `records`, the newest first. */
export function newestFirst<Kind extends Listed>(records: readonly Kind[]): Kind[] {
  return [...records].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/** The removed ones of `records` that can still be restored at `now`, the last removed first. */
export function restorable<Kind extends Listed>(records: readonly Kind[], now: number): Kind[] {
  return records
    .filter(({ removedAt }) => removedAt !== undefined && !isExpired(removedAt, now))
    .sort((a, b) => (b.removedAt ?? 0) - (a.removedAt ?? 0));
}

/** `record` as one that was not removed. */
export function withoutMark<Kind extends Listed>(record: Kind): Omit<Kind, 'removedAt'> & { removedAt?: undefined } {
  const { removedAt: _, ...rest } = record;
  return rest;
}
