import * as v from 'valibot';
import { describeIssue, hasMargins, isCompact } from '../../spec/pipelineSpec';
import { corrupt, ENTRY_BYTES, TABLE_AT } from './format';
import { type ModelManifest, manifestSchema } from './manifest';

/**
 * The manifest of a file whose table has been checked, with lists of the lengths that its labels and blocks ask for.
 * @param sections how many there are: the manifest follows their table.
 * @throws CodedError `model-corrupt`.
 */
export function readManifest(file: Uint8Array<ArrayBuffer>, sections: number): ModelManifest {
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const begin = TABLE_AT + sections * ENTRY_BYTES;
  let json: unknown;
  try {
    json = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(begin, begin + header.getUint32(16, true))),
    );
  } catch (error) {
    throw corrupt('manifest', error, 'JSON in UTF-8', error);
  }
  // One issue is enough: to gather millions of them would take seconds.
  const result = v.safeParse(manifestSchema, json, { abortEarly: true });
  if (!result.success) {
    const { path, got, expected } = describeIssue(result.issues[0]);
    throw corrupt(`manifest, ${path ?? 'as a whole'}`, got, expected);
  }
  const manifest = result.output;
  const link = hasMargins(manifest.spec) ? 'margin' : 'logit';
  if (manifest.link !== link) throw corrupt('manifest, link', manifest.link, link);
  const blocks = manifest.spec.features.length;
  if (manifest.features.length !== blocks)
    throw corrupt('manifest, features', manifest.features.length, String(blocks));
  for (const field of ['positives', 'known', 'thresholds'] as const) {
    if (manifest[field].length !== manifest.labels.length) {
      throw corrupt(`manifest, ${field}`, manifest[field].length, String(manifest.labels.length));
    }
  }
  for (const field of ['metrics', 'thresholdPicks'] as const) {
    const list = manifest[field];
    if (list && list.length !== manifest.labels.length) {
      throw corrupt(`manifest, ${field}`, list.length, String(manifest.labels.length));
    }
  }
  const { whole } = manifest;
  if (whole && !isCompact(manifest.spec))
    throw corrupt('manifest, whole', 'an object', 'null: the model is not compact');
  if (whole && whole.features.length !== blocks) {
    throw corrupt('manifest, whole.features', whole.features.length, String(blocks));
  }
  if (whole?.rocAuc && whole.rocAuc.length !== manifest.labels.length) {
    throw corrupt('manifest, whole.rocAuc', whole.rocAuc.length, String(manifest.labels.length));
  }
  return manifest;
}
