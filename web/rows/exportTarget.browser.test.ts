import { expect, test } from 'vitest';
import { writeToTarget } from './exportTarget';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A file of the browser's own, holding `text`, and how its writers ended. */
async function fileHolding(text: string) {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('export.csv', { create: true });
  const first = await handle.createWritable();
  await first.write(text);
  await first.close();
  const ended: string[] = [];
  const target = {
    async createWritable() {
      const writer = await handle.createWritable();
      const [abort, close] = [writer.abort.bind(writer), writer.close.bind(writer)];
      return Object.assign(writer, {
        abort: () => abort().then(() => void ended.push('aborted')),
        close: () => close().then(() => void ended.push('closed')),
      });
    },
  };
  return { target, ended, content: async () => (await handle.getFile()).text() };
}

test('a file is replaced by what was written', async () => {
  const { target, ended, content } = await fileHolding('before, and longer');
  const written = writeToTarget(target, async (write) => {
    await write(bytes('one '));
    await write(bytes('two'));
  });
  expect(await written).toBeNull();
  expect(await content()).toBe('one two');
  expect(ended).toEqual(['closed']);
});

test('if writing fails half way, the file stays as it was and its writer is aborted', async () => {
  const { target, ended, content } = await fileHolding('before');
  const failing = writeToTarget(target, async (write) => {
    await write(bytes('half'));
    throw new DOMException('Cancelled.', 'AbortError');
  });
  await expect(failing).rejects.toMatchObject({ name: 'AbortError' });
  expect(await content()).toBe('before');
  expect(ended).toEqual(['aborted']);
});

test('without a file the pieces are returned as one Blob', async () => {
  const blob = await writeToTarget(null, async (write) => {
    await write(bytes('one '));
    await write(bytes('two'));
  });
  expect(await blob?.text()).toBe('one two');
});
