import { expect, test } from 'vitest';
import { carriedFiles } from './dropPlan';

const drag = (...items: { kind: string; type: string }[]) =>
  ({ types: items.some(({ kind }) => kind === 'file') ? ['Files'] : ['text/plain'], items }) as unknown as DataTransfer;

test('files of a known type go to the datasets', () => {
  expect(carriedFiles(drag({ kind: 'file', type: 'text/csv' }, { kind: 'file', type: 'application/zip' }))).toEqual({
    files: 2,
    routes: ['data'],
  });
});

test('files without a type may be models or tables', () => {
  expect(carriedFiles(drag({ kind: 'file', type: '' }))).toEqual({ files: 1, routes: ['data', 'models'] });
  expect(carriedFiles({ types: ['Files'], items: [] as unknown as DataTransferItemList })).toEqual({
    files: 0,
    routes: ['data', 'models'],
  });
});

test('a page that takes tables itself is named in place of the Data page', () => {
  expect(carriedFiles(drag({ kind: 'file', type: 'text/csv' }), 'compare')).toEqual({ files: 1, routes: ['compare'] });
  expect(carriedFiles(drag({ kind: 'file', type: '' }), 'compare')?.routes).toEqual(['compare', 'models']);
});

test('text that is dragged is no file', () => {
  expect(carriedFiles(drag({ kind: 'string', type: 'text/plain' }))).toBeNull();
  expect(carriedFiles(null)).toBeNull();
});
