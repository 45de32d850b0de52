import type { TablePlan } from './filePlan';
import type { ImportNotice, RefusalReason } from './importReport';

/**
 * Takes one row of data.
 *
 * @param cells in the order of the columns; empty for a refused row.
 * @param line where the row starts: the physical line of a text, the row of a sheet, from 1.
 * @param refused why the row cannot be read.
 */
export type TakeCells = (cells: readonly string[], line: number, refused?: RefusalReason) => void;

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
