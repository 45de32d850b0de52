import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { createIdentityFinder } from '#shared/eda/identity/identityFinder';
import { LENGTH_MEASURES } from '#shared/eda/lengths/measures';
import { createLengthReader } from '#shared/eda/lengths/textLengths';
import { IDENTITY_GROUPS } from '#shared/text/identityTerms';
import { writtenIn } from '#shared/text/language/written';
import { type Slice, slicesByLength, slicesByValue } from './slices';

/** What is found in the comments themselves, to slice a comparison by. */
export interface TextTraits {
  readonly lengths: readonly Slice[];
  /** The most frequent languages; `languagesRest` counts the rows in all others. */
  readonly languages: readonly Slice[];
  readonly languagesRest: number;
  /** Rows that name a group of people; a row may be in several. */
  readonly groups: readonly Slice[];
}

/** Collects the traits of texts, chunk by chunk. */
export interface TraitReader {
  /** Reads one row, which continues those read before. */
  add(column: TextColumn, row: number): void;
  finish(): TextTraits;
}

const ROWS_PER_STEP = 512;
/** Languages with a slice of their own. */
const LANGUAGES = 12;
const CHARACTERS = LENGTH_MEASURES.indexOf('characters');

export function createTraitReader(): TraitReader {
  const lengthReader = createLengthReader();
  const finder = createIdentityFinder();
  const own = new Uint32Array(LENGTH_MEASURES.length);
  const lengths: number[] = [];
  const languages: string[] = [];
  const groupRows: number[][] = IDENTITY_GROUPS.map(() => []);
  return {
    add({ bytes, offsets }, row) {
      const at = lengths.length;
      lengthReader.read(bytes, offsets[row], offsets[row + 1], own);
      lengths.push(own[CHARACTERS]);
      languages.push(writtenIn(bytes, offsets[row], offsets[row + 1]).language);
      const { found, length } = finder.read(bytes, offsets[row], offsets[row + 1]);
      for (let i = 0; i < length; i++) {
        const rows = groupRows[finder.groupOf[found[i]]];
        if (rows[rows.length - 1] !== at) rows.push(at);
      }
    },
    finish() {
      const { slices, rest } = slicesByValue(languages, LANGUAGES);
      return {
        lengths: slicesByLength(Uint32Array.from(lengths)),
        languages: slices,
        languagesRest: rest,
        groups: groupRows.flatMap((rows, i) =>
          rows.length === 0 ? [] : [{ value: IDENTITY_GROUPS[i], rows: Uint32Array.from(rows) }],
        ),
      };
    },
  };
}

/**
 * The traits of the rows that `includes` names, numbered as if there were no others. Yields rows done.
 * @param includes called with the row's number over all columns.
 */
export function* readTraits(
  columns: readonly TextColumn[],
  includes: (row: number) => boolean,
): Generator<number, TextTraits, undefined> {
  const reader = createTraitReader();
  let done = 0;
  for (const column of columns) {
    for (let row = 0; row < rowCount(column); row++) {
      if (includes(done++)) reader.add(column, row);
      if (done % ROWS_PER_STEP === 0) yield done;
    }
  }
  return reader.finish();
}
