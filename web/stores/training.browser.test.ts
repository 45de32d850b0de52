import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../storage/database';
import { TRAINING_LOCK, withLock } from '../storage/locks';
import { importFile, loadDatasets } from './datasets';
import { exportModel, importModelFile, loadModels, models, removedModels, removeModel, restoreModel } from './models';
import { createLatest, explain } from './scoring';
import { busy } from './tasks/runTask';
import { cancelTraining, lastTraining, train, training } from './training';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
  await loadModels();
});

const MILD = ['what a stupid idea', 'you idiot, stop it', 'rubbish as always, idiot', 'such a stupid reply'];
const FINE = ['thank you for the edit', 'see the talk page', 'a careful and kind reply', 'the sources are fine'];

async function datasetOf(rows: number, name = 'comments.csv'): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => {
    const toxic = row % 4 === 0;
    return `"${(toxic ? MILD : FINE)[(row >> 2) % 4]}, number${row % 50}",${toxic ? 1 : 0}`;
  });
  const info = await importFile(new File([`comment,toxic\n${lines.join('\n')}\n`], name), {});
  return info.id;
}

const storedModels = () =>
  withDatabase(async (database) => (await database.count('models')) + (await database.count('modelBytes')));

test('a model is trained from a stored dataset, kept, measured and explains what it scores', async () => {
  const id = await datasetOf(400);
  const phases = new Set<string>();
  const watch = setInterval(() => phases.add(training()?.phase ?? ''), 1);
  const model = await train([{ datasetId: id }], { validation: { testSize: 0.25 } }, 'First');
  clearInterval(watch);
  expect(model).toMatchObject({ name: 'First', datasetName: 'comments.csv', origin: 'trained' });
  expect(model.id).toMatch(/^[0-9a-f]{64}$/);
  expect(model.manifest.metrics?.[0]).toMatchObject({ rows: 100, positives: 25, rocAuc: 1 });
  expect(models()?.map((kept) => kept.id)).toEqual([model.id]);
  expect(lastTraining()).toMatchObject({ model: { id: model.id }, existed: false });
  expect(training()).toBeNull();
  expect(busy()).toBe(false);
  expect(phases.size).toBeGreaterThan(1);
  const [rude, kind] = await explain(model.id, ['you stupid idiot', 'thank you for the sources']);
  expect(rude.label).toBe(1);
  expect(kind.label).toBe(0);
  expect(rude.reasons[0].term).toMatch(/stupid|idiot/);
});

test('training with the same data and settings returns the existing model and reports that', async () => {
  const id = await datasetOf(200);
  const first = await train([{ datasetId: id }], {}, 'First');
  const again = await train([{ datasetId: id }], {}, 'Second');
  expect(again).toMatchObject({ id: first.id, name: 'First' });
  expect(lastTraining()).toMatchObject({ existed: true });
  expect(models()).toHaveLength(1);
});

test('several datasets are learnt from, and a comment of each counts as often as was chosen', async () => {
  const talk = await datasetOf(60);
  const fixes = ['you are a lovely goose,1', 'a stupid mistake of mine,0', 'number7 goose,1'];
  const csv = (rows: readonly string[]) => new File([`text,rude\n${rows.join('\n')}\n`], 'fixes.csv');
  const corrections = await importFile(csv(fixes), {});
  const spec: PipelineSpecInput = {
    features: [{ kind: 'count', norm: 'none' }],
    estimator: { kind: 'complementNb' },
    calibration: 'none',
    validation: { testSize: 0 },
  };
  const sources = [{ datasetId: talk }, { datasetId: corrections.id, weight: 3 }];
  const mixed = await train(sources, spec, 'Mixed');
  expect(mixed).toMatchObject({ datasetName: 'comments.csv, fixes.csv × 3' });
  expect(mixed.manifest).toMatchObject({
    labels: ['toxic'],
    rows: 63,
    positives: [17],
    mix: [
      { rows: 60, weight: 1 },
      { rows: 3, weight: 3 },
    ],
  });
  // Naive Bayes adds counts up, so comments that count three times are as good as comments that are there three times.
  const thrice = await importFile(csv([...fixes, ...fixes, ...fixes]), { repeats: 'keep' });
  const repeated = await train([{ datasetId: talk }, { datasetId: thrice.id }], spec, 'Repeated');
  const texts = ['a goose of mine', 'stupid number7', 'lovely'];
  const scores = async (id: string) => (await explain(id, texts)).map(({ score }) => score);
  expect(await scores(mixed.id)).toEqual(await scores(repeated.id));
  const plain = await train([{ datasetId: talk }, { datasetId: corrections.id }], spec, 'Plain');
  expect(await scores(plain.id)).not.toEqual(await scores(mixed.id));
  expect(plain.manifest.fingerprint).toBe(mixed.manifest.fingerprint);
  await expect(train([{ datasetId: talk, weight: 0 }], spec, 'x')).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('a stopped training keeps nothing and the next one works', async () => {
  const id = await datasetOf(40_000);
  const working = train([{ datasetId: id }], { features: [{ analyzer: 'char_wb', ngramRange: [2, 5] }] }, 'Stopped');
  const ended = expect(working).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => training()?.overall ?? 0, { interval: 2 }).toBeGreaterThan(0);
  cancelTraining();
  await ended;
  expect(training()).toBeNull();
  expect(lastTraining()).toBeNull();
  expect(await storedModels()).toBe(0);
  expect((await train([{ datasetId: await datasetOf(200) }], {}, 'After')).name).toBe('After');
});

test('a training that fails rejects with the reason, which is also kept', async () => {
  const info = await importFile(new File(['comment,toxic\nhello,0\nbye,0\n'], 'one.csv'), {});
  await expect(train([{ datasetId: info.id }], {}, 'x')).rejects.toMatchObject({ code: 'training-one-class' });
  expect(lastTraining()).toMatchObject({ error: { code: 'training-one-class' } });
  await expect(train([{ datasetId: 'no such dataset' }], {}, 'x')).rejects.toMatchObject({ code: 'dataset-missing' });
  expect(await storedModels()).toBe(0);
});

test('while another tab trains, this one waits, and can be stopped waiting', async () => {
  const id = await datasetOf(100);
  let release = () => {};
  let resolveHeld = () => {};
  const over = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => (resolveHeld = resolve));
  const otherTab = withLock(TRAINING_LOCK, 'exclusive', () => {
    resolveHeld();
    return over;
  });
  await held;
  const working = train([{ datasetId: id }], {}, 'Waiting');
  const ended = expect(working).rejects.toMatchObject({ name: 'AbortError' });
  try {
    await expect.poll(() => training()?.phase, { timeout: 5000 }).toBe('wait');
    cancelTraining();
    await ended;
  } finally {
    release(); // later tests train too
    await otherTab;
  }
});

