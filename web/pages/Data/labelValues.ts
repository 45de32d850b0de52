import { t } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';

/** A value of a label, as a name in tables of words. */
export type LabelValue = 'toxic' | 'other' | 'none';

export function labelValue(label: 0 | 1 | null): LabelValue {
  return label === null ? 'none' : label === 1 ? 'toxic' : 'other';
}

/**
 * What a value of a label is called: toxic or other for a dataset's first, yes or no for those beside it, whose names
 * say what is meant.
 * @param of which label, by its position in `labelsOf`.
 */
export function valueName(label: 0 | 1 | null, of: number): string {
  const words = rowWords().grid;
  if (label === null) return words.noLabel;
  if (of > 0) return label === 1 ? words.yes : words.no;
  return t().common[label === 1 ? 'toxic' : 'other'];
}
