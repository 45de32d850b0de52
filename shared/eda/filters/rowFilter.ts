import type { TextLanguage } from '../../text/language/language';
import type { WordClass } from '../../text/tagging/partsOfSpeech';
import type { LengthMeasure } from '../lengths/measures';
import type { PersonalDataKind } from '../personalData/kinds';
import type { StyleMark } from '../style/marks';

/**
 * Which rows to show: behind a bar, a bin, a word, a point, or what a person asked the table for. Several together mean
 * all of them. Plain data, so it crosses threads and fits into an address.
 */
export type RowFilter =
  | { readonly kind: 'class'; readonly label: 0 | 1 | null }
  /** From `from` up to, not including, `to` (null: no end). */
  | { readonly kind: 'length'; readonly measure: LengthMeasure; readonly from: number; readonly to: number | null }
  /** An n-gram as the report's settings see it, its words joined by single spaces. */
  | { readonly kind: 'term'; readonly term: string }
  /** A string anywhere in the text, whatever its case. */
  | { readonly kind: 'contains'; readonly text: string }
  /** A regular expression of the engine, with flags iu or u. */
  | { readonly kind: 'pattern'; readonly source: string; readonly ignoreCase: boolean }
  | { readonly kind: 'column'; readonly column: number; readonly equals: string }
  /** Cells of a column that are numbers from `from` to `to`, both included (null: no end). */
  | { readonly kind: 'number'; readonly column: number; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'language'; readonly language: TextLanguage }
  | { readonly kind: 'empty' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'style'; readonly mark: StyleMark }
  | { readonly kind: 'identity'; readonly group: string }
  | { readonly kind: 'personalData'; readonly what: PersonalDataKind }
  /** Only comments in `language`; left out: in any that can be tagged. */
  | { readonly kind: 'wordClass'; readonly wordClass: WordClass; readonly language?: 'en' | 'ru' | undefined }
  /** Rows known by number, as from a group of duplicates. */
  | { readonly kind: 'rows'; readonly rows: readonly number[] }
  /** Rows whose label is not the one they were imported with. */
  | { readonly kind: 'edited' }
  /** A named part of the dataset. */
  | { readonly kind: 'part'; readonly part: string };
