import * as v from 'valibot';
import { TEXT_FORMATS } from '../data/formats/index';
import type { LabelChoices } from '../data/guess/meaning';
import type { ReadSettings } from '../labelled/readSettings';

/* How a dataset's file is to be read; what is left out is guessed from the file, and a doubt is an error that asks. */

const columnName = v.pipe(v.string(), v.maxLength(10_000));
const values = v.pipe(v.array(columnName), v.maxLength(10_000));

export const readingSchema = v.strictObject({
  /** Column of the comments. */
  text: v.optional(columnName),
  /** Columns of the labels; the first decides which rows are kept. */
  labels: v.optional(v.pipe(v.array(columnName), v.minLength(1), v.maxLength(64))),
  /** Values of the labels that are toxic, that are not, and whose rows are left out. */
  positive: v.optional(values),
  negative: v.optional(values),
  leaveOut: v.optional(values),
  /** Numbers are toxic from here on, or below it. */
  cut: v.optional(v.strictObject({ at: v.pipe(v.number(), v.finite()), toxic: v.picklist(['from', 'below']) })),
  /** How several label columns make one. */
  combine: v.optional(
    v.variant('rule', [
      v.strictObject({ rule: v.picklist(['any', 'majority']) }),
      v.strictObject({ rule: v.literal('atLeast'), votes: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
      v.strictObject({
        rule: v.literal('mean'),
        cut: v.pipe(v.number(), v.finite()),
        toxic: v.optional(v.literal('below')),
      }),
    ]),
  ),
  format: v.optional(v.picklist(TEXT_FORMATS)),
  /** The file of a zip, the sheet of a workbook. */
  entry: v.optional(columnName),
  sheet: v.optional(columnName),
});

export type Reading = v.InferOutput<typeof readingSchema>;

/** The settings as the reader of files takes them. */
export function readSettingsOfReading(reading: Reading): ReadSettings {
  const { text, labels, positive = [], negative = [], leaveOut = [], cut, combine, format, entry, sheet } = reading;
  const meanings = Object.fromEntries([
    ...positive.map((value) => [value, 'toxic'] as const),
    ...negative.map((value) => [value, 'notToxic'] as const),
    ...leaveOut.map((value) => [value, 'leaveOut'] as const),
  ]);
  const mentioned = Object.keys(meanings);
  // If toxic values alone are given, the others are not toxic, and the other way round.
  const others =
    positive.length > 0 && negative.length === 0
      ? ('notToxic' as const)
      : negative.length > 0 && positive.length === 0
        ? ('toxic' as const)
        : undefined;
  const label: LabelChoices = {
    ...(mentioned.length > 0 && { meanings }),
    ...(others !== undefined && { others }),
    ...(cut !== undefined && { cut }),
  };
  return {
    text,
    labels,
    values: mentioned,
    options: { format, entry, sheet, combine, label: Object.keys(label).length === 0 ? undefined : label },
  };
}
