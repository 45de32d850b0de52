import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { compactModel } from '../../testing/models';
import { loadScorer } from '../scoring/scorer';
import type { FitProgress } from '../training/progress';
import { measureHoldOut, measureLabel, scoreRows } from './holdOut';

const scorer = await loadScorer(compactModel());
const WORDS = ['you are rubbish', 'thanks', 'you are fine', 'глупый', 'nothing of it', 'rubbish thanks'];
const texts = Array.from({ length: 40 }, (_, i) => `${WORDS[i % 6]} ${WORDS[(i * 5 + 1) % 6]}`);
const chunks = [texts.slice(0, 7), texts.slice(7, 8), texts.slice(8, 30), texts.slice(30)].map(textColumnOf);
const data = { chunks: () => chunks };

/** The scores of both labels of a text by itself. */
function scoresOf(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const scores = new Float64Array(2);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  return [...scores];
}

test('rows held out are scored by their own text, whatever chunks they are in', async () => {
  for (const held of [[0, 6, 7, 8, 29, 30, 39], [7], [], [31, 32], [...texts.keys()]]) {
    const scores = await runSteps(scoreRows(scorer, data, Uint32Array.from(held)));
    expect([...scores]).toEqual(held.flatMap((row) => scoresOf(texts[row])));
  }
});

test('scoring long rows reports how many are done, none of them late', async () => {
  const long = textColumnOf(Array.from({ length: 6 }, (_, i) => `${'you are rubbish '.repeat(1500)}${i}`));
  const reports: FitProgress[] = [];
  const rows = Uint32Array.of(0, 1, 2, 3, 4, 5);
  await runSteps(scoreRows(scorer, { chunks: () => [long] }, rows), undefined, (now) => void reports.push(now));
  // 24 KB each: one in two goes over the 32 KB of a step.
  expect(reports).toEqual([2, 4, 6, 6].map((done) => ({ phase: 'evaluate', done, total: 6 })));
});

test('every label is measured on the rows held out of which it is known, weighed as the spec says', async () => {
  const rows = Uint32Array.from({ length: 25 }, (_, i) => i + 10);
  const first = Uint8Array.from(texts, (_, row) => (row % 3 === 0 ? 1 : 0));
  const second = Uint8Array.from(texts, (_, row) => (row % 4 === 0 ? 255 : row % 5 === 0 ? 1 : 0));
  const labels = [
    { name: 'toxic', values: first },
    { name: 'insult', values: second },
  ];
  for (const prevalence of [null, 0.1]) {
    const spec = parsePipelineSpec({ validation: { prevalence } });
    const measured = await runSteps(measureHoldOut(scorer, { ...data, rows: 40, labels, fingerprint: '' }, rows, spec));
    const expected = labels.map(({ values }, label) => {
      const known = [...rows].filter((row) => values[row] !== 255);
      const truth = Uint8Array.from(known, (row) => values[row]);
      const scores = Float64Array.from(known, (row) => scoresOf(texts[row])[label]);
      return measureLabel(scorer, label, truth, scores, prevalence);
    });
    expect(measured).toEqual(expected);
    expect(measured[0]).toMatchObject({ rows: 25, positives: 8, threshold: 0 });
    expect(measured[1].threshold).toBe(0.5);
    expect(measured[1].rows).toBeLessThan(25);
  }
});
