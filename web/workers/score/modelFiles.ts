import { type UnzipFileInfo, unzipSync, Zip, ZipDeflate } from 'fflate';
import { CodedError, unreadableReason } from '#shared/base/errors';
import { importSklearn } from '#shared/ml/exchange/sklearn/importSklearn';
import { encodeModel } from '#shared/ml/model/encode';
import { MODEL_BYTES_LIMIT } from '#shared/ml/model/format';
import { inflateModelFile } from '#shared/ml/model/modelDeflation';

/* Files that models come in and go out as: `.moderato`, a zip of several, JSON of scikit-learn's. */

/** A model's bytes, inflated and not checked yet, and the name of the file it came in. */
export interface FoundModel {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const BRACE = 0x7b;
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * The models in a file: one, or those in a zip.
 * @throws CodedError `model-too-large`, `file-unreadable`, `sklearn-...`, `archive-damaged`, `archive-ratio`,
 *   `model-not-a-model` for a zip without any; what inflating refuses.
 */
export async function modelsIn(file: File): Promise<FoundModel[]> {
  if (file.size > MODEL_BYTES_LIMIT) tooLarge(file.size);
  const bytes = await readWhole(file);
  if (ZIP.every((byte, i) => bytes[i] === byte)) return unzipped(bytes, file.name);
  if (bytes[0] === BRACE) {
    return [{ name: file.name, bytes: encodeModel(importSklearn(new TextDecoder().decode(bytes), file.name)) }];
  }
  return [{ name: file.name, bytes: inflateModelFile(bytes) }];
}

function unzipped(bytes: Uint8Array, name: string): FoundModel[] {
  let total = 0;
  const wanted = ({ name: entry, originalSize }: UnzipFileInfo) => {
    if (!/\.moderato$/i.test(entry) || entry.startsWith('__MACOSX/')) return false;
    total += originalSize;
    if (total > MODEL_BYTES_LIMIT) tooLarge(total);
    return true;
  };
  let files: ReturnType<typeof unzipSync>;
  try {
    files = unzipSync(bytes, { filter: wanted });
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('archive-damaged', { name, where: 'length', got: null, expected: null }, error);
  }
  const found = Object.entries(files).map(([entry, content]) => ({
    name: entry.split('/').at(-1) ?? entry,
    bytes: inflateModelFile(new Uint8Array(content)),
  }));
  if (found.length === 0) throw new CodedError('model-not-a-model', { name });
  return found;
}

function tooLarge(bytes: number): never {
  throw new CodedError('model-too-large', { bytes, limit: MODEL_BYTES_LIMIT });
}

async function readWhole(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new CodedError('file-unreadable', { name: file.name, reason: unreadableReason(error) }, error);
  }
}

/**
 * A zip of files, one at a time, so that a single one is in memory.
 * @param names of the files, all different.
 * @param read the bytes of the file at an index.
 */
export async function zipped(names: readonly string[], read: (index: number) => Promise<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, data) => {
    if (error) failure ??= error;
    else parts.push(new Blob([new Uint8Array(data)]));
  });
  for (const [index, name] of names.entries()) {
    const entry = new ZipDeflate(name, { level: 3 });
    zip.add(entry);
    entry.push(await read(index), true);
    if (failure) throw failure;
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
