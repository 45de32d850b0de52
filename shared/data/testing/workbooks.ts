import { strToU8, zipSync } from 'fflate';

/** A cell as a test writes it; a Date is a day, which Excel keeps as a number with a style. */
export type WorkbookCell = string | number | boolean | Date | null;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An Excel file with these sheets, as programs write it: strings in the shared table, days as styled numbers. */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly WorkbookCell[])[]>>,
): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const contents = Object.values(sheets).map((rows) => {
    const written = rows.map(
      (row, r) => `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, r, c, strings)).join('')}</row>`,
    );
    return `<sheetData>${written.join('')}</sheetData>`;
  });
  return workbookOf(Object.keys(sheets), contents, strings);
}

/** An Excel file with these sheets, of which `contents` is the XML within the worksheet. */
export function workbookOf(
  names: readonly string[],
  contents: readonly string[],
  strings: readonly string[],
): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {};
  const put = (path: string, xml: string) => {
    files[path] = strToU8(XML + xml);
  };
  contents.forEach((content, i) => {
    put(`xl/worksheets/sheet${i + 1}.xml`, `<worksheet ${MAIN}>${content}</worksheet>`);
  });
  put('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"/>`);
  put('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  put(
    'xl/workbook.xml',
    `<workbook ${MAIN} ${LINKS}><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
  );
  put('xl/styles.xml', `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`);
  put(
    'xl/sharedStrings.xml',
    `<sst ${MAIN}>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  );
  return zipSync(files);
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

const DAY_MS = 86_400_000;
/** Excel counts days from here. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

function cellXml(cell: WorkbookCell, row: number, column: number, strings: string[]): string {
  const at = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c ${at} t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (cell instanceof Date) return `<c ${at} s="1"><v>${(cell.getTime() - DAY_ZERO) / DAY_MS}</v></c>`;
  return `<c ${at}><v>${cell}</v></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
