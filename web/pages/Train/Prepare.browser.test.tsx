import { MemoryRouter, Route } from '@solidjs/router';
import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import { sampleInfo } from '../../storage/testing/samples';
import type { DatasetInfo } from '../../stores/datasets';
import { choosePreset, modelName, setModelName } from '../../stores/trainForm/trainForm';
import { Prepare } from './Prepare';

const state = vi.hoisted(() => ({
  /** Questions about the language of a dataset. */
  asked: [] as { readonly id: string; answer: (language: ModelLanguage) => void }[],
  trained: [] as { readonly id: string; readonly spec: PipelineSpecInput; end: () => void }[],
}));
vi.mock(import('../../stores/training'), async (original) => ({
  ...(await original()),
  languageOfDataset: (id) => new Promise((answer) => state.asked.push({ id, answer })),
  train: ([{ datasetId: id }], spec) =>
    new Promise((resolve) => state.trained.push({ id, spec, end: () => resolve({} as never) })),
}));

let dispose = () => {};
afterEach(() => {
  dispose();
  state.asked.length = 0;
  state.trained.length = 0;
  setModelName('');
});

const infoOf = (id: string): DatasetInfo => ({
  ...sampleInfo(400, `${id}.csv`),
  id,
  positives: 200,
  negatives: 200,
  textBytes: 10_000,
  chunks: 1,
  chunkStarts: [0, 400],
  storedBytes: 0,
});

function show() {
  const [one, other] = [infoOf('one'), infoOf('other')];
  const [dataset, setDataset] = createSignal(one);
  const root = document.body.appendChild(document.createElement('div'));
  const stop = render(
    () => (
      <MemoryRouter>
        <Route path="*" component={() => <Prepare dataset={dataset()} all={[one, other]} />} />
      </MemoryRouter>
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  return { chooseOther: () => setDataset(other), press: () => root.querySelector('form')?.requestSubmit() };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const analyzers = () =>
  state.trained.map(({ id, spec }) => [id, spec.features?.map(({ analyzer }) => analyzer)] as const);

test('a training with recommended settings has those of its own language, however fast it is begun', async () => {
  choosePreset('recommended');
  const { chooseOther, press } = show();
  await expect.poll(() => state.asked.length).toBe(1);
  state.asked[0].answer('en');
  await settled();
  chooseOther();
  press();
  press();
  await settled();
  expect(analyzers()).toEqual([]);
  state.asked[1].answer('ru');
  await expect.poll(analyzers).toEqual([['other', ['char_wb']]]);
});

test('the name of the next model that is typed during a training stays', async () => {
  choosePreset('standard');
  setModelName('first');
  const { press } = show();
  await expect.poll(() => state.asked.length).toBe(1);
  state.asked[0].answer('en');
  press();
  await expect.poll(() => state.trained.length).toBe(1);
  setModelName('second');
  state.trained[0].end();
  await settled();
  expect(modelName()).toBe('second');
});
