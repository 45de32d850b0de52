import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { CodedError } from '#shared/base/errors';
import type { DictionaryFile } from './dictionaryFiles';

/** `#russian-dictionary` of package.json in Node: the files of the package `az`. */
export async function readDictionaryFile(name: DictionaryFile): Promise<ArrayBuffer> {
  try {
    const bytes = await readFile(createRequire(import.meta.url).resolve(`az/dicts/${name}`));
    return new Uint8Array(bytes).buffer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('dictionary-unreachable', { language: 'ru', reason }, error);
  }
}
