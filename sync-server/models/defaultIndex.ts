import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '#shared/base/errors';
import { type DefaultModels, parseDefaultModels } from '#shared/ml/model/defaultModels';

/**
 * The index of the models that come with the app, from the folder that holds them.
 * @throws CodedError `defaults-unreadable` without an index, or with a damaged one.
 */
export async function readDefaultIndex(folder: string): Promise<DefaultModels> {
  const path = join(folder, 'index.json');
  let input: unknown;
  try {
    input = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('defaults-unreadable', { where: path, reason }, error);
  }
  return parseDefaultModels(input, path);
}
