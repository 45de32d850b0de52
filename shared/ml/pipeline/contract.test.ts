import { describe, expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { rowText, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { labelledTexts, SPECIMENS, trainedOn } from '../../testing/specimens';
import { prepareText } from '../../text/preparation';
import { explainText } from '../explain/explain';
import answers from '../frozen/pipelines.json';
import { decodeModel } from '../model/decode';
import { modelId } from '../model/digest';
import { deflateModelFile } from '../model/modelDeflation';
import { probabilityOf } from '../scoring/probability';
import { scoreColumn } from '../scoring/scoreColumn';
import { createScorer } from '../scoring/scorer';

/*
 * What every pipeline promises, whatever its parts: one suite over every estimator, vectorizer and text setting.
 */

const corpus = labelledTexts(answers.texts, answers.labels);
const other = labelledTexts(
  [...answers.newTexts, ...answers.newTexts],
  answers.newTexts.flatMap((_, i) => [i % 2, 1 - (i % 2)]),
);

async function scores(bytes: Uint8Array<ArrayBuffer>, texts: readonly string[]): Promise<number[]> {
  const model = decodeModel(bytes);
  const scorer = createScorer(model, await prepareText(model.manifest.spec.text));
  return [...runStepsSync(scoreColumn(scorer, textColumnOf(texts)))];
}

describe.each(Object.entries(SPECIMENS))('%s', (_, spec) => {
  test('a fit is independent of the one before, and the same input returns the same bytes', async () => {
    const first = await trainedOn(corpus, spec);
    await trainedOn(other, { ...spec, threshold: null, calibration: 'none', validation: {} });
    const again = await trainedOn(corpus, spec);
    expect(again.bytes).toEqual(first.bytes);
    expect(again.id).toBe(modelId(first.bytes));
  });

  test('chunks are only how rows are carried', async () => {
    const cut = labelledTexts(answers.texts, answers.labels, 17);
    expect((await trainedOn(cut, spec)).id).toBe((await trainedOn(corpus, spec)).id);
  });

  test('packed or not, a saved model scores the same', async () => {
    const { bytes } = await trainedOn(corpus, spec);
    expect(await scores(deflateModelFile(bytes), answers.newTexts)).toEqual(await scores(bytes, answers.newTexts));
  });

  test('a text scores the same alone, in company and explained', async () => {
    const { bytes } = await trainedOn(corpus, spec);
    const model = decodeModel(bytes);
    const scorer = createScorer(model, await prepareText(model.manifest.spec.text));
    const together = await scores(bytes, answers.newTexts);
    for (const [i, text] of answers.newTexts.entries()) {
      expect(await scores(bytes, [text])).toEqual([together[i]]);
      expect(explainText(scorer, text).score).toBe(together[i]);
    }
  });

  test('strange texts have finite scores: empty, long, controls, broken letters, names of object members', async () => {
    const { bytes } = await trainedOn(corpus, spec);
    const strange = [
      '',
      ' ',
      '\u0000',
      '\ud800',
      '__proto__ constructor toString',
      'a'.repeat(100_000),
      '👩‍👩‍👧'.repeat(500),
      '\u202efool',
    ];
    for (const score of await scores(bytes, strange)) expect(score).toSatisfy(Number.isFinite);
    const model = decodeModel(bytes);
    for (const score of await scores(bytes, strange)) {
      const probability = probabilityOf(model, score);
      if (probability !== null) expect(probability).toSatisfy((p: number) => p >= 0 && p <= 1);
    }
  });

  test('one class only, and comments without a term, are refused with a code', async () => {
    const codeOf = async (texts: string[], labels: number[]) => {
      const error = await trainedOn(labelledTexts(texts, labels), spec).catch((caught: unknown) => caught);
      return error instanceof CodedError ? error.code : error;
    };
    expect(
      await codeOf(
        answers.texts,
        answers.texts.map(() => 1),
      ),
    ).toBe('training-one-class');
    // Forty empty comments: no terms, and where rows are split, one comment that cannot be on both sides.
    const halves = Array.from({ length: 40 }, (_, i) => i % 2);
    expect(['vocabulary-empty', 'training-too-few-rows']).toContain(await codeOf(Array(40).fill(''), halves));
  });

  test('terms are sorted by their bytes and none is empty', async () => {
    const { bytes } = await trainedOn(corpus, spec);
    for (const { terms } of decodeModel(bytes).vectorizers) {
      const names = Array.from({ length: terms.offsets.length - 1 }, (_, i) => Buffer.from(rowText(terms, i)));
      expect(names).toEqual([...names].sort(Buffer.compare));
      expect(names.every(({ length }) => length > 0)).toBe(true);
    }
  });
});
