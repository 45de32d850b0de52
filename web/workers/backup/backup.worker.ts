import { writeToTarget } from '../../rows/exportTarget';
import type { CheckSummary } from '../../storage/backup/checkEverything';
import type { BackupSummary, KeptSettings, RestoreMode, RestoreSummary } from '../../storage/backup/format';
import { restoreBackup } from '../../storage/backup/restoreBackup';
import { writeBackup } from '../../storage/backup/writeBackup';
import type { RawSummary } from '../../storage/backup/writeRawParts';
import { openAsItIs } from '../../storage/database';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

/** The backup worker's API for the stores. Progress is a fraction, 0 to 1. */
const api = {
  /**
   * Writes a backup to `target`; null: returns it as a Blob.
   * @param asItIs the database is read in whatever state it is (see `openAsItIs`).
   * @throws CodedError as `writeBackup`; an AbortError.
   */
  async save(
    settings: KeptSettings,
    target: FileSystemFileHandle | null,
    asItIs: boolean,
    onFraction: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<{ summary: BackupSummary; blob: Blob | null }> {
    await openAsItIs(asItIs);
    let summary: BackupSummary | undefined;
    const blob = await writeToTarget(target, async (write) => {
      summary = await writeBackup(write, settings, throttled(onFraction), signal);
    });
    if (summary === undefined) throw new Error('nothing was written');
    return { summary, blob };
  },

  /** Writes all records as they are; as `save`. @throws CodedError as `writeRawParts`; an AbortError. */
  async saveRaw(
    target: FileSystemFileHandle | null,
    onFraction: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<{ summary: RawSummary; blob: Blob | null }> {
    const { writeRawParts } = await import('../../storage/backup/writeRawParts');
    await openAsItIs(true);
    let summary: RawSummary | undefined;
    const blob = await writeToTarget(target, async (write) => {
      summary = await writeRawParts(write, throttled(onFraction), signal);
    });
    if (summary === undefined) throw new Error('nothing was written');
    return { summary, blob };
  },

  /** Reads everything. @throws CodedError as `checkEverything`; an AbortError. */
  async check(onFraction: (fraction: number) => void, signal: AbortSignal): Promise<CheckSummary> {
    const { checkEverything } = await import('../../storage/backup/checkEverything');
    await openAsItIs(false);
    return checkEverything(throttled(onFraction), signal);
  },

  /** @throws CodedError as `restoreBackup`; an AbortError. */
  async restore(
    file: File,
    mode: RestoreMode,
    onFraction: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<RestoreSummary> {
    await openAsItIs(false);
    return restoreBackup(file, mode, throttled(onFraction), signal);
  },
};

export type BackupApi = typeof api;

exposeApi(api);
