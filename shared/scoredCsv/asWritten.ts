import type { ReadOptions } from '#shared/data/filePlan';

/** How a scored CSV is read again, whatever its cells look like. */
export const AS_WRITTEN = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  quotes: 'csv',
  header: true,
  skipLines: 0,
  decode: 'none',
} as const satisfies ReadOptions;
