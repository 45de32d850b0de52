import { CodedError } from '../../base/errors';
import { parseNumber } from '../../data/column/plainValue';
import { rowBytes, rowCount, rowText, type TextColumn } from '../../data/column/textColumn';
import { createCodePointReader } from '../../text/decode/codePoints';
import { IDENTITY_GROUPS } from '../../text/identityTerms';
import { languageOfBytes } from '../../text/language/language';
import { createIdentityFinder } from '../identity/identityFinder';
import { LENGTH_MEASURES } from '../lengths/measures';
import { createLengthReader } from '../lengths/textLengths';
import { blanknessOf } from '../overview/blankText';
import { TAGGED_LANGUAGES } from '../partsOfSpeech/facts';
import { createWordClassReader, taggedLanguageOf } from '../partsOfSpeech/partsOfSpeechReader';
import { findPersonalData } from '../personalData/personalDataScan';
import type { EdaSettings } from '../section/settings';
import { bitOfMark, createStyleReader } from '../style/styleMarks';
import type { RowFilter } from './rowFilter';
import { createSequenceSearch } from './sequenceSearch';
import { createTermSearch } from './termSearch';

/** Rows to match, with what filters may ask of them. */
export interface MatchChunk {
  readonly text: TextColumn;
  /** Shape (rows of the chunk,): 0, 1, or anything else for none. */
  readonly labels: Uint8Array;
  /** Shape (rows of the chunk,): the labels as they were imported; absent: none has been edited. */
  readonly imported?: Uint8Array;
  /** The number of the chunk's first row in the dataset. */
  readonly firstRow: number;
  /** By position in the file, the columns that `RowMatcher.columns` asks for, as many rows as `text`. */
  readonly columns: ReadonlyMap<number, TextColumn>;
  /** Shape (rows of the chunk,): each row's part as an index into `partNames`, anything beyond for none. */
  readonly parts?: Uint8Array;
  readonly partNames?: readonly string[];
}

/** Decides which rows pass every filter. */
export interface RowMatcher {
  /** Further columns of the file that the filters look at. */
  readonly columns: readonly number[];
  /**
   * Matches the rows of a chunk; yields the number of rows done.
   * @returns shape (rows of the chunk,): 1 for a row that passes, else 0.
   * @throws CodedError `argument-invalid` if `columns` lacks one that is asked for.
   */
  match(chunk: MatchChunk): Generator<number, Uint8Array<ArrayBuffer>, undefined>;
}

type RowTest = (chunk: MatchChunk, row: number) => boolean;
type TextTest = (bytes: Uint8Array, begin: number, end: number) => boolean;

/** Filters that are quick to test, and so are tested first. */
const QUICK: readonly RowFilter['kind'][] = ['class', 'rows', 'part', 'edited', 'column', 'number', 'empty', 'missing'];

const BYTES_PER_STEP = 1 << 16;
/** What a row costs besides its bytes. */
const ROW_BYTES = 64;

/**
 * Prepares `filters`; rows are to pass all of them, and with none every row does. A filter means what the sections of a
 * report made with the same settings count: the rows of {kind: 'term'} are the term's `documents`, and so on.
 *
 * @param settings of the report; `term` is asked of its words.
 * @throws CodedError `pattern-invalid` for what is no regular expression; `argument-invalid` for an unknown group of
 *   people; `dictionary-unreachable` for lemmas of Russian.
 */
export async function createRowMatcher(filters: readonly RowFilter[], settings: EdaSettings): Promise<RowMatcher> {
  const isQuick = ({ kind }: RowFilter) => QUICK.includes(kind);
  const ordered = [...filters.filter(isQuick), ...filters.filter((filter) => !isQuick(filter))];
  const tests = await Promise.all(ordered.map((filter) => createTest(filter, settings)));
  const columns = filters.flatMap((filter) =>
    filter.kind === 'column' || filter.kind === 'number' ? [filter.column] : [],
  );
  return {
    columns: [...new Set(columns)],
    *match(chunk) {
      const { offsets } = chunk.text;
      const matched = new Uint8Array(rowCount(chunk.text));
      let sinceYield = 0;
      for (let row = 0; row < matched.length; row++) {
        matched[row] = tests.every((test) => test(chunk, row)) ? 1 : 0;
        sinceYield += offsets[row + 1] - offsets[row] + ROW_BYTES;
        if (sinceYield < BYTES_PER_STEP) continue;
        sinceYield = 0;
        yield row + 1;
      }
      return matched;
    },
  };
}

async function createTest(filter: RowFilter, settings: EdaSettings): Promise<RowTest> {
  switch (filter.kind) {
    case 'class': {
      const { label } = filter;
      return label === null
        ? ({ labels }, row) => labels[row] !== 0 && labels[row] !== 1
        : ({ labels }, row) => labels[row] === label;
    }
    case 'rows': {
      const rows = new Set(filter.rows);
      return ({ firstRow }, row) => rows.has(firstRow + row);
    }
    case 'part':
      return ({ parts, partNames }, row) => parts !== undefined && partNames?.[parts[row]] === filter.part;
    case 'edited':
      return ({ imported, labels }, row) => imported !== undefined && imported[row] !== labels[row];
    case 'column':
      return columnTest(filter.column, filter.equals);
    case 'number':
      return numberTest(filter);
    case 'pattern': {
      const pattern = compile(filter.source, filter.ignoreCase);
      return ({ text }, row) => pattern.test(rowText(text, row));
    }
    default: {
      const test = await createTextTest(filter, settings);
      return ({ text: { bytes, offsets } }, row) => test(bytes, offsets[row], offsets[row + 1]);
    }
  }
}

