import { CodedError } from '#shared/base/errors';
import { rowCount } from '#shared/data/column/textColumn';
import type { Doubt } from '#shared/ml/scoring/doubt';
import { createInOrder } from './inOrder';
import type { LabelledFile } from './readLabelled';
import type { RoutedScores, RowModel, RowScorer } from './rowModels';

/**
 * Scores every row of a file.
 * @throws CodedError `shape-mismatch` if the scorer returns another number of rows.
 */
export async function scoreRows(file: LabelledFile, scorer: RowScorer): Promise<RoutedScores> {
  const all = {
    models: [] as (RowModel | null)[],
    languages: [] as string[],
    scores: [] as Float64Array[],
    doubts: [] as (Doubt | null)[],
  };
  const scored = createInOrder<RoutedScores>(scorer.depth, (chunk) => {
    for (const model of chunk.models) all.models.push(model);
    for (const language of chunk.languages) all.languages.push(language);
    for (const scores of chunk.scores) all.scores.push(scores);
    for (const doubt of chunk.doubts) all.doubts.push(doubt);
  });
  for (const chunk of file.chunks) await scored.add(scorer.score(chunk));
  await scored.finish();
  const expected = file.chunks.reduce((sum, chunk) => sum + rowCount(chunk), 0);
  if (all.scores.length !== expected) {
    throw new CodedError('shape-mismatch', { what: 'scores', got: all.scores.length, expected });
  }
  return { ...all, flat: null };
}
