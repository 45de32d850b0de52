import { expect, test } from 'vitest';
import { CodedError, unreadableReason } from '../base/errors';
import type { ArchivePlace, FileFault, UnreadableReason } from '../base/faults';
import { sentenceIn } from './index';

const FAULTS = {
  unreadable: 1,
  'cut-short': 1,
  'no-columns': 1,
  'columns-differ': 1,
  'column-order': 1,
  'pages-elsewhere': 1,
  'values-differ': 1,
  'number-impossible': 1,
  runs: 1,
  'no-workbook': 1,
  'sheet-missing': 1,
  'row-order': 1,
  'row-impossible': 1,
  'column-impossible': 1,
  'xml-unclosed': 1,
} satisfies Record<FileFault, 1>;
const PLACES = {
  members: 1,
  trailer: 1,
  checksum: 1,
  length: 1,
  'packed-data': 1,
  end: 1,
  directory: 1,
  'file-header': 1,
} satisfies Record<ArchivePlace, 1>;

const russian = (error: CodedError) => sentenceIn('ru', error).replace(/«[^»]*»|Parquet/g, '');

test('every fault of a file and of an archive is Russian in Russian, with and without figures', () => {
  for (const figures of [
    { where: null, got: null, expected: null },
    { where: 'text', got: null, expected: 7 },
    { where: 'text', got: 12, expected: 7 },
  ]) {
    for (const reason of Object.keys(FAULTS) as FileFault[]) {
      const error = new CodedError('file-damaged', { name: 'a.parquet', kind: 'Parquet', reason, ...figures });
      expect(russian(error)).not.toMatch(/[A-Za-z]|undefined|null/);
      expect(sentenceIn('en', error)).not.toMatch(/undefined|null|[а-я]/);
    }
    for (const where of Object.keys(PLACES) as ArchivePlace[]) {
      const error = new CodedError('archive-damaged', { ...figures, name: 'a.zip', where });
      expect(russian(error)).not.toMatch(/[A-Za-z]|undefined|null/);
      expect(sentenceIn('en', error)).not.toMatch(/undefined|null|[а-я]/);
    }
  }
});

test.each<[object, UnreadableReason]>([
  [{ code: 'ENOENT' }, 'missing'],
  [{ code: 'EACCES' }, 'no-access'],
  [{ code: 'EISDIR' }, 'not-a-file'],
  [{ name: 'NotFoundError' }, 'missing'],
  [{ name: 'NotReadableError' }, 'changed'],
  [{ name: 'SecurityError' }, 'no-access'],
  [{}, 'failed'],
])('an error %j of a system or a browser is unreadable: %s', (error, reason) => {
  expect(unreadableReason(Object.assign(new Error('in English'), error))).toBe(reason);
  const sentence = sentenceIn('ru', new CodedError('file-unreadable', { name: 'a.csv', reason }));
  expect(sentence.replace(/«[^»]*»/g, '')).not.toMatch(/[A-Za-z]/);
});
