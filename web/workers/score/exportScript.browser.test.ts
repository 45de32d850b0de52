import { expect, test } from 'vitest';
import type { ScriptScorer } from '#shared/ml/exchange/script/code/scorer';
import { exportScript } from '#shared/ml/exchange/script/exportScript';
import { appAnswers, SCRIPT_SPECS, scriptAnswers } from '#shared/ml/exchange/script/testing/scriptCases';
import { decodeModel } from '#shared/ml/model/decode';
import { labelledTexts, trainedOn } from '#shared/testing/specimens';
import answers from '../../../shared/ml/frozen/pipelines.json';

const data = labelledTexts(answers.texts, answers.labels);
const addressOf = (source: string) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));

test.each(SCRIPT_SPECS.map((spec, i) => [i, spec] as const))(
  'script %i scores in a browser as the app does, as a module and from a script element',
  async (_, spec) => {
    const { bytes, id } = await trainedOn(data, spec);
    const model = decodeModel(bytes);
    const expected = await appAnswers(model);
    const address = addressOf(await exportScript(model, id, 'module'));
    const asModule: ScriptScorer = await import(/* @vite-ignore */ address);
    expect(scriptAnswers(asModule)).toEqual(expected);

    const element = document.createElement('script');
    const loaded = new Promise((done, fail) => {
      element.addEventListener('load', done);
      element.addEventListener('error', fail);
    });
    element.src = addressOf(await exportScript(model, id, 'script'));
    document.head.append(element);
    await loaded;
    const scorer: ScriptScorer = Reflect.get(window, 'moderato');
    expect(scorer.id).toBe(id);
    expect(scriptAnswers(scorer)).toEqual(expected);
  },
);
