import { CodedError, unreadableReason } from '#shared/base/errors';
import type { DatasetInfo } from '../storage/records';
import { importFile } from './datasets';

/** Samples of made-up comments that come with the app (public/samples), by language. */
export const SAMPLES = ['en', 'ru'] as const;

export type Sample = (typeof SAMPLES)[number];

/**
 * Imports a sample, from the app's own origin; the service worker has it when there is no network.
 * @throws CodedError `file-unreadable`; whatever an import throws.
 */
export async function importSample(sample: Sample, datasetName: string): Promise<DatasetInfo> {
  const name = `${sample}.csv`;
  return importFile(new File([await download(name)], name, { type: 'text/csv' }), { datasetName });
}

async function download(name: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(`/samples/${name}`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new CodedError('file-unreadable', { name, reason: unreadableReason(error) }, error);
  }
}