test('an exported model is imported as the same model, and another file is refused', async () => {
  const { id } = await train([{ datasetId: await datasetOf(200) }], {}, 'Travels');
  const file = new File([await exportModel(id)], 'Travelled.moderato');
  await withDatabase((database) => Promise.all([database.clear('models'), database.clear('modelBytes')]));
  expect(await importModelFile(file)).toEqual([{ kind: 'own', name: 'Travelled', existed: false }]);
  expect(models()).toMatchObject([{ id, name: 'Travelled', origin: 'imported' }]);
  expect(await importModelFile(file)).toEqual([{ kind: 'own', name: 'Travelled', existed: true }]);
  await expect(importModelFile(new File(['no model'], 'x.moderato'))).rejects.toMatchObject({
    code: 'model-not-a-model',
  });
  const cut = new File([(await exportModel(id)).slice(0, 300)], 'cut.moderato');
  await expect(importModelFile(cut)).rejects.toMatchObject({ code: 'model-cut-short' });
});

test('scoring with a deleted model is model-missing', async () => {
  await expect(explain('0'.repeat(64), ['hello'])).rejects.toMatchObject({ code: 'model-missing' });
});

test('a removed model is gone from the list, can be restored, and comes back when it is trained again', async () => {
  const dataset = await datasetOf(200);
  const { id } = await train([{ datasetId: dataset }], {}, 'Goes');
  await removeModel(id);
  expect(models()).toEqual([]);
  expect(removedModels().map((model) => model.id)).toEqual([id]);
  await restoreModel(id);
  expect(models()?.map(({ name }) => name)).toEqual(['Goes']);
  await removeModel(id);
  await train([{ datasetId: dataset }], {}, 'Again');
  expect(models()?.map(({ name }) => name)).toEqual(['Goes']);
  expect(removedModels()).toEqual([]);
});

test('of questions that come while one is running only the last is asked', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const answer = () => answers.shift()?.();
  const ask = createLatest(async (text: string) => {
    asked.push(text);
    await new Promise<void>((resolve) => answers.push(resolve));
    return text.toUpperCase();
  });
  const begun = () => expect.poll(() => answers.length, { interval: 1 }).toBe(1);
  const together = Promise.all(['a', 'ab', 'abc'].map((text) => ask(text)));
  await begun();
  answer();
  expect(await together).toEqual([null, null, 'ABC']);
  expect(asked).toEqual(['abc']);
  const first = ask('x');
  await begun();
  const later = [ask('xy'), ask('xyz')];
  answer();
  expect(await first).toBeNull();
  await begun();
  answer();
  expect(await Promise.all(later)).toEqual([null, 'XYZ']);
  expect(asked).toEqual(['abc', 'x', 'xyz']);
});

test('labels are learnt by name, a column ties rows in splits, and cleaned comments are what is learnt from', async () => {
  const lines = Array.from({ length: 240 }, (_, row) => {
    const toxic = row % 4 === 0;
    const text = `${(toxic ? MILD : FINE)[(row >> 2) % 4]} &amp; number${row}`;
    return `user${row % 24},"${text}",${toxic ? 1 : 0},${row % 8 === 0 ? 1 : 0}`;
  });
  const file = new File([`user,comment,toxic,insult\n${lines.join('\n')}\n`], 'two.csv');
  const info = await importFile(file, { textColumn: 1, labelColumns: [2, 3], clean: true });
  expect(info.columns).toEqual(['user', 'comment', 'toxic', 'insult', 'comment (original)']);
  expect(info.moreLabels).toEqual([{ column: 3, positives: 30, negatives: 210, unlabelled: 0 }]);
  const validation = { testSize: 0.25, groupBy: 'user' };
  const both = await train([{ datasetId: info.id }], { validation }, 'Both');
  expect(both.manifest).toMatchObject({ labels: ['toxic', 'insult'], positives: [60, 30] });
  expect(both.manifest.metrics).toHaveLength(2);
  const ended = lastTraining();
  expect(ended !== null && 'model' in ended ? ended.similarHeldOut : null).toBeGreaterThan(0);
  const second = await train([{ datasetId: info.id }], { validation, label: ['insult'] }, 'Second');
  expect(second.manifest).toMatchObject({ labels: ['insult'], positives: [30] });
  expect(second.manifest.fingerprint).not.toBe(both.manifest.fingerprint);
  const missing = { code: 'column-missing' };
  await expect(train([{ datasetId: info.id }], { label: ['threat'] }, 'Third')).rejects.toMatchObject(missing);
  await expect(train([{ datasetId: info.id }], { validation: { groupBy: 'thread' } }, 'Fourth')).rejects.toMatchObject(
    missing,
  );
});
