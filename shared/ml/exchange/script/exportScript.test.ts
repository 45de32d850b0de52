import { expect, test } from 'vitest';
import { labelledTexts, trainedOn } from '../../../testing/specimens';
import answers from '../../frozen/pipelines.json';
import { decodeModel } from '../../model/decode';
import type { ScriptScorer } from './code/scorer';
import { exportScript } from './exportScript';
import { appAnswers, SCRIPT_SPECS, scriptAnswers } from './testing/scriptCases';

const data = labelledTexts(answers.texts, answers.labels);

/** The exports of a script, imported as a module. */
function imported(source: string): Promise<ScriptScorer> {
  const bytes = new TextEncoder().encode(source);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return import(/* @vite-ignore */ `data:text/javascript;base64,${base64}`);
}

const SPECS = [...SCRIPT_SPECS, ...answers.cases.slice(0, 12).map(({ spec }) => spec)];

test.each(SPECS.map((spec, i) => [i, spec] as const))(
  'script %i scores as the app does, to the last bit',
  async (_, spec) => {
    const { bytes, id, manifest } = await trainedOn(data, spec);
    const model = decodeModel(bytes);
    const script = await imported(await exportScript(model, id, 'module'));
    expect(script.id).toBe(id);
    expect(script.labels).toEqual(manifest.labels);
    expect(scriptAnswers(script)).toEqual(await appAnswers(model));
    const [{ given, score }] = script.predict('you stupid fool');
    expect(given).toBe(score >= manifest.thresholds[0]);
  },
);

test('every label has its score', async () => {
  const rude = { name: 'rude', values: Uint8Array.from(answers.labels, (label, i) => (i % 5 === 0 ? 255 : 1 - label)) };
  const { bytes, id } = await trainedOn({ ...data, labels: [...data.labels, rude] }, SCRIPT_SPECS[0]);
  const model = decodeModel(bytes);
  const script = await imported(await exportScript(model, id, 'module'));
  expect(scriptAnswers(script)).toEqual(await appAnswers(model));
});

test.each([
  ['text.tokens', { text: { tokens: 'stem' } }],
  ['features.0.kind', { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' } }],
] as const)('%s is refused by name', async (setting, spec) => {
  const { bytes, id } = await trainedOn(data, spec);
  await expect(exportScript(decodeModel(bytes), id, 'module')).rejects.toMatchObject({
    code: 'export-unsupported',
    params: { target: 'JavaScript', setting },
  });
});

test('nothing in the model can end the script or the comment above it', async () => {
  const { bytes, id } = await trainedOn(data, {});
  const model = decodeModel(bytes);
  const hostile = { ...model, manifest: { ...model.manifest, licence: '*/ throw 1 /*', labels: ['</script>'] } };
  const source = await exportScript(hostile, id, 'script');
  expect(source).not.toContain('</script');
  expect((await imported(await exportScript(hostile, id, 'module'))).labels).toEqual(['</script>']);
});
