import type { ImportReport } from '#shared/data/importReport';
import type { ModelManifest } from '#shared/ml/manifest';

/** What is kept of an imported file, apart from its text and labels. Plain data: it crosses threads and tabs. */
export interface DatasetInfo {
  /** A random UUID. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly rows: number;
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
  readonly columns: readonly string[];
  /** Index into `columns`. */
  readonly textColumn: number;
  readonly labelColumn: number | null;
  /** SHA-256 of text and labels; equal for equal data, whatever file they came from. */
  readonly fingerprint: string;
  /** UTF-8 bytes of the text column. */
  readonly textBytes: number;
  /** Bytes of every column, offsets and labels, as given to IndexedDB. */
  readonly storedBytes: number;
  /** Number of chunks each column is kept in. */
  readonly chunks: number;
  /** Row number each chunk starts at, and the number of rows: length chunks + 1. */
  readonly chunkStarts: readonly number[];
  readonly report: ImportReport;
}

/** Labels lie apart from the text, so that an edit never rewrites text. */
export interface DatasetLabels {
  /** 0, 1, or 255 for a row without a label; one per row. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** A row as a person sees it. */
export interface DatasetRow {
  /** From 0. */
  readonly row: number;
  readonly text: string;
  readonly label: 0 | 1 | null;
}

/** What lies beside a model's bytes: these may change, the bytes never do. */
export interface ModelRecord {
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Size of the model file. */
  readonly bytes: number;
  readonly manifest: ModelManifest;
  readonly datasetName: string | null;
  readonly origin: 'trained' | 'imported';
  readonly notes: string;
  /** A threshold (as a score) that a person chose over the file's own; null when they did not. */
  readonly threshold: number | null;
}
