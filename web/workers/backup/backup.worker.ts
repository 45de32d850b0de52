import { writeToTarget } from '../../rows/exportTarget';
import type { BackupSummary, KeptSettings, RestoreMode, RestoreSummary } from '../../storage/backup/format';
import { restoreBackup } from '../../storage/backup/restoreBackup';
import { writeBackup } from '../../storage/backup/writeBackup';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

/** The backup worker's API for the stores. Progress is a fraction, 0 to 1. */
const api = {
  /**
   * Writes a backup to `target`; null: returns it as a Blob.
   * @throws CodedError as `writeBackup`; an AbortError.
   */
  async save(
    settings: KeptSettings,
    target: FileSystemFileHandle | null,
    onFraction: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<{ summary: BackupSummary; blob: Blob | null }> {
    let summary: BackupSummary | undefined;
    const blob = await writeToTarget(target, async (write) => {
      summary = await writeBackup(write, settings, throttled(onFraction), signal);
    });
    if (summary === undefined) throw new Error('nothing was written');
    return { summary, blob };
  },

  /** @throws CodedError as `restoreBackup`; an AbortError. */
  restore(
    file: File,
    mode: RestoreMode,
    onFraction: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<RestoreSummary> {
    return restoreBackup(file, mode, throttled(onFraction), signal);
  },
};

export type BackupApi = typeof api;

exposeApi(api);
