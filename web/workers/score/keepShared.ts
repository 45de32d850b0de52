import { CodedError } from '#shared/base/errors';
import { cut } from '#shared/messages/isolated';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import { MODEL_BYTES_LIMIT } from '#shared/ml/model/format';
import { inflateModelFile } from '#shared/ml/model/modelDeflation';
import { putModel } from '../../storage/models';
import { type ModelRecord, NAME_LIMIT } from '../../storage/records';

/** What is known of a model that comes from a server. */
export interface SharedModel {
  /** The SHA-256 that its bytes must have. */
  readonly id: string;
  readonly name: string;
  /** What it was trained on, where that is known here. */
  readonly datasetName: string | null;
  readonly origin: ModelRecord['origin'];
}

/**
 * Checks all of a model file, and keeps it.
 * @throws CodedError `model-...`, `digest-mismatch`, `storage-full`.
 */
export async function keepShared(
  file: Blob,
  { id, name, datasetName, origin }: SharedModel,
): Promise<{ record: ModelRecord; existed: boolean }> {
  if (file.size > MODEL_BYTES_LIMIT) {
    throw new CodedError('model-too-large', { bytes: file.size, limit: MODEL_BYTES_LIMIT });
  }
  const bytes = inflateModelFile(new Uint8Array(await file.arrayBuffer()));
  const got = modelId(bytes);
  if (got !== id) throw new CodedError('digest-mismatch', { got, expected: id });
  const { manifest } = decodeModel(bytes, name);
  const record: ModelRecord = {
    id,
    name: cut(name, NAME_LIMIT),
    createdAt: Date.now(),
    bytes: bytes.length,
    manifest,
    datasetName,
    origin,
    notes: '',
    threshold: null,
  };
  return putModel(record, bytes);
}
