import type { FoundOccurrences, Occurrence } from '../count/occurrences';
import type { Weigh } from '../fit/weigh';

/**
 * One row of a matrix with the places in the text where its terms are: all that scoring and explaining need of a text.
 */
export interface LocatedRow extends FoundOccurrences {
  /** The value of each of `features`, as scoring computes it: a float32 number. */
  readonly values: Float64Array;
}

/** Turns the occurrences found in a text into its row as well, so that the text need not be read a second time. */
export function locateTerms(found: FoundOccurrences, weigh: Weigh): LocatedRow {
  const counts = countFeatures(found.occurrences);
  const values = Float64Array.from(found.features, (feature) => counts.get(feature) ?? 0);
  const norm = weigh(found.features, values, values.length);
  for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i] / norm);
  return { ...found, values };
}

/** How often each feature occurs; a hashed term may count against its feature. */
function countFeatures(occurrences: readonly Occurrence[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { feature, hashed } of occurrences) {
    counts.set(feature, (counts.get(feature) ?? 0) + (hashed?.sign ?? 1));
  }
  return counts;
}
