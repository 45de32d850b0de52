import { strToU8, Zip, ZipDeflate } from 'fflate';
import { CodedError } from '../../base/errors';
import type { TableWriter, WrittenCell } from './tableWriter';

/** What Excel holds: rows with that of the names, columns, and UTF-16 code units in a cell. */
export const XLSX_ROWS = 1_048_576;
export const XLSX_COLUMNS = 16_384;
export const XLSX_CELL = 32_767;
/** A zip without its extension for large files holds no more. */
const XLSX_BYTES = 0xffff_ffff;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything of a workbook of one sheet but the sheet. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="comments" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};
const SHEET = 'xl/worksheets/sheet1.xml';
/** The row of names stays in sight. */
const SHEET_HEAD = `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';

/** UTF-16 code units of XML gathered before they are deflated, and bytes before they are passed on. */
const PIECE = 1 << 18;
const READY = 1 << 18;

/**
 * Writes an Excel workbook of one sheet. Text is written in its cell (`inlineStr`), never as a formula, whatever it
 * begins with, so a spreadsheet executes nothing; and no table of strings grows with the rows.
 * @param columns their names, the first row.
 * @param rows how many will be added.
 * @throws CodedError `export-limit` for more rows or columns than Excel holds; from `add` for a text that is too long.
 */
export function createXlsxWriter(columns: readonly string[], rows: number): TableWriter {
  limit('rows', rows + 1, XLSX_ROWS);
  limit('columns', columns.length, XLSX_COLUMNS);
  const letters = columns.map((_, column) => columnLetters(column));
  let ready: Uint8Array[] = [];
  let readyBytes = 0;
  let failure: Error | null = null;
  const zip = new Zip((error, data) => {
    if (error) failure ??= error;
    ready.push(data);
    readyBytes += data.length;
  });
  for (const [name, xml] of Object.entries(PARTS)) {
    const part = new ZipDeflate(name, { level: 6 });
    zip.add(part);
    part.push(strToU8(XML + xml), true);
  }
  const sheet = new ZipDeflate(SHEET, { level: 4 });
  zip.add(sheet);
  let xml = XML + SHEET_HEAD;
  let written = 0;
  let number = 0;
  const flush = (last: boolean) => {
    const bytes = strToU8(xml);
    written += bytes.length;
    limit('bytes', written, XLSX_BYTES);
    sheet.push(bytes, last);
    xml = '';
    if (failure !== null) throw failure;
  };
  const taken = () => {
    const bytes = new Uint8Array(readyBytes);
    let at = 0;
    for (const piece of ready) {
      bytes.set(piece, at);
      at += piece.length;
    }
    ready = [];
    readyBytes = 0;
    return bytes;
  };
  const add = (cells: readonly WrittenCell[]) => {
    number += 1;
    xml += `<row r="${number}">`;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (cell === null || cell === '') continue;
      const at = `<c r="${letters[column]}${number}"`;
      if (typeof cell === 'number') {
        xml += `${at}><v>${cell}</v></c>`;
        continue;
      }
      if (cell.length > XLSX_CELL) limit('cell', cell.length, XLSX_CELL);
      xml += `${at} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
    }
    xml += '</row>';
    if (xml.length >= PIECE) flush(false);
  };
  add(columns);
  return {
    add,
    take: () => (readyBytes < READY ? null : taken()),
    end() {
      xml += SHEET_END;
      flush(true);
      zip.end();
      return taken();
    },
  };
}

function limit(what: 'rows' | 'columns' | 'cell' | 'bytes', got: number, most: number): void {
  if (got > most) throw new CodedError('export-limit', { format: 'Excel', what, got, limit: most });
}

/** "A", "B", ... "Z", "AA", ... of a column, from 0. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(0x41 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/**
 * What XML does not allow, a carriage return, which it would turn into a line feed, and what looks like an escape of
 * these.
 */
const ESCAPED = /[&<>]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|_(?=x[0-9a-fA-F]{4}_)/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as it stands in a workbook: other characters are written as `_x000D_`. */
function xmlText(text: string): string {
  return text.replace(ESCAPED, (character) => {
    const known = ENTITIES[character];
    return known ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
}
