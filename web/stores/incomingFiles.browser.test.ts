import { createRoot } from 'solid-js';
import { afterEach, expect, test } from 'vitest';
import { receiveDropped, receiveFiles, takeDroppedTables, takeModelFiles, takeTable } from './incomingFiles';
import { dismissToast, toasts } from './toasts';

afterEach(() => {
  for (const { id } of toasts()) dismissToast(id);
  while (takeTable() !== null);
  takeModelFiles();
});

const file = (name: string) => new File(['a'], name);
const said = () => toasts().map(({ text }) => text().replace(/\s/g, ' '));

test('files go to the page of their kind, and what waits on another page is said', () => {
  expect(receiveFiles([])).toBeNull();
  expect(receiveFiles([file('a.csv'), file('b.csv')])).toBe('/data');
  expect(receiveFiles([file('m.moderato')])).toBe('/models');
  expect(said()).toEqual([]);
  expect(receiveFiles([file('c.csv'), file('n.moderato')])).toBe('/data');
  expect(said()).toEqual(['1 model file waits on the Models page.']);
});

test('a page that takes a table itself takes the first; the others wait on their pages, which is said', () => {
  createRoot((dispose) => {
    const taken: string[] = [];
    takeDroppedTables('compare', ({ name }) => void taken.push(name));
    expect(receiveDropped([file('m.moderato'), file('a.csv'), file('b.csv')])).toBeNull();
    expect(receiveDropped([file('c.csv'), file('n.moderato')])).toBeNull();
    expect(receiveDropped([file('d.csv')])).toBeNull();
    expect(taken).toEqual(['a.csv', 'c.csv', 'd.csv']);
    expect(takeTable()?.name).toBe('b.csv');
    expect(takeModelFiles()).toHaveLength(2);
    dispose();
  });
  expect(said()).toEqual([
    '1 model file waits on the Models page.',
    '1 more file waits on the Data page.',
    '1 model file waits on the Models page.',
  ]);
  expect(receiveDropped([file('e.csv')])).toBe('/data');
});
