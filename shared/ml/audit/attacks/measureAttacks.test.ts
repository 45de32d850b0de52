import { expect, test } from 'vitest';
import { textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { labelledTexts, scorersOf } from '../../../testing/specimens';
import { rocAuc } from '../../metrics/rocAuc';
import { scoreColumn } from '../../scoring/scoreColumn';
import { attackRows } from './attackText';
import { ATTACKS, measureAttacks } from './measureAttacks';
import { byWeight } from './weightyWords';

const TOXIC = ['you stupid idiot', 'what a stupid moron', 'rubbish from a moron', 'idiot, nothing but rubbish'];
const FINE = ['thank you for the lovely chapter', 'a helpful answer, thanks', 'lovely weather', 'a helpful chapter'];
const TEXTS = [...TOXIC, ...FINE];
const LABELS = Uint8Array.from(TEXTS, (_, i) => (i < TOXIC.length ? 1 : 0));

async function scorers() {
  const data = labelledTexts([...TEXTS, ...TEXTS], [...LABELS, ...LABELS]);
  return scorersOf(data, { plain: {}, deobfuscated: { text: { normalize: 'deobfuscate' } } });
}

test('figures are those of the attacked rows scored by themselves; unknown labels are left out', async () => {
  const scorer = (await scorers())('plain');
  const truth = Uint8Array.from([...LABELS, 255]);
  const column = textColumnOf([...TEXTS, 'stupid idiot']);
  const report = runStepsSync(measureAttacks(scorer, column, truth, 4, { share: 0.5 }));
  expect(report).toMatchObject({ rows: 8, positives: 4, share: 0.5, choice: 'chance' });
  expect(report.plain).toEqual({ rocAuc: 1, recall: 1, falsePositiveRate: 0 });
  expect(report.attacks.map(({ attack }) => attack)).toEqual(ATTACKS);
  for (const { attack, rocAuc: auc, fall, recall } of report.attacks) {
    const attacked = runStepsSync(attackRows(column, attack, 4, 0.5));
    const scores = runStepsSync(scoreColumn(scorer, attacked)).subarray(0, 8);
    expect(auc).toBe(rocAuc(LABELS, scores));
    expect(fall).toBe(1 - auc);
    const cut = scorer.model.manifest.thresholds[0];
    expect(recall).toBe(scores.subarray(0, 4).filter((score) => score >= cut).length / 4);
  }
});

test('deobfuscation keeps ROC AUC under reversible disguises; without it ROC AUC falls', async () => {
  const scorerOf = await scorers();
  const attacks = ['spacing', 'lookAlikes', 'invisible', 'case'] as const;
  const words = textColumnOf(['moron', 'rubbish', 'lovely', 'helpful']);
  const falls = (name: string) =>
    runStepsSync(measureAttacks(scorerOf(name), words, Uint8Array.of(1, 1, 0, 0), 1, { attacks })).attacks.map(
      ({ fall }) => fall,
    );
  expect(falls('deobfuscated')).toEqual([0, 0, 0, 0]);
  expect(falls('plain')).toEqual([0.5, 0.5, 0.5, 0]);
});

test('by weight, the word that adds most is hit first', async () => {
  const scorer = (await scorers())('plain');
  const column = textColumnOf(['lovely chapter about a moron']);
  for (let seed = 0; seed < 20; seed++) {
    const { bytes } = runStepsSync(attackRows(column, 'spacing', seed, 0, byWeight(scorer)));
    expect(new TextDecoder().decode(bytes)).toMatch(/^lovely chapter about a m.o.r.o.n$/);
  }
});

test('labels for another number of rows are refused', async () => {
  const scorer = (await scorers())('plain');
  const measuring = measureAttacks(scorer, textColumnOf(TEXTS), LABELS.subarray(1), 1);
  expect(() => runStepsSync(measuring)).toThrow(/shape-mismatch/);
});
