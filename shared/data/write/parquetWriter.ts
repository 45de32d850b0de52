import type { SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import { distinctColumns, type ParquetKind, type TableWriter, type WrittenCell } from './tableWriter';

export interface WrittenColumn {
  readonly name: string;
  readonly kind: ParquetKind;
}

/** A row group is written once it has so many rows or so many UTF-16 code units of text. */
const GROUP_ROWS = 20_000;
const GROUP_LENGTH = 1 << 23;

/** Writes Parquet, compressed by snappy, which every reader knows. A group of rows is in memory at a time. */
export function createParquetWriter(columns: readonly WrittenColumn[]): TableWriter {
  const names = distinctColumns(columns.map(({ name }) => name));
  const bytes = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ kind }, i): SchemaElement => elementOf(names[i], kind)),
  ];
  const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: 'moderato' });
  let group: WrittenCell[][] = columns.map(() => []);
  let rows = 0;
  let length = 0;
  const flush = () => {
    if (rows === 0) return;
    const columnData = group.map((data, i) => ({ name: names[i], data }));
    parquet.write({ columnData, rowGroupSize: rows });
    group = columns.map(() => []);
    rows = 0;
    length = 0;
  };
  const taken = () => {
    const copy = bytes.getBytes().slice();
    bytes.index = 0;
    return copy;
  };
  return {
    add(cells) {
      for (let column = 0; column < group.length; column++) {
        const cell = cells[column];
        group[column].push(cell);
        if (typeof cell === 'string') length += cell.length;
      }
      rows += 1;
      if (rows >= GROUP_ROWS || length >= GROUP_LENGTH) flush();
    },
    take: () => (bytes.index > 0 && rows === 0 ? taken() : null),
    end() {
      flush();
      parquet.finish();
      return taken();
    },
  };
}

function elementOf(name: string, kind: ParquetKind): SchemaElement {
  switch (kind) {
    case 'text':
      return {
        name,
        type: 'BYTE_ARRAY',
        repetition_type: 'REQUIRED',
        converted_type: 'UTF8',
        logical_type: { type: 'STRING' },
      };
    case 'number':
      return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };
    case 'integer':
      return { name, type: 'INT32', repetition_type: 'OPTIONAL' };
  }
}
