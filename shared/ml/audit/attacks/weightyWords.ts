import { explainText, type Span } from '../../explain/explain';
import type { Scorer } from '../../scoring/scorer';
import type { WordOrder } from './attackText';
import type { WordSpan } from './contentWords';

/**
 * Chooses the words that add most to the score of `label` first, as an attacker who knows the model would. A text is
 * explained once, however many attacks it undergoes.
 */
export function byWeight(scorer: Scorer, label = 0): WordOrder {
  const known = new Map<string, readonly number[]>();
  const weightsOf = (text: string, words: readonly WordSpan[]) => {
    const { spans } = explainText(scorer, text, label);
    return words.map(({ begin, end }) => overlapping(spans, begin, end));
  };
  return (text, words) => {
    const weights = known.get(text) ?? weightsOf(text, words);
    known.set(text, weights);
    return [...words.keys()].sort((a, b) => weights[b] - weights[a] || a - b).map((word) => words[word]);
  };
}

function overlapping(spans: readonly Span[], begin: number, end: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle].end <= begin) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let i = low; i < spans.length && spans[i].begin < end; i++) sum += spans[i].contribution;
  return sum;
}
