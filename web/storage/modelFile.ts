import { readDefault, readDefaults } from './defaults';
import { readModelBytes } from './models';

/**
 * The file of a model, not deflated: of one that comes with the app, or one that is kept here. Where the index of the
 * former cannot be read, the latter are found all the same.
 * @throws CodedError `model-missing`, `default-unreachable`, `model-corrupt`.
 */
export async function readAnyModel(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = await readDefaults().catch(() => null);
  const entry = known?.models.find((model) => model.id === id);
  return entry === undefined ? readModelBytes(id) : readDefault(entry);
}
