import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sniff } from '../sniff';
import { sampleOf } from '../testing/samples';
import { fileOf, readTable } from '../testing/tables';
import {
  ACCEPTED_FILES,
  BINARY_FORMATS,
  extensionsOf,
  FORMAT_LABELS,
  FORMATS,
  formatOf,
  isTableName,
  READABLE_FILES,
  TABLE_FORMATS,
} from './index';
import { BINARY_READERS, TEXT_READERS } from './readers';

/* What the rows of the registry say of a format is what its reader does. */

const ROWS = Array.from({ length: 40 }, (_, i) => [
  `${i % 3 === 0 ? 'what a fool' : 'привет всем, друзья'} ${i}`,
  i % 3 === 0 ? '1' : '0',
]);

const fileName = (format: (typeof TABLE_FORMATS)[number]) => `comments${extensionsOf(format)[0] ?? ''}`;

test.each(TABLE_FORMATS)(
  'a file of %s is read by the reader of its row, under any name and in any packing',
  async (format) => {
    const bytes = sampleOf(format, ROWS);
    const inZip = zipSync({ [`folder/${fileName(format)}`]: bytes });
    const files = [
      [fileName(format), bytes],
      ...(formatOf(format).magic === null ? [] : [['download', bytes] as const]),
      [`${fileName(format)}.gz`, gzipSync(bytes)],
      ['a.zip', inZip],
      ['b.zip', zipSync({ 'a.zip': inZip })],
    ] as const;
    for (const [name, content] of files) {
      expect([name, (await sniff(fileOf(content, name), {})).format]).toEqual([name, format]);
      const { rows, report } = await readTable(content, { name });
      expect(rows.map((row) => row[report.textColumn])).toEqual(ROWS.map(([text]) => text));
    }
  },
);

test.each(TABLE_FORMATS)('%s has a reader, and its extensions and media types are its own', (format) => {
  const { label, mediaTypes } = formatOf(format);
  expect(Object.keys({ ...TEXT_READERS, ...BINARY_READERS })).toContain(format);
  for (const [type, extensions] of Object.entries(mediaTypes)) {
    expect(type).toMatch(/^[a-z]+\/[a-z.+-]+$/);
    expect(READABLE_FILES[type]).toEqual(extensions);
    for (const extension of extensions) {
      expect(extension).toMatch(/^\.[a-z0-9]+$/);
      expect(ACCEPTED_FILES.split(',')).toEqual(expect.arrayContaining([extension, type]));
      for (const path of [`A/b${extension.toUpperCase()}`, `b${extension}.gz`, `b${extension}.zip`]) {
        expect([path, isTableName(path)]).toEqual([path, true]);
      }
      expect(TABLE_FORMATS.filter((other) => extensionsOf(other).includes(extension))).toEqual([format]);
    }
  }
  expect(FORMAT_LABELS.filter((other) => other === label)).toEqual([label]);
});

test('names of other files are no tables', () => {
  expect(['a.pdf', 'csv', 'a.csv.exe', 'a.gz', 'b.zip'].filter(isTableName)).toEqual([]);
});

test('no two formats have the same first bytes, unless a file inside tells them apart', () => {
  const marks = BINARY_FORMATS.map((format) => JSON.stringify(FORMATS[format].magic));
  expect(new Set(marks).size).toBe(marks.length);
});
