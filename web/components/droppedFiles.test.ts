import { expect, test } from 'vitest';
import { droppedFiles } from './droppedFiles';

const item = (name: string, isDirectory: boolean | null, kind = 'file') => ({
  kind,
  getAsFile: () => new File(['a'], name),
  webkitGetAsEntry: () => (isDirectory === null ? null : { isDirectory }),
});

test('files are taken, folders are noticed, text is neither', () => {
  const items = [item('a.csv', false), item('folder', true), item('b.csv', null), item('text', null, 'string')];
  const { files, folders } = droppedFiles({ items });
  expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
  expect(folders).toBe(true);
  expect(droppedFiles({ items: [item('a.csv', false)] }).folders).toBe(false);
  expect(droppedFiles(null)).toEqual({ files: [], folders: false });
});
