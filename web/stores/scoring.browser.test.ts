import { deleteDB } from 'idb';
import { createRoot, createSignal } from 'solid-js';
import { beforeEach, expect, test } from 'vitest';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { createLiveScore } from './liveScore';
import { importModelFile, loadModels, models } from './models';
import { explain } from './scoring';

const LONG = 'many thanks for the rubbish, '.repeat(1 << 16);

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadModels();
  await importModelFile(new File([encodeModel(smallModel())], 'small.moderato'));
});

const modelId = () => models()?.[0]?.id ?? '';

test('a comment does not wait for a text of many pages that is explained', async () => {
  const pages = LONG.slice(0, 30_000);
  await Promise.all([explain(modelId(), ['many thanks']), explain(modelId(), [pages])]); // the workers have the model
  const answered: string[] = [];
  const long = explain(modelId(), [LONG]).then(() => answered.push('long'));
  const short = explain(modelId(), ['many thanks']).then(() => answered.push('short'));
  await Promise.all([long, short]);
  expect(answered).toEqual(['short', 'long']);
});

test('what is typed after a text of many pages was cleared is scored, and the long answer does not come after it', async () => {
  const { live, setText, dispose } = createRoot((end) => {
    const [text, setText] = createSignal('many thanks');
    return { live: createLiveScore(modelId, text, () => 0), setText, dispose: end };
  });
  try {
    await expect.poll(() => live.scored()?.text).toBe('many thanks');
    setText(LONG);
    await new Promise((resolve) => setTimeout(resolve, 400)); // it has been asked about
    setText('');
    setText('rubbish');
    await expect.poll(() => live.scored()?.text).toBe('rubbish');
    await explain(modelId(), [LONG.slice(0, 30_000)]); // after the long answer, in its worker
    expect(live.scored()?.text).toBe('rubbish');
  } finally {
    dispose();
  }
});
