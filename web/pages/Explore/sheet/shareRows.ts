import type { ByClass, ClassKey } from '#shared/eda/section/classes';
import type { Share } from '#shared/eda/share/wilson';
import type { DotRow } from '../../../charts/DotPlot';
import { exploreWords } from '../../../i18n/exploreWords';

/** A row of a dot plot: the share of each class with its interval, and the difference of toxic from other. */
export function shareRow(
  name: string,
  shares: ByClass<Share>,
  keys: readonly ClassKey[],
  more: readonly string[] = [],
): DotRow {
  const words = exploreWords();
  const [toxic, other] = [shares['1'], shares['0']];
  return {
    name,
    // The square is drawn over the circle, and shows where the two meet.
    dots: [...keys].reverse().flatMap((of) => {
      const share = shares[of];
      return share === undefined || share.of === 0
        ? []
        : [{ of, value: share.value, low: share.low, high: share.high }];
    }),
    note: toxic && other ? words.partsOfSpeech.difference(toxic.value - other.value) : '',
    tip: [
      name,
      ...keys.flatMap((key) => {
        const share = shares[key];
        return share === undefined
          ? []
          : [words.style.tip(key, share.hits, share.of, share.value, share.low, share.high)];
      }),
      ...more,
    ],
  };
}
