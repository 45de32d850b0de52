import type { ReadOptions } from '#shared/data/filePlan';

/** How a file is to be read. */
export interface ReadSettings {
  readonly text?: string;
  /** Names of label columns; the first decides which rows are kept. Undefined: guessed. */
  readonly labels?: readonly string[];
  /** `--label` as it was given once: a name with commas, if there is a column of that name. */
  readonly wholeLabel?: string;
  /** Values whose meaning was given. */
  readonly values?: readonly string[];
  /** A column whose values tie rows together in splits. */
  readonly groupBy?: string;
  /** Everything else, as the reader takes it. */
  readonly options?: ReadOptions;
}

/** The settings as the reader takes them. */
export function optionsOfReading({ text, labels, options = {} }: ReadSettings): ReadOptions {
  return { ...options, textColumn: text, labelColumns: labels };
}
