import { unwrap } from 'solid-js/store';
import type { DamagedRecord } from '../../storage/checked';
import { deleteDamaged } from '../../storage/damaged';
import { postToTabs } from '../../storage/taskChannel';
import { isLive, type TaskRecord } from '../../storage/taskRecords';
import { deleteTasks, restoreTasks } from '../../storage/tasks';
import { forgetOwn, refreshTasks, tasks } from './taskList';

/*
 * What can be done with tasks that have ended.
 */

/**
 * Takes tasks that have ended off the list, all of them or those with `ids`; what they made stays.
 * @returns their records, for `restoreEnded`.
 * @throws CodedError `storage-unavailable`.
 */
export async function clearEnded(ids?: readonly string[]): Promise<TaskRecord[]> {
  const leaving = tasks().filter(({ id, state }) => !isLive(state) && (ids?.includes(id) ?? true));
  const records = leaving.map((task): TaskRecord => {
    const { counts: _, left: __, own: ___, ...record } = unwrap(task);
    return record;
  });
  const gone = records.map(({ id }) => id);
  await deleteTasks(gone);
  forgetOwn(gone);
  postToTabs({ kind: 'changed' });
  return records;
}

/** Puts tasks back on the list. @throws CodedError `storage-full`, `storage-unavailable`. */
export async function restoreEnded(records: readonly TaskRecord[]): Promise<void> {
  await restoreTasks(records);
  postToTabs({ kind: 'changed' });
  await refreshTasks();
}

/** Deletes a damaged record of a task for good. */
export async function deleteDamagedTask(record: DamagedRecord): Promise<void> {
  await deleteDamaged(record);
  postToTabs({ kind: 'changed' });
  await refreshTasks();
}
