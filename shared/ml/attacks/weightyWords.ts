import { explainText, type Span } from '../explain';
import type { Scorer } from '../scorer';
import type { WordOrder } from './attackText';

/**
 * Hits first the words that add most to the score of `label`: what somebody would do who knows the model.
 */
export function byWeight(scorer: Scorer, label = 0): WordOrder {
  return (text, words) => {
    const { spans } = explainText(scorer, text, label);
    const sum = words.map(({ begin, end }) => overlapping(spans, begin, end));
    return [...words.keys()].sort((a, b) => sum[b] - sum[a] || a - b).map((word) => words[word]);
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
