import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { RenameDialog } from './RenameDialog';

let dispose = () => {};
afterEach(() => dispose());

/** A dialog whose names are kept, or refused, when the test says so. */
function show() {
  const [open, setOpen] = createSignal(true);
  const asked: { readonly name: string; keep: () => void; refuse: (error: Error) => void }[] = [];
  const late: string[] = [];
  const root = document.body.appendChild(document.createElement('div'));
  const stop = render(
    () => (
      <RenameDialog
        open={open()}
        title="Rename"
        label="Name"
        empty="A name is needed."
        name="old"
        maxLength={20}
        onRename={(name) => new Promise<void>((keep, refuse) => asked.push({ name, keep, refuse }))}
        onLateFailure={({ code }) => late.push(code)}
        onClose={() => setOpen(false)}
      />
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  const save = () => root.querySelector('form')?.requestSubmit();
  return { open, setOpen, asked, late, save, root };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a name that is kept late closes the dialog that it was typed in, and no other', async () => {
  const { open, setOpen, asked, save } = show();
  save();
  setOpen(false);
  setOpen(true);
  asked[0].keep();
  await settled();
  expect(open()).toBe(true);
  save();
  asked[1].keep();
  await settled();
  expect(open()).toBe(false);
});

test('a name that is refused after the dialog was closed is reported elsewhere', async () => {
  const { setOpen, asked, late, save, root } = show();
  save();
  setOpen(false);
  setOpen(true);
  asked[0].refuse(new CodedError('dataset-missing', { id: 'a' }));
  await settled();
  expect(late).toEqual(['dataset-missing']);
  expect(root.querySelector('.notice')).toBeNull();
});
