import { CodedError } from '#shared/base/errors';
import { withDatabase } from './database';
import type { DatasetInfo, DatasetLabels } from './records';

/** A dataset at one revision: its record, and everything about its rows that is stored separately from the text. */
export interface DatasetSnapshot {
  readonly info: DatasetInfo;
  readonly stored: DatasetLabels;
}

/**
 * Reads the record and the labels of a dataset in one transaction, so that both are of the same revision whoever edits
 * meanwhile. Nothing else may read labels: two transactions could pair the labels of one revision with the fingerprint of
 * another, and training would write that into a model.
 *
 * @throws CodedError `dataset-missing`.
 */
export async function readSnapshot(id: string): Promise<DatasetSnapshot> {
  const [info, stored] = await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'labels'], 'readonly');
    return Promise.all([
      transaction.objectStore('datasets').get(id),
      transaction.objectStore('labels').get(id),
      transaction.done,
    ]);
  });
  if (!info || !stored) throw new CodedError('dataset-missing', { id });
  return { info, stored };
}
