import { expect, test } from 'vitest';
import { rowText, textColumnOf } from '../data/column/textColumn';
import { attackRows } from '../ml/audit/attacks/attackText';
import { rocAuc } from '../ml/metrics/rocAuc';
import { scoreColumn } from '../ml/scoring/scoreColumn';
import { loadScorer } from '../ml/scoring/scorer';
import { runStepsSync } from '../runtime/steps';
import { smallModel } from '../testing/models';
import { DISGUISED_OF_CLASS, disguisedJson, disguisedSample, measureDisguised } from './disguised';

test('the sample is the same every time, in order, with at most so many of each class', () => {
  const truth = Uint8Array.from({ length: 5000 }, (_, row) => (row % 20 === 0 ? 1 : 0));
  const sample = disguisedSample(truth);
  expect([...sample]).toEqual([...disguisedSample(truth)]);
  expect([...sample].every((row, i) => i === 0 || row > sample[i - 1])).toBe(true);
  const toxic = sample.filter((row) => truth[row] === 1).length;
  expect(toxic).toBe(250); // all there are
  expect(sample.length - toxic).toBe(DISGUISED_OF_CLASS);
  expect(disguisedSample(new Uint8Array(3))).toEqual(Uint32Array.of(0, 1, 2));
});

test('figures are those of the attacked texts; without one of the classes they are null in JSON', async () => {
  const model = smallModel();
  const scorer = await loadScorer(model);
  const texts = [
    'you are a stupid fool',
    'thank you kindly for the page',
    'stupid rubbish again',
    'a good edit of the page',
  ];
  const column = textColumnOf(texts);
  const truth = Uint8Array.of(1, 0, 1, 0);
  const about = { name: 'small', label: 0, threshold: 0 };
  const report = runStepsSync(measureDisguised(scorer, column, truth, about));
  const spaced = runStepsSync(attackRows(column, 'spacing', 5));
  expect(rowText(spaced, 0)).not.toBe(texts[0]);
  const { labels } = model.linear;
  const own = (scores: Float64Array) => Float64Array.from(texts, (_, row) => scores[row * labels]);
  const expected = rocAuc(truth, own(runStepsSync(scoreColumn(scorer, spaced))));
  expect(report.attacks.find(({ attack }) => attack === 'spacing')?.rocAuc).toBe(expected);
  expect(report).toMatchObject({ name: 'small', rows: 4, positives: 2 });
  const oneClass = runStepsSync(measureDisguised(scorer, column, new Uint8Array(4), about));
  expect(JSON.parse(JSON.stringify(disguisedJson(oneClass)))).toMatchObject({
    model: 'small',
    plain: { rocAuc: null },
  });
});
