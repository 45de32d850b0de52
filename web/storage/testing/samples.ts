import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import type { DatasetInfo, ModelRecord } from '../records';

/** The info that an import passes for a dataset of `rows` rows; text in the first column, labels in the second. */
export function sampleInfo(
  rows: number,
  name = 'sample.csv',
): Omit<DatasetInfo, 'id' | 'chunks' | 'chunkStarts' | 'storedBytes'> {
  const report = {
    columns: ['comment', 'toxic'],
    textColumn: 0,
    labelColumn: 1,
    rows,
    positives: 0,
    negatives: rows,
    unlabelled: 0,
    refused: [],
    notices: [],
    fingerprint: '0'.repeat(64),
    textBytes: 0,
  };
  const { columns, textColumn, labelColumn, positives, negatives, unlabelled, fingerprint, textBytes } = report;
  return {
    name,
    createdAt: 1,
    rows,
    positives,
    negatives,
    unlabelled,
    columns,
    textColumn,
    labelColumn,
    fingerprint,
    textBytes,
    report,
  };
}

/** A model's record; `id` is not the hash of anything. */
export function sampleModel(id: string, name = 'a model'): ModelRecord {
  return {
    id,
    name,
    createdAt: 1,
    bytes: 8,
    manifest: {
      spec: { ...parsePipelineSpec({}), label: ['toxic'] },
      labels: ['toxic'],
      rows: 2,
      positives: [1],
      known: [2],
      features: [0],
      nonZeros: 0,
      thresholds: [0],
      thresholdPicks: null,
      link: 'logit',
      metrics: null,
      whole: null,
      knownWords: null,
      warnings: [],
      fingerprint: '',
      licence: '',
      note: '',
    },
    datasetName: null,
    origin: 'trained',
    notes: '',
    threshold: null,
  };
}
