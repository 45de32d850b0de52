import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CodedError } from '#shared/base/errors';
import { decodeSteps } from '#shared/ml/model/decode';
import { type DefaultModel, findDefault } from '#shared/ml/model/defaultModels';
import { idSteps } from '#shared/ml/model/digest';
import type { ModelManifest } from '#shared/ml/model/manifest';
import type { Model } from '#shared/ml/model/model';
import { inflateModelFile } from '#shared/ml/model/modelDeflation';
import { runSteps } from '#shared/runtime/steps';
import { readDefaultIndex } from './defaultIndex';

/** The models that come with the app: always there, never changed. */
export interface DefaultShelf {
  readonly entries: readonly DefaultModel[];
  /** By name (`default:en`) or id; undefined if it is none of them. */
  find(reference: string): DefaultModel | undefined;
  manifestOf(entry: DefaultModel): Promise<ModelManifest>;
  open(entry: DefaultModel): Promise<Model>;
  stream(entry: DefaultModel): Promise<{ bytes: number; stream: Readable }>;
}

const DEFAULT = 'default:';

/**
 * Reads the index in `folder`.
 * @throws CodedError `defaults-unreadable`.
 */
export async function openDefaultShelf(folder: string): Promise<DefaultShelf> {
  const index = await readDefaultIndex(folder);
  const manifests = new Map<string, Promise<ModelManifest>>();
  const open = async ({ file, id }: DefaultModel): Promise<Model> => {
    const bytes = inflateModelFile(new Uint8Array(await readFile(join(folder, file))), file);
    const got = await runSteps(idSteps(bytes));
    if (got !== id) throw new CodedError('model-corrupt', { where: `id of ${file}`, got, expected: id });
    return runSteps(decodeSteps(bytes, file));
  };
  return {
    entries: index.models,
    /** @throws CodedError `default-unknown` for a `default:` name that is none. */
    find: (reference) =>
      reference.startsWith(DEFAULT)
        ? findDefault(index, reference.slice(DEFAULT.length))
        : index.models.find(({ id }) => id === reference),
    manifestOf: (entry) => {
      const known = manifests.get(entry.id) ?? open(entry).then(({ manifest }) => manifest);
      manifests.set(entry.id, known);
      known.catch(() => manifests.delete(entry.id)); // read again when it is asked for again
      return known;
    },
    open,
    stream: async ({ file }) => {
      const from = join(folder, file);
      return { bytes: (await stat(from)).size, stream: createReadStream(from) };
    },
  };
}
