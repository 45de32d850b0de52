import type { DataFile } from './bytes/source';
import type { ReadOptions } from './filePlan';
import type { ColumnFacts } from './guess/guessColumns';
import type { ImportNotice } from './importReport';
import { type OpenTable, openTable } from './openTable';

/** What the beginning of a file looks like, for a person who decides how to read it. */
export interface Preview extends Omit<OpenTable, 'source'> {
  readonly hasHeader: boolean;
  /** Names of the columns, all different. */
  readonly header: readonly string[];
  /** The first 50 data rows as they stand: short ones are short. */
  readonly sampleRows: readonly (readonly string[])[];
  /** Rows that `columns` was made of. */
  readonly judgedRows: number;
  /** One per column. */
  readonly columns: readonly ColumnFacts[];
  /** Null: none looks like comments, and reading without a choice would fail. */
  readonly textColumn: number | null;
  /** Null: none looks like labels, and reading without a choice would take every row unlabelled. */
  readonly labelColumn: number | null;
  readonly notices: readonly ImportNotice[];
}

/** Data rows that are shown. */
export const SAMPLE_ROWS = 50;

/**
 * Previews a file. Given the same options, `readTable` decides as this does.
 * @throws CodedError whatever `openTable` throws.
 */
export async function sniff(file: DataFile, options: ReadOptions): Promise<Preview> {
  const { source, ...facts } = await openTable(file, options);
  await source.close();
  const { names, rows, facts: columns, hasHeader, textColumn, labelColumn, notices } = source.plan;
  return {
    ...facts,
    hasHeader,
    header: names,
    sampleRows: rows.slice(0, SAMPLE_ROWS),
    judgedRows: rows.length,
    columns,
    textColumn,
    labelColumn,
    notices,
  };
}
