import type { TablePlan } from './filePlan';
import type { ImportNotice } from './importReport';
import type { TakeCells } from './textRows';

/** The rows of a file, whatever its format: what the one builder of tables reads. */
export interface TableSource {
  readonly plan: TablePlan;
  /** How much of the file has been read. */
  progress(): { bytesRead: number; totalBytes: number | null };
  /**
   * Gives every row to `take`, in order, and comes up for air every few milliseconds where the format allows.
   * @returns what became known of the rows on the way.
   */
  read(take: TakeCells): AsyncGenerator<void, ImportNotice[], undefined>;
  /** Lets the file go. */
  close(): Promise<void>;
}
