import { FaultError } from '../../base/faults';
import type { Pause } from '../../runtime/pausing';
import { INFLATION_LIMITS } from '../archive/inflation';
import { bytesOfZipEntry, readZipDirectory, type ZipEntry } from '../archive/zip';
import type { BlobLike } from '../bytes/source';
import { readXml, type XmlHandler } from './xml';
import { collectXml } from './xmlParts';

/** A sheet of cells. Sheets of charts are none. */
export interface SheetEntry {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

/** What is needed to read the cells of a workbook. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly strings: readonly string[];
  /** By style: cells hold days. */
  readonly isDate: readonly boolean[];
  /** Days count from 1904, not from 1900. */
  readonly from1904: boolean;
  /** The XML of a sheet, in parts (`collectXml`). */
  read(sheet: SheetEntry): Promise<readonly string[]>;
}

/** Bytes of XML that the parts of a workbook that are read may come to. */
const XML_LIMIT_BYTES = 256 * 1024 * 1024;

/**
 * Opens a workbook (.xlsx, ECMA-376).
 * @throws CodedError as the zip does; FaultError that names what is missing.
 */
export async function openWorkbook(name: string, blob: BlobLike, pause: Pause): Promise<Workbook> {
  const entries = new Map<string, ZipEntry>();
  for (const entry of await readZipDirectory(blob, name)) entries.set(plainPath(entry.path), entry);
  let left = XML_LIMIT_BYTES;
  const readParts = async (path: string): Promise<readonly string[] | null> => {
    const entry = entries.get(plainPath(path));
    if (entry === undefined) return null;
    const xml = collectXml();
    for await (const piece of bytesOfZipEntry(blob, entry, name, { ...INFLATION_LIMITS, bytes: left })) {
      left -= piece.length;
      xml.add(piece);
      await pause();
    }
    return xml.end();
  };
  const read = async (path: string) => (await readParts(path))?.join('') ?? null;

  const bookPath = [...entries.keys()].find((path) => /(^|\/)workbook\.xml$/.test(path));
  const book = bookPath === undefined ? null : await read(bookPath);
  if (bookPath === undefined || book === null) throw new FaultError('no-workbook');
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1);
  const targets = relationsOf((await read(`${folder}_rels/workbook.xml.rels`)) ?? '', folder);
  const { sheets, from1904 } = sheetsOf(book, targets);
  const pathOf = (kind: string, fallback: string) =>
    [...targets.values()].find(({ type }) => type.endsWith(kind))?.path ?? folder + fallback;
  return {
    sheets,
    strings: await stringsOf((await readParts(pathOf('/sharedStrings', 'sharedstrings.xml'))) ?? [], pause),
    isDate: dateStyles((await read(pathOf('/styles', 'styles.xml'))) ?? ''),
    from1904,
    async read(sheet) {
      const xml = await readParts(sheet.path);
      if (xml === null) throw new FaultError('sheet-missing', { where: sheet.name });
      return xml;
    },
  };
}

/** Programs differ in slashes and in capitals. */
function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

interface Relation {
  readonly type: string;
  readonly path: string;
}

function relationsOf(xml: string, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  readXml(xml, {
    open(name, attribute) {
      const id = attribute('Id');
      const target = attribute('Target');
      if (name !== 'Relationship' || id === null || target === null) return;
      const path = target.startsWith('/') ? target : resolved(folder + target);
      relations.set(id, { type: attribute('Type') ?? '', path });
    },
  });
  return relations;
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function sheetsOf(xml: string, targets: ReadonlyMap<string, Relation>): { sheets: SheetEntry[]; from1904: boolean } {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/i.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = targets.get(attribute('id') ?? '');
      if (relation === undefined || !relation.type.endsWith('/worksheet')) return;
      const state = attribute('state') ?? 'visible';
      sheets.push({ name: attribute('name') ?? '', path: relation.path, hidden: state !== 'visible' });
    },
  });
  return { sheets, from1904 };
}

/** Characters of strings that are read between two pauses. */
const STRINGS_AT_A_TIME = 1 << 16;

/** The strings that cells refer to; what is read aloud (phonetic text) is none of them. */
async function stringsOf(parts: readonly string[], pause: Pause): Promise<string[]> {
  const strings: string[] = [];
  const text = createTextCollector();
  let read = 0;
  const handler: XmlHandler = {
    open: (name) => text.open(name),
    text: (part) => text.add(part),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      const string = text.take();
      strings.push(string);
      read += 1 + string.length;
    },
    isDone: () => read >= STRINGS_AT_A_TIME,
  };
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      read = 0;
      at = readXml(part, handler, at);
      await pause();
    }
  }
  return strings;
}

/** Collects the text of rich or unformatted strings. */
export function createTextCollector(): {
  open(name: string): void;
  close(name: string): void;
  add(text: string): void;
  take(): string;
} {
  let parts = '';
  let inText = false;
  let phonetic = 0;
  return {
    open(name) {
      if (name === 't') inText = true;
      else if (name === 'rPh') phonetic++;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
    },
    add(text) {
      if (inText && phonetic === 0) parts += text;
    },
    take() {
      const whole = parts;
      parts = '';
      return unescaped(whole);
    },
  };
}

/** Characters that XML does not allow are written as `_x0007_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Built-in number formats of days and times (ECMA-376, 18.8.30, with those of East Asian locales). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47]);
for (let id = 50; id <= 58; id++) DATE_FORMATS.add(id);

function dateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') custom.set(Number(attribute('numFmtId')), isDateFormat(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute('numFmtId') ?? 0);
        styles.push(custom.get(id) ?? DATE_FORMATS.has(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Whether a format shows years, months, days, hours, minutes or seconds. */
function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|_.|\*./gi, '');
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare);
}
