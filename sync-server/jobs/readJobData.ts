import { CodedError } from '#shared/base/errors';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import type { ReadingSummary } from '#shared/labelled/readingReport';
import { dataOf, readLabelledFile } from '#shared/labelled/readLabelled';
import type { ReadSettings } from '#shared/labelled/readSettings';
import type { LabelledText } from '#shared/ml/training/labelledText';
import { dataFileAt } from './dataFile';
import type { JobOrder } from './jobMessages';

/**
 * Reads the dataset of a task as training data.
 * @returns the data, and what was understood of the file.
 * @throws CodedError as `readLabelledFile`; `limit-reached` with more rows than the server accepts.
 */
export async function readJobData(
  { path, name }: JobOrder['data'],
  settings: ReadSettings,
  maxRows: number,
): Promise<{ data: LabelledText; reading: ReadingSummary }> {
  let rows = 0;
  // Refused as it is read: a small file may unpack to more rows than fit into memory.
  const onText = (chunk: TextColumn | null) => {
    rows = chunk === null ? 0 : rows + rowCount(chunk);
    if (rows > maxRows) throw new CodedError('limit-reached', { what: 'rows', limit: maxRows });
  };
  const file = await readLabelledFile(dataFileAt(path, name), { path: name, settings, labelled: true, onText });
  return { data: dataOf(file), reading: file.reading };
}
