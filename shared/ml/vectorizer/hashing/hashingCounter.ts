import { allocate } from '../../../base/arrays';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import { checkNonZeros } from '../../matrix/csrOps';
import type { Counter } from '../count/counter';
import { readSteps, refuseIfFinished } from '../count/counterSteps';
import { createDocumentGrams } from '../count/documentGrams';
import { appendRow, createRawCounts, createRawReader } from '../count/rawCounts';
import { createRowSorter, putEntry, startRow } from '../count/rowSorter';
import { hashingVectorizer } from './hashing';
import { mergeNodes } from './hashingRow';
import { createHashingTokens } from './hashingTokens';
import { createHashingWalker } from './hashingWalker';

/** Entries of the matrix sorted between two yields. */
const STEP = 1 << 18;

/**
 * The counter of kind `hashing`, for every analyzer. It keeps (column, sign, count) alone: what it holds grows with the
 * text's distinct n-grams row by row, never with those of all rows together.
 */
export function createHashingCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  const tokens = createHashingTokens(settings, preparation);
  const grams = createDocumentGrams(settings, preparation, tokens, createHashingWalker(settings, tokens));
  const raw = createRawCounts();
  let shared = 0; // columns of single rows to which terms of both signs came
  let finished = false;

  function keepRow(): void {
    const { nodes, counts, length } = grams;
    for (let i = 0; i < length; i++) {
      if ((nodes[i] & 1) === 1 && counts[nodes[i] - 1] > 0) shared += 1;
    }
    appendRow(raw, nodes, counts, length);
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
      const { rows, rowLengths, entries } = raw;
      const columns = 2 ** settings.hashBits;
      const indptr = allocate(rows + 1);
      const indices = allocate(entries - shared);
      const values = new Float32Array(allocate(entries - shared).buffer);
      const sorter = createRowSorter(2 * columns);
      const reader = createRawReader(raw);
      const put = (i: number, node: number, count: number) => putEntry(sorter, i, node, count);
      let nextYield = STEP;
      for (let row = 0, at = 0; row < rows; row++) {
        const length = rowLengths[row];
        startRow(sorter, length);
        reader.read(length, put);
        at += mergeNodes(sorter, length, indices, values, at);
        indptr[row + 1] = at;
        if (at < nextYield) continue;
        nextYield = at + STEP;
        yield row;
      }
      const { terms } = hashingVectorizer(settings);
      return { terms, counts: { rows, columns, indptr, indices, values }, documentFrequency: null };
    },
  };
}
