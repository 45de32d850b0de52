import { createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import '../styles/index.css';
import { DropZone } from './DropZone';
import { Select, TextInput } from './Field';
import { Progress } from './Progress';
import { TintedEditor } from './TintedEditor';
import { type Message, Toaster } from './Toaster';
import { find, show } from './testing/show';
import type { Tint } from './tints';

test.each([
  'a word',
  'Several words that wrap over more than one line of this narrow box, and then some more of them.',
  'line\n\n\nline  with   spaces \n',
  'averyveryveryverylongwordwithoutanyplacetobreakitanywherewhichstillhastofit and more',
  'ёжик и пони, 😀😀😀 🏳️‍🌈, ﷽ שלום עולם',
  '\ttabs\tand\ttrailing   ',
])('the mirror lays %j out as the textarea does', (text) => {
  const root = show(() => (
    <TintedEditor
      value={text}
      onInput={() => undefined}
      label="Comment"
      placeholder=""
      tints={[{ begin: 0, end: 3, kind: 'toxic', level: 6 }]}
      tintsFor={text}
      offensive={false}
    />
  ));
  const area = find<HTMLTextAreaElement>(root, 'textarea');
  const mirror = find<HTMLElement>(root, '.mirror');
  expect(mirror.textContent).toBe(`${text}\u200b`);
  expect(mirror.clientWidth).toBe(area.clientWidth);
  // Laid out separately: together each stretches the other to its height.
  area.style.height = '0';
  mirror.style.alignSelf = 'start';
  expect(mirror.scrollHeight).toBe(area.scrollHeight);
});

test.each([
  ['one long line of text, '.repeat(2000), 'ltr'],
  ['שלום עולם '.repeat(4000), 'rtl'],
])('a long text has the direction of its first letter before the browser lays it out', (text, direction) => {
  const [value, setValue] = createSignal('');
  const root = show(() => (
    <TintedEditor
      value={value()}
      onInput={setValue}
      label="Comment"
      placeholder=""
      tints={[]}
      tintsFor=""
      offensive={false}
    />
  ));
  const area = find<HTMLTextAreaElement>(root, 'textarea');
  expect(area.dir).toBe('auto');
  const announce = (inputType: string, data: string | null) =>
    area.dispatchEvent(new InputEvent('beforeinput', { inputType, data, bubbles: true }));
  area.focus();
  announce('insertFromPaste', text);
  expect([value(), area.dir]).toEqual(['', direction]);
  document.execCommand('insertText', false, text);
  expect([value(), area.dir]).toEqual([text, direction]);
  area.select();
  document.execCommand('insertText', false, 'short');
  expect([value(), area.dir]).toEqual(['short', 'auto']);
  announce('historyUndo', null);
  expect(area.dir).not.toBe('auto');
});

test('every input event is passed on, and marks follow their words', () => {
  const [value, setValue] = createSignal('you are kind');
  const tints: Tint[] = [{ begin: 8, end: 12, kind: 'other', level: 3 }];
  const root = show(() => (
    <TintedEditor
      value={value()}
      onInput={setValue}
      label="Comment"
      placeholder=""
      tints={tints}
      tintsFor="you are kind"
      offensive={false}
    />
  ));
  const area = find<HTMLTextAreaElement>(root, 'textarea');
  area.setSelectionRange(3, 3);
  area.focus();
  document.execCommand('insertText', false, ' all');
  expect(value()).toBe('you all are kind');
  expect(find(root, 'mark').textContent).toBe('kind');
  document.execCommand('undo');
  expect(value()).toBe('you are kind');
});

test('progress whose end is unknown has no value', () => {
  const [fraction, setFraction] = createSignal<number | null>(null);
  const root = show(() => <Progress label="Reading" fraction={fraction()} />);
  expect(find<HTMLProgressElement>(root, 'progress').position).toBe(-1);
  setFraction(0.5);
  expect(find<HTMLProgressElement>(root, 'progress').position).toBe(0.5);
});

test('a field names its control, its help and its error', () => {
  const [error, setError] = createSignal<string | undefined>();
  const root = show(() => (
    <TextInput label="Name" help="Strength" value="x" error={error()} onInput={(text) => setError(`got ${text}`)} />
  ));
  const input = find<HTMLInputElement>(root, 'input');
  expect(input.labels?.[0]?.textContent).toBe('Name');
  input.value = 'y';
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(find(root, '[role=alert]').textContent).toBe('got y');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
  expect(described.map((element) => element?.textContent)).toEqual(['Strength', 'got y']);
});

test('a choice is passed on, and follows the value that its owner sets', () => {
  const [value, setValue] = createSignal<'a' | 'b'>('a');
  const root = show(() => (
    <Select
      label="Letter"
      value={value()}
      options={[
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]}
      onChange={setValue}
    />
  ));
  const select = find<HTMLSelectElement>(root, 'select');
  select.value = 'b';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(value()).toBe('b');
  setValue('a');
  expect(select.value).toBe('a');
});

test('a dropped file is passed on, whatever its name', () => {
  const got: string[] = [];
  const root = show(() => <DropZone accept=".csv" onFiles={(files) => got.push(...files.map(({ name }) => name))} />);
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['x'], 'a.txt'));
  dataTransfer.items.add(new File(['y'], 'b.csv'));
  find(root, '.drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  expect(got).toEqual(['a.txt']);
});

test('the time left does not change when the wall clock is set back or forward', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  try {
    const root = show(() => <Progress label="Reading" fraction={0.5} startedAt={performance.now()} />);
    const line = () => find(root, '.quiet').textContent;
    vi.advanceTimersByTime(60_000);
    const honest = line();
    expect(honest).toMatch(/\d/);
    for (const jump of [3_600_000, -7_200_000]) {
      vi.setSystemTime(Date.now() + jump);
      vi.advanceTimersByTime(500);
      expect(line()).toBe(honest);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('messages are held while the mouse or the focus is on one, and released after', async () => {
  const held: boolean[] = [];
  const [toasts, setToasts] = createSignal<readonly Message[]>([
    { id: 1, text: () => 'removed', undo: () => undefined },
    { id: 2, text: () => 'also' },
  ]);
  const root = show(() => (
    <Toaster
      toasts={toasts()}
      onDismiss={(id) => setToasts((all) => all.filter((toast) => toast.id !== id))}
      onHold={(hold) => held.push(hold)}
    />
  ));
  const toast = find<HTMLElement>(root, '.toast');
  const pointer = (type: string, pointerType: string) =>
    toast.dispatchEvent(new PointerEvent(type, { pointerType, bubbles: false }));
  pointer('pointerenter', 'mouse');
  expect(held.at(-1)).toBe(true);
  pointer('pointerleave', 'mouse');
  expect(held.at(-1)).toBe(false);
  const before = held.length;
  pointer('pointerenter', 'touch');
  expect(held.length).toBe(before);
  find<HTMLButtonElement>(toast, 'button').focus();
  expect(held.at(-1)).toBe(true);
  find<HTMLButtonElement>(toast, 'button').click(); // Undo removes the message, and the focus with it
  expect(toasts().map(({ id }) => id)).toEqual([2]);
  expect(held.at(-1)).toBe(false);
});
