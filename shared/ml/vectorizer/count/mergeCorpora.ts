import { allocate } from '../../../base/arrays';
import { CodedError } from '../../../base/errors';
import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { checkNonZeros } from '../../matrix/csrOps';
import type { CountedCorpus } from './counter';
import { mergeTerms } from './mergeTerms';

/** Entries of the matrix copied between two yields. */
const STEP = 1 << 20;

/**
 * One corpus of texts that were counted in parts: the same, byte for byte, as one counter makes of all of them. The map
 * from a part's columns to those of the whole is monotone, so rows stay sorted and are only renumbered.
 *
 * Parts of equal terms (of kinds whose columns do not depend on the text) are laid one below the other.
 *
 * @param parts in the order of their rows, all counted with the same settings. They are used up: the list is empty
 *   afterwards, so that each can go as soon as it has been copied.
 * @returns yields steps of no meaning.
 * @throws CodedError `argument-invalid` without parts, `too-many-terms` past 2^31 non-zeros or what the host can hold.
 */
export function* mergeCorpora(parts: CountedCorpus[]): Generator<number, CountedCorpus, undefined> {
  if (parts.length === 0) {
    throw new CodedError('argument-invalid', { argument: 'parts', got: '0', expected: '1 or more' });
  }
  const [first] = parts;
  if (parts.length === 1) {
    parts.length = 0;
    return first;
  }
  let rows = 0;
  let nonZeros = 0;
  for (const { counts } of parts) {
    rows += counts.rows;
    nonZeros += counts.indptr[counts.rows];
    checkNonZeros(nonZeros);
  }
  const alike = parts.every(({ terms, counts }) => counts.columns === first.counts.columns && same(terms, first.terms));
  const merged = alike ? null : yield* mergeTerms(parts.map(({ terms }) => terms));
  const columns = merged ? rowCount(merged.terms) : first.counts.columns;

  const documentFrequency = parts.every((part) => part.documentFrequency) ? allocate(columns) : null;
  const indptr = allocate(rows + 1);
  const indices = allocate(nonZeros);
  const values = new Float32Array(allocate(nonZeros).buffer);
  let row = 0;
  let at = 0;
  for (let place = 0; parts.length > 0; place++) {
    const part = parts.shift();
    if (!part) break;
    const { counts } = part;
    for (let i = 1; i <= counts.rows; i++) indptr[row + i] = at + counts.indptr[i];
    const length = counts.indptr[counts.rows];
    const columnOf = merged?.columnOf[place];
    for (let from = 0; from < length; from += STEP) {
      const to = Math.min(length, from + STEP);
      if (columnOf) renumber(counts.indices, columnOf, from, to, indices, at);
      else indices.set(counts.indices.subarray(from, to), at + from);
      values.set(counts.values.subarray(from, to), at + from);
      yield row;
    }
    for (let column = 0; documentFrequency && part.documentFrequency && column < counts.columns; column++) {
      documentFrequency[columnOf ? columnOf[column] : column] += part.documentFrequency[column];
    }
    row += counts.rows;
    at += length;
  }
  const counts = { rows, columns, indptr, indices, values };
  return { terms: merged?.terms ?? first.terms, counts, documentFrequency };
}

/** into[at + i] = columnOf[indices[i]] for i in [from, to). */
function renumber(
  indices: Uint32Array,
  columnOf: Uint32Array,
  from: number,
  to: number,
  into: Uint32Array,
  at: number,
): void {
  for (let i = from; i < to; i++) into[at + i] = columnOf[indices[i]];
}

/** True for lists of the same terms in the same order. Long lists that differ are distinguished early. */
function same(one: TextColumn, other: TextColumn): boolean {
  if (one.offsets.length !== other.offsets.length || one.bytes.length !== other.bytes.length) return false;
  for (let i = 0; i < one.offsets.length; i++) if (one.offsets[i] !== other.offsets[i]) return false;
  for (let i = 0; i < one.bytes.length; i++) if (one.bytes[i] !== other.bytes[i]) return false;
  return true;
}
