import { textColumnOf } from '../../../../data/column/textColumn';
import type { PipelineSpecInput } from '../../../../spec/pipelineSpec';
import answers from '../../../frozen/pipelines.json';
import type { Model } from '../../../model/model';
import { probabilityOf } from '../../../scoring/probability';
import { loadScorer } from '../../../scoring/scorer';
import type { ScriptScorer } from '../code/scorer';

/** Specs beside those of the frozen pipelines: what scikit-learn lacks. */
export const SCRIPT_SPECS: readonly PipelineSpecInput[] = [
  { text: { normalize: 'deobfuscate', stopWords: 'auto' }, features: [{ ngramRange: [1, 3] }], calibration: 'beta' },
  {
    text: { normalize: 'standard' },
    features: [{ analyzer: 'char_wb', ngramRange: [3, 5], stripAccents: 'unicode' }],
    calibration: 'sigmoid',
  },
  {
    features: [
      { kind: 'hashing', hashBits: 12, ngramRange: [1, 2] },
      { kind: 'hashing', analyzer: 'char_wb', ngramRange: [4, 5] },
    ],
  },
  {
    features: [{}, { kind: 'count', analyzer: 'char', ngramRange: [1, 3], binary: true }],
    estimator: { kind: 'linearSvc' },
  },
];

const LONG = Array.from({ length: 5000 }, (_, i) => ['you', 'stupid', 'clown', 'the', `w${i % 700}`][i % 5]).join(' ');

/** Texts of every kind that a comment may be. */
export const SCRIPT_TEXTS: readonly string[] = [
  ...answers.newTexts,
  LONG,
  `${'a'.repeat(3000)} fool`,
  's t u p i d  f.o.o.l, @ss, дypak, ѕtuріd, 𝐢𝐝𝐢𝐨𝐭',
  'ΟΔΟΣ ΣΑΣ İstanbul ǅ ﬁne ①②',
  '\u0000\u200b\t\n tabs\u00a0and\u2028lines </script> "quoted" \\',
  '\ud800 half a character \udc00',
  '😀😀 👨‍👩‍👧 שלום مرحبا',
];

/** Scores of the app, by text and label, and probabilities of the first label. */
export async function appAnswers(model: Model): Promise<{ scores: number[][]; probabilities: (number | null)[] }> {
  const scorer = await loadScorer(model);
  const labels = model.linear.labels;
  const flat = SCRIPT_TEXTS.map((text) => {
    const { bytes } = textColumnOf([text]);
    const scores = new Float64Array(labels);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return [...scores];
  });
  return { scores: flat, probabilities: flat.map(([score]) => probabilityOf(model, score)) };
}

/** The same of a script. */
export function scriptAnswers(script: ScriptScorer): { scores: number[][]; probabilities: (number | null)[] } {
  return {
    scores: SCRIPT_TEXTS.map((text) => script.score(text)),
    probabilities: SCRIPT_TEXTS.map((text) => script.probability(text)[0]),
  };
}
