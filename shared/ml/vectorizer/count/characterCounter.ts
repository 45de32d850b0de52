import { allocate } from '../../../base/arrays';
import { rowCount } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import { checkNonZeros } from '../../matrix/csrOps';
import type { Counter } from './counter';
import { readSteps, refuseIfFinished } from './counterSteps';
import { createDocumentGrams } from './documentGrams';
import { createGramTrie } from './gramTrie';
import { createLearningWalker } from './gramWalker';
import { orderTerms } from './orderTerms';
import { appendRow, createRawCounts, createRawReader } from './rawCounts';
import { columnOfEntry, countOfEntry, createRowSorter, putEntry, type RowSorter, sortRow, startRow } from './rowSorter';
import { createTokenSymbols } from './tokenSymbols';

/** Entries of the matrix sorted between two yields. */
const STEP = 1 << 18;

/** The counter of the `char` analyzer: grams get nodes in a trie as they are met, and are placed at the end. */
export function createCharacterCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  const [minN, maxN] = settings.ngramRange;
  const trie = createGramTrie(maxN);
  const walker = createLearningWalker(trie, minN, () => {});
  const grams = createDocumentGrams(settings, preparation, createTokenSymbols(settings, preparation, false), walker);
  const raw = createRawCounts();
  let finished = false;

  function keepRow(): void {
    appendRow(raw, grams.nodes, grams.counts, grams.length);
    grams.length = 0;
    checkNonZeros(raw.entries);
  }

  return {
    *add(column) {
      refuseIfFinished(finished);
      yield* readSteps(column, grams.start, grams.more, keepRow);
    },

    *finish() {
      refuseIfFinished(finished);
      finished = true;
      const { terms, columnOf } = yield* orderTerms(trie, (_, depth) => depth >= minN);

      const { rows, rowLengths, entries } = raw;
      const indptr = allocate(rows + 1);
      const indices = allocate(entries);
      const values = new Float32Array(allocate(entries).buffer);
      const documentFrequency = allocate(rowCount(terms));
      const sorter = createRowSorter(rowCount(terms));
      const reader = createRawReader(raw);
      const put = (i: number, node: number, count: number) => {
        const column = columnOf[node];
        documentFrequency[column] += 1;
        putEntry(sorter, i, column, count);
      };
      let nextYield = STEP;
      for (let row = 0, at = 0; row < rows; row++) {
        const length = rowLengths[row];
        startRow(sorter, length);
        reader.read(length, put);
        sortRow(sorter, length);
        writeRow(sorter, indices, values, at, length);
        at += length;
        indptr[row + 1] = at;
        if (at < nextYield) continue;
        nextYield = at + STEP;
        yield row;
      }
      return { terms, counts: { rows, columns: rowCount(terms), indptr, indices, values }, documentFrequency };
    },
  };
}

function writeRow(sorter: RowSorter, indices: Uint32Array, values: Float32Array, at: number, length: number): void {
  const { keys } = sorter;
  for (let i = 0; i < length; i++) {
    indices[at + i] = columnOfEntry(sorter, keys[i]);
    values[at + i] = countOfEntry(sorter, keys[i]);
  }
}
