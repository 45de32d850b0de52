import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import type { Labelled } from './textPeers';

/*
 * Files as other programs write them: Parquet with all rows in one group, as pandas does up to a million; a workbook
 * whose strings are apart from its sheet, as Excel does.
 */

/** UTF-16 code units that Excel holds in a cell. */
const CELL = 32_767;

export async function writeParquet(path: string, comments: readonly Labelled[]): Promise<void> {
  const bytes = new ByteWriter();
  const schema: ConstructorParameters<typeof ParquetWriter>[0]['schema'] = [
    { name: 'root', num_children: 2 },
    { name: 'comment_text', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    { name: 'toxic', type: 'INT32', repetition_type: 'OPTIONAL' },
  ];
  const parquet = new ParquetWriter({ writer: bytes, schema });
  const columnData = [
    { name: 'comment_text', data: comments.map(({ text }) => text) },
    { name: 'toxic', data: comments.map(({ positive }) => Number(positive)) },
  ];
  parquet.write({ columnData, rowGroupSize: comments.length });
  parquet.finish();
  await writeFile(path, bytes.getBytes());
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export async function writeWorkbook(path: string, comments: readonly Labelled[]): Promise<void> {
  const file = createWriteStream(path);
  const zip = new Zip((error, data) => {
    if (error) file.destroy(error);
    else file.write(data);
  });
  const part = (name: string, xml: Iterable<string>) => {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    entry.push(strToU8(XML));
    for (const piece of xml) entry.push(strToU8(piece));
    entry.push(new Uint8Array(), true);
  };
  part('xl/workbook.xml', [
    `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="comments" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ]);
  part('xl/_rels/workbook.xml.rels', [
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      `<Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ]);
  part('xl/sharedStrings.xml', sharedStrings(comments));
  part('xl/worksheets/sheet1.xml', sheetOf(comments));
  zip.end();
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject);
    file.end(resolve);
  });
}

/** Control characters but tab, line feed and carriage return, and two that are no characters. */
const NOT_IN_XML = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const escaped = (text: string) =>
  text.slice(0, CELL).replace(NOT_IN_XML, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function* sharedStrings(comments: readonly Labelled[]): Generator<string> {
  yield `<sst xmlns="${MAIN}"><si><t>comment_text</t></si><si><t>toxic</t></si>`;
  for (const { text } of comments) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
  yield '</sst>';
}

function* sheetOf(comments: readonly Labelled[]): Generator<string> {
  yield `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`;
  for (const [i, { positive }] of comments.entries()) {
    const row = i + 2;
    yield `<row r="${row}"><c r="A${row}" t="s"><v>${row}</v></c><c r="B${row}"><v>${positive ? 1 : 0}</v></c></row>`;
  }
  yield '</sheetData></worksheet>';
}
