import { beforeEach, expect, test, vi } from 'vitest';
import { dismissToast, toasts } from '../../stores/toasts';
import { attemptEdit } from './attempt';

const state = await vi.hoisted(async () => {
  const { createSignal } = await import('solid-js');
  const [underWay, setUnderWay] = createSignal(0);
  return { underWay, setUnderWay, undone: [] as string[] };
});
vi.mock(import('../../stores/edits'), async (original) => ({
  ...(await original()),
  editing: () => state.underWay() > 0,
  undoEdit: async (id) => {
    state.undone.push(id);
    return null;
  },
}));

/** An edit that is made when `end` is called. */
function begin(what: string): { readonly end: () => Promise<void> } {
  state.setUnderWay((edits) => edits + 1);
  let made = () => {};
  const edited = new Promise<number>((resolve) => {
    made = () => {
      state.setUnderWay((edits) => edits - 1);
      resolve(1);
    };
  });
  const attempted = attemptEdit(
    'talk',
    () => edited,
    () => what,
  );
  return {
    end() {
      made();
      return attempted;
    },
  };
}

const shown = () => toasts().map(({ text, undo }) => [text(), undo !== undefined]);

beforeEach(() => {
  for (const { id } of toasts()) dismissToast(id);
  state.undone.length = 0;
});

test('an edit is offered to be undone until another one is asked for', async () => {
  await begin('first').end();
  expect(shown()).toEqual([['first', true]]);
  toasts()[0].undo?.();
  expect(state.undone).toEqual(['talk']);
  const second = begin('second');
  expect(shown()).toEqual([]);
  await second.end();
  expect(shown()).toEqual([['second', true]]);
});

test('of an edit after which another is under way already there is only the message', async () => {
  const first = begin('first');
  const second = begin('second');
  await first.end();
  expect(shown()).toEqual([['first', false]]);
  await second.end();
  expect(shown()).toEqual([
    ['first', false],
    ['second', true],
  ]);
});
