import { CodedError } from '#shared/base/errors';
import { checkDataset, checkLabels } from './checked';
import { withDatabase } from './database';
import { isKept } from './lists';
import type { DatasetInfo, DatasetLabels } from './records';

/** A dataset at one revision: its record, and everything about its rows that is stored separately from the text. */
export interface DatasetSnapshot {
  readonly info: DatasetInfo;
  readonly stored: DatasetLabels;
}

/**
 * Reads the record and the labels of a dataset in one transaction, so that both are of the same revision whoever edits
 * meanwhile. Nothing else may read labels: two transactions could pair the labels of one revision with the fingerprint
 * of another, and training would write that into a model.
 *
 * @throws CodedError `dataset-missing` also for a removed one; `record-damaged`.
 */
export async function readSnapshot(id: string): Promise<DatasetSnapshot> {
  const [value, labels] = await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'labels'], 'readonly');
    return Promise.all([
      transaction.objectStore('datasets').get(id),
      transaction.objectStore('labels').get(id),
      transaction.done,
    ]);
  });
  if (value === undefined || labels === undefined) throw new CodedError('dataset-missing', { id });
  const info = checkDataset(value);
  if (!isKept(info)) throw new CodedError('dataset-missing', { id });
  return { info, stored: checkLabels(labels, info) };
}
