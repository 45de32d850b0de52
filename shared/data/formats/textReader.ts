import type { Delimiter } from '../delimited/dialect';
import type { TextSink } from '../delimited/plainLines';
import type { ReadOptions, TablePlan } from '../filePlan';
import type { ImportNotice } from '../importReport';
import type { TakeCells } from '../tableSource';

/** The beginning of a text, decoded, without its byte order mark. */
export interface TextHead {
  /** The file's. */
  readonly name: string;
  readonly text: string;
  /** `text` is the whole file. */
  readonly complete: boolean;
}

/**
 * By what a text is known to be in a format, the surest first: a mark that no other format has, the name of the file,
 * how it starts, its rows.
 */
export const EVIDENCE = ['mark', 'name', 'start', 'rows'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Turns text, in order and cut anywhere, into rows. */
export interface TextRows extends TextSink {
  /** What a person should know of the rows so far. */
  notices(): ImportNotice[];
}

/** How a text is to be read, by its beginning. */
export interface PlannedText {
  readonly plan: TablePlan;
  /** What separates its cells, where a person can choose it. */
  readonly delimiter: Delimiter | null;
  /**
   * A reader of its rows, from the beginning.
   * @throws CodedError from `push` and `end`, with the line that cannot be read.
   */
  rows(take: TakeCells): TextRows;
}

/** What reads a text format. */
export interface TextReader {
  /** Kinds of evidence by which it knows its texts; what none of the formats knows is lines. */
  readonly recognises: Readonly<Partial<Record<Evidence, (head: TextHead) => boolean>>>;
  /**
   * Judges a text by its beginning.
   * @returns null if the first row goes on past it.
   * @throws CodedError that says why it cannot be read.
   */
  plan(head: TextHead & { readonly options: ReadOptions }): PlannedText | null;
}
