import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { sampleModel } from '../../storage/testing/samples';
import type { ModelRecord } from '../../stores/models';
import { Notes } from './Notes';

/** Notes that are being kept; each waits until the test lets it be kept, or fail. */
const asked: { readonly notes: string | undefined; end: (error?: Error) => void }[] = [];
vi.mock(import('../../stores/models'), async (original) => ({
  ...(await original()),
  changeModel: (_id, { notes }) =>
    new Promise((resolve, reject) => {
      asked.push({ notes, end: (error) => (error === undefined ? resolve() : reject(error)) });
    }),
}));

let dispose = () => {};
afterEach(() => {
  dispose();
  asked.length = 0;
});

function show(notes: string) {
  const [model, setModel] = createSignal<ModelRecord>({ ...sampleModel('m'), notes } as ModelRecord);
  const root = document.body.appendChild(document.createElement('div'));
  const stop = render(() => <Notes model={model()} />, root);
  dispose = () => {
    stop();
    root.remove();
  };
  const field = root.querySelector('textarea');
  if (field === null) throw new Error('There is no field.');
  return {
    field,
    setModel: (next: string) => setModel((now) => ({ ...now, notes: next }) as ModelRecord),
    type(text: string) {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    leave: () => field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })),
  };
}

const wishes = () => asked.map(({ notes }) => notes);

test('notes that are changed back while they are being kept end as they are on screen', () => {
  const { type, leave } = show('');
  type('abc');
  leave();
  type('');
  leave();
  expect(wishes()).toEqual(['abc', '']);
});

test('notes that nobody touched here are not written over those of another tab', () => {
  const { field, setModel, leave } = show('old');
  setModel('new, from elsewhere');
  expect(field.value).toBe('new, from elsewhere');
  leave();
  dispose();
  dispose = () => {};
  expect(wishes()).toEqual([]);
});

test('what is being typed stays when other notes arrive', () => {
  const { field, setModel, type } = show('old');
  type('abc');
  setModel('new, from elsewhere');
  expect(field.value).toBe('abc');
});

test('notes that could not be kept are tried again', async () => {
  const { type, leave } = show('');
  type('abc');
  leave();
  asked[0].end(new CodedError('model-missing', { id: 'm' }));
  await new Promise((resolve) => setTimeout(resolve));
  leave();
  expect(wishes()).toEqual(['abc', 'abc']);
});
