import type { Encoding } from './bytes/encoding';
import type { LabelRefusal } from './column/labels';

/** Why a row of the file is not in the dataset. */
export type RefusalReason = LabelRefusal | 'too-few-fields' | 'too-many-fields' | 'json-broken' | 'not-a-record';

/** The rows refused for one reason. */
export interface Refused {
  readonly reason: RefusalReason;
  readonly count: number;
  /** Physical lines of a text (rows of a sheet, of Parquet) on which the first five such rows start, from 1. */
  readonly lines: readonly number[];
}

/** What a person should know about a file that could be read all the same. */
export type ImportNotice =
  /** These names stood more than once in the header; the later columns are called `name (2)` ... */
  | { readonly code: 'duplicate-headers'; readonly names: readonly string[] }
  /** These columns (from 0) have no name in the header; they are called `column N`. */
  | { readonly code: 'unnamed-columns'; readonly positions: readonly number[] }
  /** All kept rows have the same label: nothing can be trained on them alone. */
  | { readonly code: 'one-class'; readonly label: 0 | 1 }
  /** In these rows text follows a closing quote; the quote was taken for a letter. Rows may have run together. */
  | { readonly code: 'malformed-quotes'; readonly count: number; readonly lines: readonly number[] }
  /** The file does not say its encoding and is not UTF-8: this one is a guess. */
  | { readonly code: 'encoding-guessed'; readonly encoding: Encoding }
  /** Objects within the records became columns of such names, as `author.name`; the first five. */
  | { readonly code: 'nested-fields'; readonly names: readonly string[] }
  /** These records have fields that none in the beginning of the file has; they were not read. The first five names. */
  | {
      readonly code: 'unknown-fields';
      readonly count: number;
      readonly lines: readonly number[];
      readonly names: readonly string[];
    }
  /** No comment has a character but white space. */
  | { readonly code: 'comments-empty'; readonly column: string }
  /** Every comment is a number: it may be the wrong column. */
  | { readonly code: 'comments-numeric'; readonly column: string };

/** What was read. */
export interface ImportReport {
  /** Names of the columns, in the file's order, all different. */
  readonly columns: readonly string[];
  readonly textColumn: number;
  /** Null: the rows were taken without labels. */
  readonly labelColumn: number | null;
  /** Rows kept: positives + negatives + unlabelled. */
  readonly rows: number;
  readonly positives: number;
  readonly negatives: number;
  readonly unlabelled: number;
  /** In the order in which the reasons were met. */
  readonly refused: readonly Refused[];
  readonly notices: readonly ImportNotice[];
  /** See `createFingerprint`. */
  readonly fingerprint: string;
  /** Bytes of the kept comments in UTF-8. */
  readonly textBytes: number;
}

/** Lines kept for each reason. */
const LINES_KEPT = 5;

/** Counts things by kind, with the lines of the first few. */
export interface LineTally<Kind extends string> {
  add(kind: Kind, line: number): void;
  /** How many were added, of every kind. */
  total(): number;
  list(): { kind: Kind; count: number; lines: number[] }[];
}

export function createLineTally<Kind extends string>(): LineTally<Kind> {
  const kinds = new Map<Kind, { count: number; lines: number[] }>();
  let total = 0;
  return {
    add(kind, line) {
      let entry = kinds.get(kind);
      if (entry === undefined) {
        entry = { count: 0, lines: [] };
        kinds.set(kind, entry);
      }
      if (entry.count++ < LINES_KEPT) entry.lines.push(line);
      total++;
    },
    total: () => total,
    list: () => Array.from(kinds, ([kind, { count, lines }]) => ({ kind, count, lines })),
  };
}
