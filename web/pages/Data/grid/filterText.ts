import { exploreWords } from '../../../i18n/exploreWords';
import { rowWords } from '../../../i18n/rowWords';
import type { RowFilter } from '../../../stores/rowQuery';
import { filterText as foundText } from '../../Explore/filterText';
import { valueName } from '../labelValues';

/**
 * What a filter lets through, in a few words. `columns` are the names of the dataset's columns.
 * @param label the one of several that filters are about; its position in `labelsOf`.
 */
export function filterText(
  filter: RowFilter,
  columns: readonly string[],
  label?: { readonly place: number; readonly name: string },
): string {
  const words = rowWords().filtered;
  switch (filter.kind) {
    case 'contains':
      return words.contains(filter.text);
    case 'pattern':
      return words.pattern(filter.source);
    case 'column':
      return words.column(columns[filter.column] ?? `${filter.column + 1}`, filter.equals);
    case 'number':
      return words.number(columns[filter.column] ?? `${filter.column + 1}`, filter.from, filter.to);
    case 'edited':
      return label === undefined ? words.edited : words.ofLabel(label.name, words.edited);
    case 'class':
      return label === undefined
        ? foundText([filter])
        : words.ofLabel(label.name, valueName(filter.label, label.place));
    case 'part':
      return words.part(filter.part);
    case 'identity':
      // An address may name a group that no list has; the search then reports that.
      return Object.hasOwn(exploreWords().groups, filter.group) ? foundText([filter]) : filter.group;
    default:
      return foundText([filter]); // what Explore finds, in its words
  }
}
