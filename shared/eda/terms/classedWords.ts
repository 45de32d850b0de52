import { allocate, grown } from '../../base/arrays';
import type { TextColumn } from '../../data/column/textColumn';
import type { ByteTable } from '../../ml/vectorizer/count/byteTable';
import { ranksByBytes } from '../../ml/vectorizer/count/sortByBytes';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from '../../ml/vectorizer/count/tokenSymbols';
import { withProgress } from '../../runtime/mapSteps';
import { createSegments } from '../../text/decode/segments';
import { CLASS_KEYS } from '../section/classes';
import { type EdaContext, type SectionProgress, visitRows } from '../section/section';
import { createTermReader } from '../words/termReader';

/**
 * The words of all rows, one after another, those of a class together. Stop words are left out, stems or lemmas taken.
 */
export interface ClassedWords {
  /** Distinct words, sorted by their bytes; a word's rank is its row here. */
  readonly words: TextColumn;
  /** Ranks of the words of the text. */
  readonly sequence: Uint32Array;
  /** Row r, as they lie here, ends before sequence[rowEnds[r]]. */
  readonly rowEnds: Uint32Array;
  /** By index of the class: the row after its last. */
  readonly classEnds: readonly number[];
}

/** Symbols per block. */
const BLOCK = 1 << 18;
/** The symbols of one class, as they come. */
interface ClassText {
  readonly blocks: Uint32Array[];
  words: number;
  /** Row r of the class ends before symbol rowEnds[r]. */
  rowEnds: Uint32Array<ArrayBuffer>;
  rows: number;
}

/**
 * Reads the words of all rows, as CountVectorizer's default pattern finds them in lower-case text, noise left out.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian; `too-many-terms` past what the host can hold.
 */
export async function* readClassedWords(
  context: Pick<EdaContext, 'source' | 'settings' | 'classes'>,
): AsyncGenerator<SectionProgress, ClassedWords, undefined> {
  const reader = await createTermReader(context.settings);
  const symbols = createTokenSymbols(reader.block, reader.preparation, true);
  const segments = createSegments();
  const slice = new Uint32Array(TOKEN_SLICE);
  const texts = CLASS_KEYS.map((): ClassText => ({ blocks: [], words: 0, rowEnds: new Uint32Array(64), rows: 0 }));

  yield* visitRows(context, (bytes, begin, end, row) => {
    const text = texts[context.classes.of(row)];
    const words = reader.read(bytes, begin, end, segments);
    for (let from = 0; from < segments.length; ) {
      const next = symbols.read(words, segments, from, slice);
      append(text, slice, next - from);
      from = next;
    }
    text.rowEnds = grown(text.rowEnds, text.rows + 1);
    text.rowEnds[text.rows++] = text.words;
  });

  const { rows } = context.source;
  const progress = { done: rows, total: rows };
  const ranks = yield* withProgress(progress, ranksByBytes(symbols.terms));
  const sequence = allocate(texts.reduce((sum, { words }) => sum + words, 0));
  const rowEnds = allocate(rows);
  const classEnds: number[] = [];
  let position = 0;
  let row = 0;
  for (const text of texts) {
    for (let i = 0; i < text.rows; i++) rowEnds[row++] = position + text.rowEnds[i];
    for (let from = 0; from < text.words; from += BLOCK) {
      const symbolsOfBlock = text.blocks[from / BLOCK];
      const size = Math.min(BLOCK, text.words - from);
      for (let i = 0; i < size; i++) sequence[position++] = ranks[symbolsOfBlock[i]];
      text.blocks[from / BLOCK] = new Uint32Array(0);
      yield progress;
    }
    classEnds.push(row);
  }
  return { words: sortedWords(symbols.terms, ranks), sequence, rowEnds, classEnds };
}

/** Appends the first `count` of `symbols` but stop words. */
function append(text: ClassText, symbols: Uint32Array, count: number): void {
  for (let i = 0; i < count; ) {
    const at = text.words % BLOCK;
    if (at === 0 && text.words === text.blocks.length * BLOCK) text.blocks.push(allocate(BLOCK));
    const block = text.blocks[text.blocks.length - 1];
    let filled = at;
    for (; i < count && filled < BLOCK; i++) if (symbols[i] !== DROPPED) block[filled++] = symbols[i];
    text.words += filled - at;
  }
}

/** The words of a table in the order of their ranks. */
function sortedWords({ bytes, offsets, count }: ByteTable, ranks: Uint32Array): TextColumn {
  const sortedOffsets = allocate(count + 1);
  for (let id = 0; id < count; id++) sortedOffsets[ranks[id] + 1] = offsets[id + 1] - offsets[id];
  for (let rank = 0; rank < count; rank++) sortedOffsets[rank + 1] += sortedOffsets[rank];
  const sorted = new Uint8Array(sortedOffsets[count]);
  for (let id = 0; id < count; id++) {
    sorted.set(bytes.subarray(offsets[id], offsets[id + 1]), sortedOffsets[ranks[id]]);
  }
  return { bytes: sorted, offsets: sortedOffsets };
}