type TextFilter = Exclude<
  RowFilter,
  { readonly kind: 'class' | 'rows' | 'part' | 'edited' | 'column' | 'number' | 'pattern' }
>;

/** The test of a filter that looks at nothing but the text. */
async function createTextTest(filter: TextFilter, settings: EdaSettings): Promise<TextTest> {
  switch (filter.kind) {
    case 'length': {
      const reader = createLengthReader();
      const lengths = new Uint32Array(LENGTH_MEASURES.length);
      const measure = LENGTH_MEASURES.indexOf(filter.measure);
      const { from, to } = filter;
      return (bytes, begin, end) => {
        reader.read(bytes, begin, end, lengths);
        return lengths[measure] >= from && (to === null || lengths[measure] < to);
      };
    }
    case 'term':
      return (await createTermSearch(filter.term, settings)).has;
    case 'contains':
      return containsTest(filter.text);
    case 'language':
      return (bytes, begin, end) => languageOfBytes(bytes, begin, end) === filter.language;
    case 'empty':
    case 'missing':
      return (bytes, begin, end) => blanknessOf(bytes, begin, end) === filter.kind;
    case 'style': {
      const reader = createStyleReader();
      const bit = bitOfMark(filter.mark);
      return (bytes, begin, end) => (reader.read(bytes, begin, end) & bit) !== 0;
    }
    case 'identity':
      return identityTest(filter.group);
    case 'personalData': {
      const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
      return (bytes, begin, end) =>
        findPersonalData(reader.read(bytes, begin, end)).some(({ kind }) => kind === filter.what);
    }
    case 'wordClass': {
      const languages = filter.language === undefined ? TAGGED_LANGUAGES : [filter.language];
      const read = await createWordClassReader(languages);
      return (bytes, begin, end) => {
        const language = taggedLanguageOf(bytes, begin, end);
        if (language === null || !languages.includes(language)) return false;
        return (read(bytes, begin, end, language).classes.get(filter.wordClass) ?? 0) > 0;
      };
    }
  }
}

function cellsOf(columns: MatchChunk['columns'], column: number): TextColumn {
  const cells = columns.get(column);
  if (cells !== undefined) return cells;
  const got = `${[...columns.keys()].join(', ') || 'none'}`;
  throw new CodedError('argument-invalid', { argument: 'columns', got, expected: `column ${column}` });
}

function numberTest({ column, from, to }: Extract<RowFilter, { readonly kind: 'number' }>): RowTest {
  return ({ columns }, row) => {
    const value = parseNumber(rowText(cellsOf(columns, column), row).trim());
    return value >= (from ?? Number.NEGATIVE_INFINITY) && value <= (to ?? Number.POSITIVE_INFINITY);
  };
}

function columnTest(column: number, equals: string): RowTest {
  const expected = new TextEncoder().encode(equals);
  return ({ columns }, row) => {
    const cell = rowBytes(cellsOf(columns, column), row);
    return cell.length === expected.length && cell.every((byte, i) => byte === expected[i]);
  };
}

function compile(source: string, ignoreCase: boolean): RegExp {
  try {
    return new RegExp(source, ignoreCase ? 'iu' : 'u');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Engines repeat the expression before the reason: "Invalid regular expression: /(/u: Unterminated group".
    const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
    throw new CodedError('pattern-invalid', { pattern: source, reason }, error);
  }
}

const FINAL_SIGMA = 0x3c2;
const SIGMA = 0x3c3;

/** Compares lower case without regard to the position of a sigma. */
function containsTest(text: string): TextTest {
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });
  const folded = (code: number) => (code === FINAL_SIGMA ? SIGMA : code);
  const bytes = new TextEncoder().encode(text);
  const wanted = reader.read(bytes, 0, bytes.length);
  const search = createSequenceSearch(wanted.codePoints.slice(0, wanted.length).map(folded));
  const all = wanted.length === 0;
  return (row, begin, end) => {
    const { codePoints, length } = reader.read(row, begin, end);
    search.restart();
    for (let i = 0; i < length; i++) if (search.take(folded(codePoints[i]))) return true;
    return all;
  };
}

function identityTest(group: string): TextTest {
  const groups: readonly string[] = IDENTITY_GROUPS;
  const index = groups.indexOf(group);
  if (index < 0) {
    throw new CodedError('argument-invalid', { argument: 'group', got: group, expected: groups.join(', ') });
  }
  const finder = createIdentityFinder();
  return (bytes, begin, end) => {
    const { found, length } = finder.read(bytes, begin, end);
    for (let i = 0; i < length; i++) if (finder.groupOf[found[i]] === index) return true;
    return false;
  };
}
