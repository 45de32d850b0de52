import { grown } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { createSegments, findWords } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import type { ByteTable } from './byteTable';
import { readSteps } from './counterSteps';
import { createFeatureReader } from './featureReader';
import { appendAll, createLongList, type LongList, lengthOf } from './longList';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from './tokenSymbols';

/** Writes down the words of texts as symbols. */
export interface WordReader {
  /** The distinct words; a word's symbol is its id here. Stop words may precede them. */
  readonly terms: ByteTable;
  /** The symbols of the words of all rows, one row after another, stop words left out. */
  readonly words: LongList;
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Shape (rows,): row r ends before position rowEnds[r] of `words`. */
  rowEnds(): Uint32Array<ArrayBuffer>;
}

/** Makes the reader of a block of the `word` analyzer. */
export function createWordReader(settings: FeatureSettings, preparation: TextPreparation): WordReader {
  const symbols = createTokenSymbols(settings, preparation, true);
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const slice = new Uint32Array(TOKEN_SLICE);
  const words = createLongList();
  let rowEnds = new Uint32Array(1024);
  let rows = 0;
  let at = 0;

  function start(bytes: Uint8Array, begin: number, end: number): void {
    findWords(reader.read(bytes, begin, end), segments);
    at = 0;
  }

  function more(): boolean {
    const next = symbols.read(reader.text, segments, at, slice);
    const count = next - at;
    at = next;
    appendAll(words, slice, count, DROPPED);
    if (at < segments.length) return true;
    rowEnds = grown(rowEnds, rows + 1);
    rowEnds[rows++] = lengthOf(words);
    return false;
  }

  return {
    terms: symbols.terms,
    words,
    add: (column) => readSteps(column, start, more, () => {}),
    rowEnds: () => rowEnds.slice(0, rows),
  };
}
