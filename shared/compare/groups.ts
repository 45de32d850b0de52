import { type SubgroupAuc, subgroupAuc } from '#shared/ml/metrics/subgroupAuc';
import type { JudgedRows } from './scoredModel';
import { type Slice, SMALL_CLASS } from './slices';

/** How every model ranks the comments that name a group of people. */
export interface MeasuredGroup {
  /** Key of the group, as in identityTerms.ts. */
  readonly value: string;
  readonly rows: number;
  readonly positives: number;
  /** True if either class of the group has so few rows that the figures may be chance. */
  readonly small: boolean;
  /** One per model, in their order. */
  readonly models: readonly SubgroupAuc[];
}

/**
 * The three bias AUCs of each group and model. Yields once per group.
 * @param groups rows that name each group.
 */
export function* measureGroups(
  { truth, models }: JudgedRows,
  groups: readonly Slice[],
): Generator<number, MeasuredGroup[], undefined> {
  const measured: MeasuredGroup[] = [];
  for (const { value, rows } of groups) {
    const inside = new Uint8Array(truth.length);
    for (const row of rows) inside[row] = 1;
    const figures = models.map(({ scores }) => subgroupAuc(truth, scores, inside));
    const positives = rows.reduce((sum, row) => sum + truth[row], 0);
    measured.push({
      value,
      rows: rows.length,
      positives,
      small: Math.min(positives, rows.length - positives) < SMALL_CLASS,
      models: figures,
    });
    yield measured.length;
  }
  return measured;
}
