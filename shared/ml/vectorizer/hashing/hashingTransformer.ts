import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import { createDocumentGrams } from '../count/documentGrams';
import { createOccurrenceFinder } from '../count/occurrences';
import { createRowSorter, putEntry, startRow } from '../count/rowSorter';
import { createWeigh } from '../fit/weigh';
import { locateTerms } from '../transform/locateTerms';
import type { Transformer } from '../transform/transformer';
import { type SparseRow, transformRows } from '../transform/transformRows';
import { mergeNodes } from './hashingRow';
import { createHashingTokens } from './hashingTokens';
import { createHashingWalker } from './hashingWalker';

/** The transformer of kind `hashing`. Every n-gram has a column, so it calls none unknown. */
export function createHashingTransformer(settings: FeatureSettings, preparation: TextPreparation): Transformer {
  const columns = 2 ** settings.hashBits;
  const tokens = createHashingTokens(settings, preparation);
  const walker = createHashingWalker(settings, tokens);
  const grams = createDocumentGrams(settings, preparation, tokens, walker);
  const findOccurrences = createOccurrenceFinder(settings, preparation, tokens, walker);
  const weigh = createWeigh(settings, null);
  const sorter = createRowSorter(2 * columns);
  const row: SparseRow = {
    indices: new Uint32Array(256),
    values: new Float64Array(256),
    length: 0,
    grams: 0,
    unknown: 0,
  };

  function finishRow(): SparseRow {
    const { nodes, counts, length } = grams;
    startRow(sorter, length);
    for (let i = 0; i < length; i++) putEntry(sorter, i, nodes[i], counts[nodes[i]]);
    grams.clear();
    if (row.indices.length < length) {
      row.indices = new Uint32Array(2 * length);
      row.values = new Float64Array(2 * length);
    }
    const { indices, values } = row;
    row.length = mergeNodes(sorter, length, indices, values, 0);
    const norm = weigh(indices, values, row.length);
    for (let i = 0; i < row.length; i++) values[i] = Math.fround(values[i] / norm);
    row.grams = grams.total;
    return row;
  }

  return {
    locateRow: (bytes, begin, end) => locateTerms(findOccurrences(bytes, begin, end), weigh),

    transformRow(bytes, begin, end) {
      grams.start(bytes, begin, end);
      while (grams.more());
      return finishRow();
    },

    transform: (column) => transformRows(column, columns, grams, finishRow),
  };
}
