import type { Leftover } from '../text/clean/cleanText';
import type { Encoding } from './bytes/encoding';
import type { CellEncoding } from './cellEncoding';
import type { SchemeDecision } from './guess/labelScheme';
import type { LabelRefusal } from './guess/meaning';
import type { ReadingQuestion } from './guess/questions';

/** Why a row of the file is not in the dataset. */
export type RefusalReason =
  | LabelRefusal
  | 'too-few-fields'
  | 'too-many-fields'
  | 'json-broken'
  | 'json-too-deep'
  | 'not-a-record'
  /** A line of a chat that the messenger wrote, not a person. */
  | 'chat-notice'
  /** The last row sums up the others: `Total`, `Итого`. */
  | 'total-row'
  /** The names of the columns once more, where files were put one after another. */
  | 'header-again'
  /** The same comment is in a row above, with which its label was combined. */
  | 'combined-above';

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
  /** Bytes that the encoding does not allow were read as U+FFFD; where the first of them are, in bytes from 0. */
  | { readonly code: 'bad-bytes'; readonly count: number; readonly offsets: readonly number[] }
  /** NUL characters were read as U+FFFD, or left out where the file ends in them. */
  | { readonly code: 'nul-characters'; readonly count: number }
  /** The first row looks like data: the columns have numbers for names. */
  | { readonly code: 'header-missing' }
  /** So many lines above the header were left out. */
  | { readonly code: 'lines-above-header'; readonly count: number }
  /** Quotation marks were read as part of the text: taken for quotes they would swallow lines or leave text behind. */
  | { readonly code: 'quotes-as-text' }
  /** Cells were enclosed in single quotes, which were removed. */
  | { readonly code: 'single-quotes' }
  /** Every row has one cell more than the header: the first is the row's name, as R writes it. */
  | { readonly code: 'row-names' }
  /** Whole lines stand in quotes, as Excel saves a file that it opened as one column. */
  | { readonly code: 'whole-lines-quoted' }
  /** In these rows the comment itself held delimiters without quotes; its pieces were put together again. */
  | { readonly code: 'delimiters-in-text'; readonly count: number; readonly lines: readonly number[] }
  /** A 1, a yes or a high number of this column is read as not toxic, as its name says. */
  | { readonly code: 'label-inverted'; readonly column: string }
  /** The comments are lists of words, which were joined by spaces. */
  | { readonly code: 'words-joined'; readonly column: string }
  /** These columns may be labels as well, and were not read as such. */
  | { readonly code: 'other-labels'; readonly columns: readonly string[] }
  /** In these rows of a sheet cells to the right of the table, which has no such columns, were not read. */
  | { readonly code: 'cells-beside-table'; readonly count: number; readonly lines: readonly number[] }
  /** The text looks like UTF-8 that was read in another encoding and saved so: the file has to be written again. */
  | { readonly code: 'encoded-twice' }
  /** A workbook holds these sheets as well, which were not read; nobody chose the one that was. */
  | { readonly code: 'other-sheets'; readonly sheets: readonly string[] }
  /** After the packed data other bytes follow, which were not read. */
  | { readonly code: 'bytes-after-archive'; readonly count: number }
  /** In so many comments leftovers of programs were undone; they are kept as they were in this column. */
  | { readonly code: 'text-cleaned'; readonly count: number; readonly column: string }
  /** So many comments were encoded in their cells, and were decoded. */
  | {
      readonly code: 'text-decoded';
      readonly count: number;
      readonly column: string;
      readonly encoding: CellEncoding;
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

/** How a label column was read, with every value that it holds. */
export interface LabelReading extends SchemeDecision {
  readonly column: number;
  readonly name: string;
}

/** What `ReadOptions.clean` would change, or has changed. */
export interface Cleaning {
  /** Comments that were looked at: the kept ones; when inspecting also those whose label is not known yet. */
  readonly of: number;
  /** Comments that it changes. */
  readonly rows: number;
  /** How many of them hold each kind. */
  readonly found: Readonly<Record<Leftover, number>>;
  /** The first few that differ in kind, around the first place that changes. */
  readonly examples: readonly { readonly before: string; readonly after: string }[];
}

/** What was read, with what else the whole file says of how to read it. */
export interface ReadingReport extends ImportReport {
  /** One for each label column. */
  readonly labelling: readonly LabelReading[];
  /** What a person should decide; empty where the reading is certain. */
  readonly questions: readonly ReadingQuestion[];
  /** What programs left in the comments. */
  readonly cleaning: Cleaning;
  /** The first comment that was kept; null without rows. */
  readonly firstText: string | null;
  /**
   * What the whole file shows to be different from what its beginning said: read again with these options added. Null:
   * the reading stands.
   */
  readonly again: ReadAgain | null;
}

/** Options that the whole file asks for. */
export interface ReadAgain {
  readonly quotes?: 'text';
  /** The values of the label columns, counted over the whole file. */
  readonly schemes?: readonly SchemeDecision[];
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
