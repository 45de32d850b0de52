import { createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../styles/index.css';
import { Button } from './Button';
import { Confirm, Dialog } from './Dialog';
import { DropZone } from './DropZone';
import { Menu } from './Menu';
import { Toaster } from './Toaster';
import { button, find, show } from './testing/show';

test('a dialog takes the focus, is named, and returns the focus when Escape closes it', async () => {
  const [open, setOpen] = createSignal(false);
  const root = show(() => (
    <>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Dialog open={open()} title="A new name" onClose={() => setOpen(false)}>
        <input aria-label="Name" />
      </Dialog>
    </>
  ));
  const opener = button(root, 'Rename');
  opener.focus();
  opener.click();
  const dialog = find<HTMLDialogElement>(root, 'dialog');
  expect(dialog.open).toBe(true);
  expect(dialog.contains(document.activeElement)).toBe(true);
  expect(document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('A new name');
  await userEvent.keyboard('{Escape}');
  await expect.poll(open).toBe(false);
  expect(dialog.open).toBe(false);
  expect(document.activeElement).toBe(opener);
});

test('a click on a dialog leaves it open, a click outside closes it', async () => {
  const [open, setOpen] = createSignal(true);
  const root = show(() => (
    <Dialog open={open()} title="A question" onClose={() => setOpen(false)}>
      <p>Text</p>
    </Dialog>
  ));
  find(root, 'dialog p').click();
  expect(open()).toBe(true);
  find(root, 'dialog').click(); // The backdrop belongs to the dialog itself.
  await expect.poll(open).toBe(false);
});

test('a question is answered once; cancelling it runs no action', async () => {
  const answers: string[] = [];
  const [open, setOpen] = createSignal(true);
  const root = show(() => (
    <Confirm
      open={open()}
      title="Remove everything?"
      text="This cannot be undone."
      action="Remove"
      danger
      onConfirm={() => answers.push('removed')}
      onClose={() => setOpen(false)}
    />
  ));
  button(root, 'Cancel').click();
  await expect.poll(open).toBe(false);
  setOpen(true);
  button(root, 'Remove').click();
  await expect.poll(open).toBe(false);
  expect(answers).toEqual(['removed']);
});

test('while a dialog is open messages are in it, where they can be pressed; after it they are back', async () => {
  const [open, setOpen] = createSignal(false);
  const [text, setText] = createSignal('one');
  const done: string[] = [];
  const root = show(() => (
    <>
      <Dialog open={open()} title="Settings" onClose={() => setOpen(false)}>
        <p>Text</p>
      </Dialog>
      <Toaster
        toasts={[{ id: 1, text, undo: () => done.push('undone') }]}
        onDismiss={() => done.push('dismissed')}
        onHold={() => undefined}
      />
    </>
  ));
  const home = find(root, '.toasts-home');
  const toast = find(root, '.toast');
  setOpen(true);
  const dialog = find<HTMLDialogElement>(root, 'dialog');
  expect(dialog.contains(toast)).toBe(true);
  await userEvent.click(button(toast, 'Undo'));
  expect(done).toEqual(['undone', 'dismissed']);
  expect(dialog.open).toBe(true);
  setText('two');
  expect(find(toast, 'span').textContent).toBe('two');
  await userEvent.keyboard('{Escape}');
  await expect.poll(open).toBe(false);
  await expect.poll(() => home.contains(toast)).toBe(true);
});

function menu() {
  const chosen: string[] = [];
  const root = show(() => (
    <>
      <Menu label="Save">
        {(close) => (
          <Button
            onClick={() => {
              chosen.push('png');
              close();
            }}
          >
            As a picture
          </Button>
        )}
      </Menu>
      <Button>Elsewhere</Button>
    </>
  ));
  return { root, chosen, opener: button(root, 'Save'), isOpen: () => root.querySelector('.menu-body') !== null };
}

test('a menu opens and closes by its button, which has the right aria-expanded', () => {
  const { opener, isOpen } = menu();
  expect([opener.getAttribute('aria-expanded'), isOpen()]).toEqual(['false', false]);
  opener.click();
  expect([opener.getAttribute('aria-expanded'), isOpen()]).toEqual(['true', true]);
  opener.click();
  expect(isOpen()).toBe(false);
});

test('a menu whose button stands at the edge of the window stays inside it, also after the button has moved', async () => {
  const root = show(() => (
    <div style={{ display: 'flex' }}>
      <Menu label="Save">{() => <p>{'words of a long sentence '.repeat(6)}</p>}</Menu>
    </div>
  ));
  const row = root.querySelector<HTMLElement>('.menu')?.parentElement;
  const sheet = () => root.querySelector('.menu-body')?.getBoundingClientRect();
  const inside = () => {
    const at = sheet();
    return at !== undefined && at.left >= 0 && at.right <= document.documentElement.clientWidth;
  };
  button(root, 'Save').click();
  await expect.poll(inside).toBe(true);
  const before = sheet()?.left ?? 0;
  row?.style.setProperty('justify-content', 'end');
  await expect.poll(() => (sheet()?.left ?? 0) > before && inside()).toBe(true);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test('Escape closes a menu, returns the focus to its button, and is marked as handled', async () => {
  const { root, opener, isOpen } = menu();
  const used: boolean[] = [];
  const listen = (event: KeyboardEvent) => used.push(event.defaultPrevented);
  document.addEventListener('keydown', listen);
  opener.click();
  button(root, 'As a picture').focus();
  await userEvent.keyboard('{Escape}');
  expect(isOpen()).toBe(false);
  expect(document.activeElement).toBe(opener);
  // With nothing to close, Escape is free for what is around the menu.
  await userEvent.keyboard('{Escape}');
  expect(used).toEqual([true, false]);
  document.removeEventListener('keydown', listen);
});

test('a choice, a press elsewhere and leaving by the keyboard close a menu', async () => {
  const { root, chosen, opener, isOpen } = menu();
  opener.click();
  button(root, 'As a picture').click();
  expect([chosen, isOpen()]).toEqual([['png'], false]);
  opener.click();
  button(root, 'Elsewhere').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  expect(isOpen()).toBe(false);
  opener.click();
  button(root, 'As a picture').focus();
  button(root, 'Elsewhere').focus();
  expect(isOpen()).toBe(false);
});

const NAMES = [
  'moderation_queue_export_20241129_final_v2_labelled_by_anna_and_boris_merged.csv',
  'x'.repeat(200),
  `${'very long words and '.repeat(10)}an end`,
];

test.each([
  [390, 844],
  [1280, 800],
])('whatever the name in a message, Undo and Dismiss stay in a window of %d px', async (width, height) => {
  await page.viewport(width, height);
  for (const name of NAMES) {
    const text = `“${name}” was removed.`;
    const root = show(() => (
      <Toaster
        toasts={[{ id: 1, text: () => text, undo: () => undefined }]}
        onDismiss={() => undefined}
        onHold={() => undefined}
      />
    ));
    for (const control of ['Undo', 'Dismiss']) {
      const box = button(root, control).getBoundingClientRect();
      expect(box.left, `${control} of ${text}`).toBeGreaterThanOrEqual(0);
      expect(box.right, `${control} of ${text}`).toBeLessThanOrEqual(width);
      expect(box.bottom, `${control} of ${text}`).toBeLessThanOrEqual(height);
      expect(box.width).toBeGreaterThan(30);
    }
    expect(find(root, '.toast span').title).toBe(text);
    root.remove();
  }
});

test('Undo undoes and removes its message; Dismiss only removes it', () => {
  const done: string[] = [];
  const root = show(() => (
    <Toaster
      toasts={[
        { id: 1, text: () => 'first', undo: () => done.push('undone') },
        { id: 2, text: () => 'second' },
      ]}
      onDismiss={(id) => done.push(`dismissed ${id}`)}
      onHold={() => undefined}
    />
  ));
  button(root, 'Undo').click();
  expect(done).toEqual(['undone', 'dismissed 1']);
  const [, second] = root.querySelectorAll('.toast');
  expect(second.textContent).toBe('second');
  button(second, 'Dismiss').click();
  expect(done).toEqual(['undone', 'dismissed 1', 'dismissed 2']);
});

function drop(zone: Element, ...names: readonly string[]): DragEvent {
  const dataTransfer = new DataTransfer();
  for (const name of names) dataTransfer.items.add(new File(['x'], name));
  const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
  zone.dispatchEvent(event);
  return event;
}

test('a disabled drop zone accepts no files, dropped or chosen, and shows no drop effect', () => {
  const got: string[] = [];
  const [disabled, setDisabled] = createSignal(true);
  const root = show(() => (
    <DropZone accept=".csv" disabled={disabled()} onFiles={(files) => got.push(...files.map(({ name }) => name))} />
  ));
  const zone = find(root, '.drop');
  const over = () => zone.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }));
  over();
  expect(zone.classList.contains('over')).toBe(false);
  // The browser must not open the file in place of the app either.
  expect(drop(zone, 'a.csv').defaultPrevented).toBe(true);
  expect(got).toEqual([]);
  expect(button(root, 'Choose a file…').disabled).toBe(true);
  setDisabled(false);
  over();
  expect(zone.classList.contains('over')).toBe(true);
  drop(zone, 'b.csv', 'c.csv');
  expect(got).toEqual(['b.csv']);
});

test('the same file can be chosen twice', async () => {
  let times = 0;
  const root = show(() => <DropZone accept=".csv" onFiles={() => times++} />);
  const input = find<HTMLInputElement>(root, 'input[type=file]');
  for (let i = 0; i < 2; i++) await userEvent.upload(input, new File(['x'], 'a.csv'));
  expect(times).toBe(2);
});
