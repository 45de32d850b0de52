import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { ImportNotice, RefusalReason } from '#shared/data/importReport';
import { datasetSchema } from './recordSchemas';
import { sampleInfo } from './testing/samples';

const stored = (notices: readonly unknown[], reasons: readonly string[] = []) => {
  const info = sampleInfo(2);
  const refused = reasons.map((reason) => ({ reason, count: 1, lines: [3] }));
  return {
    ...info,
    id: 'a',
    chunks: 1,
    chunkStarts: [0, 2],
    storedBytes: 1,
    report: { ...info.report, notices, refused },
  };
};

test('a dataset is listed whatever was noticed when it was imported', () => {
  const notices: ImportNotice[] = [
    { code: 'header-missing' },
    { code: 'bad-bytes', count: 1, offsets: [17] },
    { code: 'label-inverted', column: 'clean' },
    { code: 'other-labels', columns: ['insult'] },
    { code: 'delimiters-in-text', count: 2, lines: [3, 4] },
    { code: 'lines-above-header', count: 1 },
    { code: 'cells-beside-table', count: 1, lines: [2] },
  ];
  for (const notice of notices) expect(v.is(datasetSchema, stored([notice])), notice.code).toBe(true);
});

test('a dataset is listed whatever rows were left out', () => {
  const reasons: RefusalReason[] = ['label-left-out', 'label-tied', 'json-too-deep', 'label-blank'];
  expect(v.is(datasetSchema, stored([], reasons))).toBe(true);
});

test('a notice without its fields, of an unknown kind, or with an unknown reason is damage', () => {
  expect(v.is(datasetSchema, stored([{ code: 'bad-bytes', count: -1, offsets: [] }]))).toBe(false);
  expect(v.is(datasetSchema, stored([{ code: 'constructor' }]))).toBe(false);
  expect(v.is(datasetSchema, stored([], ['because']))).toBe(false);
});
