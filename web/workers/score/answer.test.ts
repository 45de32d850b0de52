import { beforeAll, expect, test } from 'vitest';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import type { Scorer } from '#shared/ml/scoring/scorer';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { labelledTexts, scorersOf } from '#shared/testing/specimens';
import { createWordListReader } from '#shared/text/wordLists/wordLists';
import answers from '../../../shared/ml/frozen/pipelines.json';
import { answerText, judgeText } from './answer';

const SPECS: Record<string, PipelineSpecInput> = {
  words: {},
  'words, undisguised': { text: { normalize: 'deobfuscate' } },
  'words and characters': { features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4] }] },
  hashing: { features: [{ kind: 'hashing', hashBits: 10 }] },
  'hashing, binary': { features: [{ kind: 'hashing', hashBits: 10, binary: true }] },
  surface: {
    features: [{ kind: 'surface' }],
    estimator: { kind: 'surfaceLogisticRegression' },
    calibration: 'sigmoid',
  },
  'margins of counts': { features: [{ kind: 'count' }], estimator: { kind: 'linearSvc' } },
};

let scorerOf: (name: string) => Scorer;
beforeAll(async () => {
  const rude = Uint8Array.from(answers.labels, (label, row) => (row % 5 === 0 ? 1 - label : label));
  const data = labelledTexts(answers.texts, answers.labels);
  scorerOf = await scorersOf({ ...data, labels: [...data.labels, { name: 'rude', values: rude }] }, SPECS);
});

const answering = (scorer: Scorer) => ({ scorer, knowledge: createKnowledgeReader(scorer) });

/** `scorer`, and how often it has read a text. */
function counted(scorer: Scorer): { scorer: Scorer; readings: number[] } {
  const readings = scorer.transformers.map(() => 0);
  const transformers = scorer.transformers.map((transformer, block) => ({
    ...transformer,
    transformRow(...args: Parameters<typeof transformer.transformRow>) {
      readings[block]++;
      return transformer.transformRow(...args);
    },
    locateRow(...args: Parameters<typeof transformer.locateRow>) {
      readings[block]++;
      return transformer.locateRow(...args);
    },
  }));
  return {
    scorer: {
      ...scorer,
      transformers,
      scoreRow(...args: Parameters<Scorer['scoreRow']>) {
        for (const block of readings.keys()) readings[block]++;
        scorer.scoreRow(...args);
      },
    },
    readings,
  };
}

test.each(Object.keys(SPECS))('%s: an answer reads the comment once, for every label', (name) => {
  const { scorer, readings } = counted(scorerOf(name));
  const { labels } = answerText(answering(scorer), answers.newTexts[0], null);
  expect(labels.map((label) => label.name)).toEqual(['toxic', 'rude']);
  expect(readings).toEqual(scorer.transformers.map(() => 1));
});

test.each(Object.keys(SPECS))('%s: an answer has the scores that the scorer computes', (name) => {
  const scorer = scorerOf(name);
  const encoder = new TextEncoder();
  const long = Array.from({ length: 3000 }, (_, i) => answers.texts[(i * 7) % answers.texts.length]).join(' ');
  for (const text of [...answers.texts, ...answers.newTexts, '', 'stup1d stup1d 😀', long]) {
    const bytes = encoder.encode(text);
    const scores = new Float64Array(2);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    const answer = answerText(answering(scorer), text, null);
    expect(answer.score).toBe(answer.labels[0].score);
    answer.labels.forEach(({ score, flagged }, label) => {
      expect(score).toBe(scores[label]);
      expect(flagged).toBe(score >= scorer.model.manifest.thresholds[label]);
    });
  }
});

test.each(Object.keys(SPECS))('%s: without the reasons an answer is the same, and the comment is read once', (name) => {
  const scorer = scorerOf(name);
  const [word] = answers.newTexts[0].split(' ');
  const lists = createWordListReader({ allow: ['idiot'], deny: [word] });
  const at = answering(scorer);
  for (const text of [...answers.texts, ...answers.newTexts, '', 'You are not an idiot. 😀']) {
    for (const threshold of [null, 0.25]) {
      const { score, probability, threshold: cut, decision, knowledge } = answerText(at, text, threshold, lists);
      const judged = judgeText(at, text, threshold, lists);
      expect(judged, text).toEqual({ score, probability, threshold: cut, decision, knowledge });
    }
  }
  const once = counted(scorer);
  judgeText(answering(once.scorer), answers.newTexts[0], null);
  expect(once.readings).toEqual(scorer.transformers.map(() => 1));
});

test('the threshold argument overrides that of the first label only', () => {
  const scorer = scorerOf('words');
  const { labels } = answerText(answering(scorer), answers.newTexts[0], null);
  const above = answerText(answering(scorer), answers.newTexts[0], labels[0].score + 1e-9);
  expect(above.labels[0].flagged).toBe(false);
  expect(above.label).toBe(0);
  expect(answerText(answering(scorer), answers.newTexts[0], labels[0].score).labels[0].flagged).toBe(true);
  expect(above.labels[1]).toEqual(labels[1]);
});

test('word lists decide after the model; the score and the model’s label stay', () => {
  const scorer = scorerOf('words');
  const text = answers.newTexts[0];
  const plain = answerText(answering(scorer), text, null);
  const [word] = text.split(' ');
  const denied = answerText(
    answering(scorer),
    text,
    plain.score + 1,
    createWordListReader({ allow: [], deny: [word] }),
  );
  expect(denied).toMatchObject({ score: plain.score, label: 0, decision: { label: 1, by: 'deny', entries: [word] } });
  expect(denied.matches.deny[0]).toMatchObject({ begin: 0, end: word.length });
  expect(plain.decision).toEqual({ label: plain.label, by: 'model', entries: [] });
});
