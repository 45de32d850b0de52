import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { encodeModel } from '#shared/ml/model/encode';
import { scoreColumn } from '#shared/ml/scoring/scoreColumn';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { runStepsSync } from '#shared/runtime/steps';
import { smallModel } from '#shared/testing/models';
import { fileScoring, scoring } from '../score/client';
import { withJudges } from './judgePool';

async function importSmall(): Promise<string> {
  const [imported] = await scoring.importModels(new File([encodeModel(smallModel())], 'small.moderato'));
  if (imported.kind !== 'own') throw new Error(`imported as ${imported.kind}`);
  return imported.record.id;
}

const small = await loadScorer(smallModel());
const texts = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? `you are rubbish ${i}` : `thanks a lot ${i}`));
const column = textColumnOf(texts);
const rows = { column, modelOf: new Uint8Array(texts.length), thresholds: null };

test('threads open a model by its id and score as this one does', async () => {
  const id = await importSmall();
  const expected = runStepsSync(scoreColumn(small, column));
  const found = await withJudges(
    1 << 20,
    [small],
    async (judge) => judge?.({ ...rows, models: [id] }, new AbortController().signal),
    2,
  );
  expect(found?.scores).toEqual(expected);
});

test('a model that is not here is refused with its code, and a cancel ends what runs', async () => {
  const none = 'f'.repeat(64);
  const missing = withJudges(
    1 << 20,
    [small],
    async (judge) => judge?.({ ...rows, models: [none] }, new AbortController().signal),
    2,
  );
  await expect(missing).rejects.toMatchObject({ code: 'model-missing' });
  const id = await importSmall();
  const stopping = new AbortController();
  const stopped = withJudges(
    1 << 20,
    [small],
    async (judge) => {
      const judging = judge?.({ ...rows, models: [id] }, stopping.signal);
      stopping.abort();
      return judging;
    },
    2,
  );
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
});

test('one core, little text, or models too large for two copies are left to this thread', async () => {
  expect(await withJudges(1 << 20, [small], async (judge) => judge, 1)).toBeNull();
  expect(await withJudges(1000, [small], async (judge) => judge, 8)).toBeNull();
  const { linear } = small.model;
  const huge = { ...small, model: { ...small.model, linear: { ...linear, features: 1e7 } } };
  expect(await withJudges(1 << 20, [huge], async (judge) => judge, 8)).toBeNull();
});

test('a file that is large enough for threads is scored as its parts are', async () => {
  const id = await importSmall();
  const lines = Array.from(
    { length: 9000 },
    (_, i) => `${i},${i % 4 === 0 ? 'you are rubbish' : 'thanks'} ${'a '.repeat(30)}`,
  );
  const scored = async (part: readonly string[]) => {
    const { csv } = await fileScoring.scoreFile(
      { automatic: false, models: [{ id, name: 'small', language: null, threshold: null, unsureFrom: null }] },
      new File([`n,comment\n${part.join('\n')}\n`], 'inbox.csv'),
      { textColumn: 1 },
      { safeFormulas: false },
      () => undefined,
      new AbortController().signal,
    );
    return (await csv.text()).trimEnd().split('\n').slice(1);
  };
  const whole = await scored(lines);
  const parts = [
    await scored(lines.slice(0, 4000)),
    await scored(lines.slice(4000, 6000)),
    await scored(lines.slice(6000)),
  ];
  expect(whole).toEqual(parts.flat());
});
