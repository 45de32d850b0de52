import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { scoreInput } from '#shared/api/models';
import { readSettingsOfReading } from '#shared/api/reading';
import { optionsOfReading } from '#shared/labelled/readSettings';
import { decodeModel } from '#shared/ml/model/decode';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { scoreFile } from '#shared/scoredCsv/scoreFile';
import { dataFileAt } from './dataFile';
import type { RunJob } from './runJob';

/** Scores every comment of a dataset and writes it as CSV: every row and column, in order, then what the model says. */
export const runScore: RunJob = async ({ input, data, model, out }, report) => {
  const { reading } = v.parse(scoreInput, input);
  if (model === null) throw new Error('a task that scores came without a model');
  const scorer = await loadScorer(decodeModel(model));
  const models = { kind: 'one', model: { name: '', scorer, threshold: null } } as const;
  const options = optionsOfReading(readSettingsOfReading(reading));
  const file = await open(out, 'wx', 0o600);
  try {
    const choices = { safeFormulas: false };
    const scoring = scoreFile(dataFileAt(data.path, data.name), options, models, choices, async (piece) => {
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
    });
    const scored = await report.steps(scoring, ({ bytesRead, totalBytes }) => ({
      phase: 'score',
      done: bytesRead,
      total: totalBytes ?? bytesRead,
    }));
    const { highest: _, ...figures } = scored;
    return { result: figures, model: null };
  } finally {
    await file.close();
  }
};
