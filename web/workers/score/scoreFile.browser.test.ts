import { expect, test } from 'vitest';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { fileScoring, scoring } from './client';

test('the worker scores a file with the chosen column, threshold and safe formulas', async () => {
  const bytes = encodeModel(smallModel());
  const [imported] = await scoring.importModels(new File([bytes], 'small.moderato'));
  if (imported.kind !== 'own') throw new Error(`imported as ${imported.kind}`);
  const file = new File(['n,comment\n-1,you are rubbish\n=2+2,thanks\n'], 'inbox.csv');
  const scored = await fileScoring.scoreFile(
    {
      automatic: false,
      models: [{ id: imported.record.id, name: 'small', language: null, threshold: -1e9, unsureFrom: null }],
    },
    file,
    { textColumn: 1 },
    { safeFormulas: true },
    () => undefined,
    new AbortController().signal,
  );
  expect(scored).toMatchObject({ rows: 2, flagged: 2, refused: [] });
  const [head, first, second, end] = (await scored.csv.text()).split('\n');
  expect(head).toBe('n,comment,score,probability,label,unsure');
  expect(first).toMatch(/^'-1,you are rubbish,-?\d[^,]*,[^,]*,1,0$/);
  expect(second).toMatch(/^'=2\+2,thanks,-?\d[^,]*,[^,]*,1,0$/);
  expect(end).toBe('');
});
