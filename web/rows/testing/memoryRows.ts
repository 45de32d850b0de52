import { textColumnOf } from '#shared/data/column/textColumn';
import { applyEdit, countsOf, type DatasetEdit, labelEdit } from '../../storage/applyEdit';
import { type KeptRows, keptRowNumbers, pickRows } from '../../storage/keptRows';
import type { DatasetInfo, DatasetLabels } from '../../storage/records';
import { sampleInfo } from '../../storage/testing/samples';
import { checkColumn, type RowSource } from '../rowSource';

/**
 * A dataset in memory; comment, label and further columns, in chunks of `chunkRows`.
 * @param more labels beside the first, by the names of their columns.
 */
export function memoryRows(
  texts: readonly string[],
  labels: readonly number[],
  edits: readonly DatasetEdit[] = [],
  chunkRows = 3,
  further: Readonly<Record<string, readonly string[]>> = {},
  more: Readonly<Record<string, readonly number[]>> = {},
): RowSource & { readonly reads: string[] } {
  const chunkStarts = [0];
  while (chunkStarts[chunkStarts.length - 1] < texts.length) {
    chunkStarts.push(Math.min(texts.length, chunkStarts[chunkStarts.length - 1] + chunkRows));
  }
  const columns = [texts, labels.map((label) => (label > 1 ? '' : `${label}`)), ...Object.values(further)];
  const info: DatasetInfo = {
    ...sampleInfo(texts.length),
    columns: ['comment', 'toxic', ...Object.keys(further)],
    id: 'memory',
    chunks: chunkStarts.length - 1,
    chunkStarts,
    storedBytes: 0,
    ...(Object.keys(more).length > 0 && {
      moreLabels: Object.entries(more).map(([name, values]) => ({
        column: 2 + Object.keys(further).indexOf(name),
        ...countsOf(Uint8Array.from(values)),
      })),
    }),
  };
  const values = Object.values(more).map((each) => Uint8Array.from(each));
  let stored: DatasetLabels = { labels: Uint8Array.from(labels), ...(values.length > 0 && { more: values }) };
  for (const edit of edits) stored = applyEdit(stored, edit).next;
  const reads: string[] = [];
  return {
    info,
    stored,
    reads,
    async chunk(column, chunk) {
      checkColumn(info, column);
      reads.push(`${column}/${chunk}`);
      return textColumnOf(columns[column].slice(chunkStarts[chunk], chunkStarts[chunk + 1]));
    },
  };
}

/** The kept rows of a dataset in memory. */
export function memoryKept({ info, stored, chunk }: RowSource): KeptRows {
  const rows = keptRowNumbers(stored);
  const labels = Uint8Array.from(rows, (row) => stored.labels[row]);
  return {
    info,
    rows,
    labels,
    more: [],
    async *cells(column) {
      for (let i = 0; i < info.chunks; i++) {
        const numbers = rows.filter((row) => row >= info.chunkStarts[i] && row < info.chunkStarts[i + 1]);
        if (numbers.length > 0) yield pickRows(await chunk(column, i), numbers, info.chunkStarts[i]);
      }
    },
    async *chunks() {
      for (let i = 0; i < info.chunks; i++) {
        const inChunk = (row: number) => row >= info.chunkStarts[i] && row < info.chunkStarts[i + 1];
        const numbers = rows.filter(inChunk);
        if (numbers.length === 0) continue;
        const column = pickRows(await chunk(info.textColumn, i), numbers, info.chunkStarts[i]);
        yield { column, labels: labels.filter((_, place) => inChunk(rows[place])), rows: numbers };
      }
    },
  };
}

/** Removes rows. */
export function removal(...rows: number[]): DatasetEdit {
  return { kind: 'keep', rows: Uint32Array.from(rows), values: new Uint8Array(rows.length) };
}

/** Sets labels of rows; `of` as in `labelEdit`. */
export function relabelling(rows: readonly number[], values: readonly number[], of = 0): DatasetEdit {
  return labelEdit(of, Uint32Array.from(rows), Uint8Array.from(values));
}
