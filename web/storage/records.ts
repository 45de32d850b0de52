import type { Combination } from '#shared/data/guess/meaning';
import type { ImportReport } from '#shared/data/importReport';
import type { ModelManifest } from '#shared/ml/model/manifest';

/** Most characters of the name of a dataset or a model. */
export const NAME_LIMIT = 200;

/** What is kept of an imported file, apart from its text and labels. Plain data: it crosses threads and tabs. */
export interface DatasetInfo {
  /** A random UUID. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Rows imported or added; they are numbered from 0, and keep their numbers when some are removed. */
  readonly rows: number;
  /** Of the rows that are kept. */
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
  /** Rows that a person removed; absent: none. */
  readonly removed?: number;
  /** The parts it is divided into; absent: none. */
  readonly parts?: readonly PartCounts[];
  /** Number of edits, so that results for earlier rows can be distinguished from current ones; absent: 0. */
  readonly revision?: number;
  readonly columns: readonly string[];
  /** Index into `columns`. */
  readonly textColumn: number;
  readonly labelColumn: number | null;
  /** Fractions in the label column from here on were read as toxic; absent: 0.5. */
  readonly labelCut?: number;
  /** A 1, a yes or a high number of the label column was read as not toxic; absent: as toxic. */
  readonly labelInverted?: boolean;
  /** What the label column holds are not 0 and 1 (words, a scale, the opposite): a decision made labels of it. */
  readonly labelDecided?: boolean;
  /** The label was made of several columns, of which `labelColumn` is the first; absent: of that one alone. */
  readonly labelsFrom?: LabelsFrom;
  /** Labels beside the first, in the order of `DatasetLabels.more`; absent: there is one label. */
  readonly moreLabels?: readonly MoreLabel[];
  /** The column of a model's scores, of a file that was scored here: position in `columns`; absent: there is none. */
  readonly scoreColumn?: number;
  /** Where the rows come from, if not from a file; absent: from a file. See corrections.ts. */
  readonly origin?: 'corrections';
  /** By what the imported file is known again; absent in what older versions imported. */
  readonly source?: { readonly bytes: number; readonly hash: string };
  /**
   * SHA-256 of text and labels of the kept rows; equal for equal data, whatever file they came from. Null after an
   * edit, until somebody needs it (see keptRows.ts).
   */
  readonly fingerprint: string | null;
  /** UTF-8 bytes of the text column. */
  readonly textBytes: number;
  /** Bytes of every column, offsets and labels, as stored in IndexedDB. */
  readonly storedBytes: number;
  /** Number of chunks each column is kept in. */
  readonly chunks: number;
  /** Row number each chunk starts at, and the number of rows: length chunks + 1. */
  readonly chunkStarts: readonly number[];
  readonly report: ImportReport;
  /** When a person removed it, milliseconds since 1970; absent: it is not removed. See removal.ts. */
  readonly removedAt?: number;
}

/** A label beside the first, of the same comments. It is edited like the first. */
export interface MoreLabel {
  /** Position in the columns of the dataset. */
  readonly column: number;
  /** Of the rows that are kept. */
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
  /** A 1, a yes or a high number of its column was read as not toxic; absent: as toxic. */
  readonly inverted?: boolean;
}

/** How one label was made of several columns. */
export interface LabelsFrom {
  /** Positions in the columns of the dataset. */
  readonly columns: readonly number[];
  readonly rule: Combination;
}

/**
 * What the labels are called: their column's name, or for comments imported without any that a person labelled here.
 */
export function labelName({ columns, labelColumn }: Pick<DatasetInfo, 'columns' | 'labelColumn'>): string {
  return labelColumn === null ? 'toxic' : columns[labelColumn];
}

/** A label of a dataset with its counts, for choosing what to learn. */
export interface DatasetLabel {
  readonly name: string;
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
}

/** Every label of a dataset, the first one first. Names are those of columns, and so all different. */
export function labelsOf(info: DatasetInfo): DatasetLabel[] {
  const { positives, negatives, unlabelled, columns, moreLabels = [] } = info;
  return [
    { name: labelName(info), positives, negatives, unlabelled },
    ...moreLabels.map((label) => ({
      name: columns[label.column],
      positives: label.positives,
      negatives: label.negatives,
      unlabelled: label.unlabelled,
    })),
  ];
}

/** What is in a named part; of the rows that are kept. */
export interface PartCounts {
  readonly name: string;
  readonly rows: number;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Labels are stored separately from the text, so that an edit never rewrites text. Arrays have one value per imported
 * row.
 */
export interface DatasetLabels {
  /** 0, 1, or 255 for a row without a label. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Labels as they were imported; absent while none has been edited. */
  readonly original?: Uint8Array<ArrayBuffer>;
  /** 1 for a row that is kept, 0 for a removed one; absent: all are kept. */
  readonly keep?: Uint8Array<ArrayBuffer>;
  readonly parts?: DatasetParts;
  /** Labels beside the first, each as `labels`; absent: there are none. */
  readonly more?: readonly Uint8Array<ArrayBuffer>[];
  /** Of each of `more`, as it was imported; null where it has not been edited. Absent: none has been. */
  readonly moreOriginal?: readonly (Uint8Array<ArrayBuffer> | null)[];
}

/** One label of every row. */
export interface LabelValues {
  /** 0, 1, or 255 for a row without a label. */
  readonly values: Uint8Array<ArrayBuffer>;
  /** As they were imported; absent while none has been edited. */
  readonly original?: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * A label of the rows by its position in `labelsOf`; undefined if there is no such label.
 */
export function valuesOf(
  { labels, original, more, moreOriginal }: DatasetLabels,
  label: number,
): LabelValues | undefined {
  if (label === 0) return { values: labels, original };
  const values = more?.[label - 1];
  return values && { values, original: moreOriginal?.[label - 1] ?? undefined };
}

/** A division of the rows, for example into a training part and a check part. */
export interface DatasetParts {
  /** All different, at most 255 of them. */
  readonly names: readonly string[];
  /** Index into `names`, 255 for a row in none. */
  readonly of: Uint8Array<ArrayBuffer>;
}

/** A row in no part. */
export const NO_PART = 255;

/** The number of rows that are kept. */
export function keptCount({ rows, removed }: Pick<DatasetInfo, 'rows' | 'removed'>): number {
  return rows - (removed ?? 0);
}

/** What is stored separately from a model's bytes: these may change, the bytes never do. */
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
  /** Milliseconds that its training took on this device; absent where that is not known. */
  readonly trainedMs?: number;
  /** When a person removed it, milliseconds since 1970; absent: it is not removed. See removal.ts. */
  readonly removedAt?: number;
}

/** What an edit did, for the words on an undo button. */
export type EditName = (typeof EDIT_NAMES)[number];

export const EDIT_NAMES = ['label', 'remove', 'restore', 'divide', 'rename', 'undivide', 'add'] as const;

export interface EditSummary {
  readonly name: EditName;
  /** Rows it changed; 0 for what is done to parts. */
  readonly rows: number;
}

/** An edit in a journal. */
export interface JournalStep extends EditSummary {
  /** Its number, which is the key of its inverse. */
  readonly sequence: number;
  /** Bytes of its inverse. */
  readonly bytes: number;
}

/** The edits of a dataset, the oldest first: those that can be undone, then those that were undone. */
export interface EditJournal {
  readonly steps: readonly JournalStep[];
  /** How many of them can be undone. */
  readonly done: number;
}
