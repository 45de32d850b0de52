import { beforeEach, expect, test, vi } from 'vitest';
import type { Inspection, Preview } from './datasets';
import {
  chooseColumns,
  chooseReading,
  discardDraft,
  draft,
  importDraft,
  labelColumnsOf,
  openFile,
} from './importDraft';

/** Looks at the head of a file; each waits until the test answers it. */
const looks: { answer: (header: readonly string[]) => void }[] = [];
const imports: { end: () => void }[] = [];

vi.mock(import('./datasets'), async (original) => ({
  ...(await original()),
  findSameFile: () => Promise.resolve(null),
  previewFile: (_file, _choices, signal) =>
    new Promise<Preview>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      looks.push({
        answer: (header) =>
          resolve({ format: 'csv', header, textColumn: 0, labelColumn: 1, columns: [], sampleRows: [] } as never),
      });
    }),
  inspectFile: (_file, { labelColumns }) =>
    Promise.resolve({
      options: {},
      report: { textColumn: 0 },
      tally: { columns: labelColumns ?? [1], label: {} },
    } as never as Inspection),
  importFile: (file) =>
    new Promise((resolve) => {
      imports.push({ end: () => resolve({ id: file.name, name: file.name } as never) });
    }),
}));
vi.mock(import('#shared/data/guess/labelTally'), async (original) => ({
  ...(await original()),
  judgeTally: () => ({ labelling: [], kept: 1 }) as never,
}));
vi.mock(import('#shared/data/inspect'), async (original) => ({ ...(await original()), shapeOf: () => 'a shape' }));

const HEADER = ['comment', 'toxic', 'rude'];
const settled = () => new Promise((resolve) => setTimeout(resolve));
const answerLast = async (header: readonly string[] = HEADER) => {
  looks[looks.length - 1].answer(header);
  await settled();
};
const file = (name: string) => new File(['comment,toxic,rude\na,1,0\n'], name);

beforeEach(async () => {
  discardDraft();
  looks.length = 0;
  imports.length = 0;
  localStorage.clear();
  openFile(file('talk.csv'));
  await answerLast();
});

test('columns that were chosen hold after several readings in quick succession', async () => {
  chooseColumns({ labelColumns: [2] });
  await answerLast();
  chooseReading({ encoding: 'windows-1251' });
  chooseReading({ delimiter: ';' });
  await answerLast();
  expect(draft()?.choices).toMatchObject({ labelColumns: [2], encoding: 'windows-1251', delimiter: ';' });
});

test('what is chosen before a reading has been looked at counts for more than what held before', async () => {
  chooseColumns({ labelColumns: [2] });
  await answerLast();
  chooseReading({ delimiter: ';' });
  chooseColumns({ textColumn: 1 });
  await answerLast();
  expect(draft()?.choices).toMatchObject({ textColumn: 1, labelColumns: [2], delimiter: ';' });
  chooseReading({ header: false });
  chooseColumns({ labelColumns: [0] });
  await answerLast();
  expect(labelColumnsOf(draft() ?? expect.fail())).toEqual([0]);
});

test('columns of another header are guessed anew', async () => {
  chooseColumns({ labelColumns: [2] });
  await answerLast();
  chooseReading({ delimiter: ';' });
  await answerLast(['comment;toxic;rude']);
  expect(draft()?.choices.labelColumns).toBeUndefined();
});

test('the end of an import leaves another file that was opened meanwhile', async () => {
  const imported = importDraft();
  openFile(file('other.csv'));
  imports[0].end();
  await imported;
  expect(draft()?.file.name).toBe('other.csv');
});

test('a file that is handed over twice is imported once, and stays hidden until its end is kept', async () => {
  const imported = importDraft();
  expect(draft()?.importing).toBe(true);
  await importDraft();
  expect(imports.length).toBe(1);
  imports[0].end();
  await imported;
  expect(draft()).toBeNull();
});
