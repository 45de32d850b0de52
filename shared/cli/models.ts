import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodedError } from '#shared/base/errors';
import { decodeModel } from '#shared/ml/model/decode';
import { type DefaultModel, type DefaultModels, findDefault } from '#shared/ml/model/defaultModels';
import { modelId } from '#shared/ml/model/digest';
import type { Model } from '#shared/ml/model/model';
import { inflateModelFile } from '#shared/ml/model/modelDeflation';
import { readDefaultIndex } from '../../sync-server/models/defaultIndex';
import { openSource } from './io';
import { ROOT } from './root';

/** Help for an argument that names a model. */
export const MODEL_ARGUMENT =
  'a .moderato file, default:NAME (default:en, default:ru-svc, ...), or default:auto for score, evaluate and explain';

/** The folder of the models that come with the app. */
export const DEFAULTS_FOLDER = join(ROOT, 'public', 'models');

const DEFAULT = 'default:';

/** A model's file as stored, perhaps deflated, and its name for messages. */
export interface ModelBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly path: string;
}

/**
 * The index of the models that come with the app.
 * @throws CodedError `defaults-unreadable` without an index, or with a damaged one.
 */
export function readDefaults(folder = DEFAULTS_FOLDER): Promise<DefaultModels> {
  return readDefaultIndex(folder);
}

/**
 * The bytes of the model that an argument names: a path, or `default:NAME`. A default model is checked against its id;
 * a file is checked when it is decoded.
 * @throws CodedError `file-unreadable`; `default-unknown`, `defaults-unreadable`, `model-corrupt` for a default model.
 */
export async function readModel(argument: string, folder = DEFAULTS_FOLDER): Promise<ModelBytes> {
  if (!argument.startsWith(DEFAULT)) {
    openSource(argument);
    return { bytes: new Uint8Array(await readFile(argument)), name: basename(argument), path: argument };
  }
  const entry = findDefault(await readDefaults(folder), argument.slice(DEFAULT.length));
  return { bytes: await readDefault(entry, folder), name: argument, path: join(folder, entry.file) };
}

/** The model that an argument names, decoded and checked. */
export async function openModel(argument: string): Promise<Model> {
  const { bytes, name } = await readModel(argument);
  return decodeModel(bytes, name);
}

async function readDefault({ file, id }: DefaultModel, folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, file);
  openSource(path);
  const bytes = inflateModelFile(new Uint8Array(await readFile(path)), file);
  const got = modelId(bytes);
  if (got !== id) throw new CodedError('model-corrupt', { where: `id of ${file}`, got, expected: id });
  return bytes;
}
