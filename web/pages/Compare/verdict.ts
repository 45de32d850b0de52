import { compareWords } from '../../i18n/compareWords';
import type { Pair } from '../../stores/comparison';
import type { ShownModel } from './shown';

/** A difference at least this unlikely between equal models is called more than chance. */
const SIGNIFICANT = 0.05;

/** What the tests of every two models say, as sentences: the better model first. */
export function verdictOf(models: readonly ShownModel[], pairs: readonly Pair[]): string[] {
  const words = compareWords().verdict;
  const nameOf = (at: number) => models.find((model) => model.at === at)?.name ?? '';
  const sentences = pairs.flatMap(({ a, b, auc, aucP, decisions, decisionsP }) => {
    const [first, second] = [nameOf(a), nameOf(b)];
    if (Number.isNaN(auc.aucA) || Number.isNaN(auc.aucB)) return [words.undefined(first, second)];
    const swap = auc.aucB > auc.aucA;
    const [better, worse] = swap ? [second, first] : [first, second];
    const ranks =
      aucP < SIGNIFICANT
        ? words.better(better, worse, Math.max(auc.aucA, auc.aucB), Math.min(auc.aucA, auc.aucB), aucP)
        : words.same(first, second, Number.isNaN(aucP) ? 1 : aucP);
    const { onlyA, onlyB } = decisions;
    const decides =
      decisionsP >= SIGNIFICANT
        ? words.rightSame(first, second, onlyA, onlyB, decisionsP)
        : onlyB > onlyA
          ? words.rightMore(second, first, onlyB, onlyA, decisionsP)
          : words.rightMore(first, second, onlyA, onlyB, decisionsP);
    return [`${ranks} ${decides}`];
  });
  return pairs.length > 1 ? [...sentences, words.corrected(pairs.length)] : sentences;
}
