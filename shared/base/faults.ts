/*
 * What can be wrong with a file, as codes: sentences in each language are in shared/messages. Libraries word their own
 * errors in English; those are kept as causes, for logs.
 */

/** Why the bytes of a file cannot be had. */
export type UnreadableReason = 'missing' | 'not-a-file' | 'no-access' | 'changed' | 'failed';

/** What of an archive is not as it should be. */
export type ArchivePlace =
  | 'members'
  | 'trailer'
  | 'checksum'
  | 'length'
  | 'packed-data'
  | 'end'
  | 'directory'
  | 'file-header';

/** What is wrong with a Parquet or Excel file; what `got` and `expected` count depends on it. */
export type FileFault =
  /** The library that reads it found no sense in it. */
  | 'unreadable'
  /** Bytes that the file says it has. */
  | 'cut-short'
  | 'no-columns'
  /** Columns of a row group. */
  | 'columns-differ'
  /** A column of another name was expected. */
  | 'column-order'
  | 'pages-elsewhere'
  /** Values of a column. */
  | 'values-differ'
  /** A size, a count or a place that cannot be; `expected` is the most. */
  | 'number-impossible'
  /** Runs of repeated values that do not fit their page. */
  | 'runs'
  | 'no-workbook'
  | 'sheet-missing'
  /** A row that comes after one with a higher number. */
  | 'row-order'
  /** `expected` is the most. */
  | 'row-impossible'
  | 'column-impossible'
  | 'xml-unclosed';

/** A fault with what was found. */
export interface FaultDetails {
  /** A column, a sheet or a cell. */
  readonly where?: string | null;
  readonly got?: number | null;
  readonly expected?: number | null;
}

/** Thrown by what reads a part of a file and does not know the file's name. */
export class FaultError extends Error {
  override readonly name = 'FaultError';

  constructor(
    readonly fault: FileFault,
    readonly details: FaultDetails = {},
  ) {
    super(`${fault} ${JSON.stringify(details)}`);
  }
}

/**
 * What keeps the database of this device from being used: a newer version of the app wrote it, another window holds an
 * older one open, the browser cannot open it, or stores of it are missing.
 */
export type StorageFaultKind = 'newer' | 'blocked' | 'unopened' | 'incomplete';
