import * as v from 'valibot';
import type { TrainingSource } from '../../storage/trainingRows';

export type { TrainingSource } from '../../storage/trainingRows';

/** What a comment of a source can count, in the form: half, once, and more often. */
export const WEIGHTS = [0.5, 1, 2, 3, 5, 10] as const;

/** A source as it is kept between visits. */
export const sourceSchema = v.object({
  datasetId: v.pipe(v.string(), v.maxLength(1000)),
  part: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  weight: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
}) satisfies v.GenericSchema<unknown, TrainingSource>;

/** Whether both are the same rows, whatever they weigh. */
export const sameRows = (a: TrainingSource, b: TrainingSource): boolean =>
  a.datasetId === b.datasetId && a.part === b.part;
