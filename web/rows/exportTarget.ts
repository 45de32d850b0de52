/**
 * A file that a person chose to write, or null: the bytes are returned as one Blob, which the browser keeps on disk.
 */
export type ExportTarget = FileSystemFileHandle | null;

/**
 * Writes what `produce` emits, piece by piece, to `target`. The file that was there is replaced when all is written; if
 * `produce` rejects, it stays as it was.
 *
 * @returns the Blob where there is no target, else null.
 * @throws what `produce` rejects with, and what the browser reports of the file.
 */
export async function writeToTarget(
  target: Pick<FileSystemFileHandle, 'createWritable'> | null,
  produce: (write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) => Promise<void>,
): Promise<Blob | null> {
  if (target === null) {
    const parts: Blob[] = [];
    await produce(async (piece) => void parts.push(new Blob([piece])));
    return new Blob(parts);
  }
  const file = await target.createWritable();
  try {
    await produce((piece) => file.write(piece));
  } catch (error) {
    await Promise.allSettled([file.abort()]); // if that fails too, the first error is the cause
    throw error;
  }
  await file.close();
  return null;
}
