import { createRandom } from '../base/random';
import type { LabelledText } from '../ml/training/labelledText';
import { parsePipelineSpec } from '../spec/pipelineSpec';
import { labelledTexts } from './specimens';

/** Comments of words drawn from a few thousand, the low numbers often. */
export function talk(rows: number, words: number): { texts: string[]; labels: number[] } {
  const random = createRandom(5);
  const texts: string[] = [];
  const labels: number[] = [];
  for (let row = 0; row < rows; row++) {
    const label = random.unit() < 0.3 ? 1 : 0;
    const drawn = Array.from({ length: words }, () => `w${Math.floor(random.unit() * random.unit() * 4000)}x`);
    texts.push([...drawn, label ? 'stupid' : 'thanks'].join(' '));
    labels.push(label);
  }
  return { texts, labels };
}

/** More than 8 MiB of comments: enough for the pipeline to use the threads it is given. */
export function longTalk(): LabelledText {
  const { texts, labels } = talk(3000, 560);
  return labelledTexts(texts, labels, 500);
}

export const LONG_TALK_SPEC = parsePipelineSpec({ validation: { testSize: 0.2 } });
/** The same with fits that run side by side where there are threads. */
export const CALIBRATED_TALK_SPEC = parsePipelineSpec({ calibration: 'sigmoid', validation: { folds: 3 } });

/** How many threads are to make no difference. */
export const THREADS = [1, 2, 4] as const;
