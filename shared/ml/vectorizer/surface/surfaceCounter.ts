import { type TextColumn, textColumnOf } from '../../../data/column/textColumn';
import type { TextPreparation } from '../../../text/preparation';
import { SURFACE_NAMES } from '../../../text/surface/surfaceNames';
import type { CsrMatrix } from '../../matrix/csr';
import type { Counter } from '../count/counter';
import type { SparseRow, Transformer } from '../transform/transformer';
import { createSurfaceReader, type SurfaceReader } from './surfaceFeatures';

/*
 * Surface features as a feature block of kind `surface`: its columns have the features' names for terms, and what the
 * others count it measures. So scoring, explaining and the model file need not know the difference.
 */

/** Text bytes read between two yields. */
const BYTES_PER_STEP = 1 << 15;

/** The names of the features as terms. */
export function surfaceTerms(): TextColumn {
  return textColumnOf(SURFACE_NAMES);
}

/** Makes a counter of surface features; its counts are the features' values, rounded to float32. */
export function createSurfaceCounter(preparation: TextPreparation): Counter {
  const rows = createRows(createSurfaceReader(preparation.countClasses));
  return {
    add: (column) => rows.add(column),
    *finish() {
      yield 0;
      return { terms: surfaceTerms(), counts: rows.matrix(), documentFrequency: null };
    },
  };
}

/** Makes a reader of the features of new text; they have no place in it, so it finds no occurrences. */
export function createSurfaceTransformer(preparation: TextPreparation): Transformer {
  const reader = createSurfaceReader(preparation.countClasses);
  const values = new Float64Array(SURFACE_NAMES.length);
  const row: SparseRow = {
    indices: new Uint32Array(SURFACE_NAMES.length),
    values: new Float64Array(SURFACE_NAMES.length),
    length: 0,
    grams: 0,
    unknown: 0,
  };
  function readRow(bytes: Uint8Array, begin: number, end: number): SparseRow {
    row.grams = reader.read(bytes, begin, end, values);
    row.length = 0;
    for (let feature = 0; feature < values.length; feature++) {
      const value = Math.fround(values[feature]);
      if (value === 0) continue;
      row.indices[row.length] = feature;
      row.values[row.length++] = value;
    }
    return row;
  }

  return {
    transformRow: readRow,
    *transform(column) {
      const rows = createRows(reader);
      yield* rows.add(column);
      return rows.matrix();
    },
    locateRow(bytes, begin, end) {
      const { indices, values, length, grams } = readRow(bytes, begin, end);
      const located = { features: indices.slice(0, length), values: values.slice(0, length) };
      return { ...located, occurrences: [], tokens: grams, unknownTokens: 0 };
    },
  };
}

/** Gathers the features of rows into a matrix without its zeros. */
function createRows(reader: SurfaceReader) {
  const columns = SURFACE_NAMES.length;
  const row = new Float64Array(columns);
  let indptr = new Uint32Array(1024);
  let indices = new Uint32Array(1024 * columns);
  let values = new Float32Array(1024 * columns);
  let length = 0;
  let nonZeros = 0;

  function grow(): void {
    const [pointers, places, numbers] = [indptr, indices, values];
    indptr = new Uint32Array(2 * pointers.length);
    indices = new Uint32Array(2 * places.length);
    values = new Float32Array(2 * numbers.length);
    indptr.set(pointers);
    indices.set(places);
    values.set(numbers);
  }

  return {
    *add({ bytes, offsets }: TextColumn): Generator<number, void, undefined> {
      for (let i = 0, sinceYield = 0; i < offsets.length - 1; i++) {
        if (length + 2 > indptr.length) grow();
        reader.read(bytes, offsets[i], offsets[i + 1], row);
        for (let feature = 0; feature < columns; feature++) {
          const value = Math.fround(row[feature]);
          if (value === 0) continue;
          indices[nonZeros] = feature;
          values[nonZeros++] = value;
        }
        indptr[++length] = nonZeros;
        sinceYield += offsets[i + 1] - offsets[i] + 64;
        if (sinceYield < BYTES_PER_STEP) continue;
        sinceYield = 0;
        yield i + 1;
      }
    },
    matrix: (): CsrMatrix => ({
      rows: length,
      columns,
      indptr: indptr.slice(0, length + 1),
      indices: indices.slice(0, nonZeros),
      values: values.slice(0, nonZeros),
    }),
  };
}
