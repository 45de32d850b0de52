import { type ReadingSummary, readingLines } from '#shared/labelled/readingReport';
import { type LabelledFile, type LabelledReading, readLabelledFile } from '#shared/labelled/readLabelled';
import type { ReadSettings } from '#shared/labelled/readSettings';
import { openSource } from './io';

export {
  dataOf,
  type LabelledFile,
  mixedDataOf,
  type PlannedReading,
  planReading,
  refuseUnclear,
} from '#shared/labelled/readLabelled';
export { optionsOfReading, type ReadSettings } from '#shared/labelled/readSettings';
export { GROUP_OPTION, READ_OPTIONS, READABLE, readSettingsOf } from './readSettings';

/**
 * Reads a file of labelled comments, and prints what was read to standard error.
 * @param onText as `LabelledReading.onText`.
 * @throws CodedError as `readLabelledFile`.
 */
export function readLabelled(
  path: string,
  settings: ReadSettings,
  onText?: LabelledReading['onText'],
): Promise<LabelledFile> {
  return readLabelledFile(openSource(path), { path, settings, labelled: true, onReading: printReading, onText });
}

/**
 * Reads a file of comments, and prints what was read to standard error; `labels` is empty if it has no label column.
 * @throws CodedError as `readLabelledFile`.
 */
export function readComments(path: string, settings: ReadSettings): Promise<LabelledFile> {
  return readLabelledFile(openSource(path), { path, settings, labelled: false, onReading: printReading });
}

function printReading(summary: ReadingSummary): void {
  for (const line of readingLines(summary, false)) console.error(line);
}
