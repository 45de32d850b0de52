import { t } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import { rowWords } from '../../i18n/rowWords';
import type { RowFilter } from '../../stores/rowQuery';

/** What a filter lets through, in a few words. `columns` are the names of the dataset's columns. */
export function filterText(filter: RowFilter, columns: readonly string[]): string {
  const words = rowWords().filtered;
  const names = exploreWords();
  switch (filter.kind) {
    case 'class':
      return words.class(
        filter.label === null ? rowWords().grid.noLabel : t().common[filter.label === 1 ? 'toxic' : 'other'],
      );
    case 'length': {
      const { measure, from, to } = filter;
      return names.lengths.bin(measure, from, to === null ? from : to - 1, to === null);
    }
    case 'term':
      return words.term(filter.term);
    case 'contains':
      return words.contains(filter.text);
    case 'pattern':
      return words.pattern(filter.source);
    case 'column':
      return words.column(columns[filter.column] ?? `${filter.column + 1}`, filter.equals);
    case 'language':
      return names.languages[filter.language];
    case 'empty':
      return words.empty;
    case 'missing':
      return words.missing;
    case 'style':
      return names.marks[filter.mark];
    case 'identity':
      return groupName(filter.group);
    case 'personalData':
      return names.personal[filter.what];
    case 'wordClass':
      return names.wordClasses[filter.wordClass];
    case 'rows':
      return words.rows(filter.rows.length);
    case 'part':
      return words.part(filter.part);
  }
}

/** An address may name a group that no list has. */
function groupName(group: string): string {
  const names: Readonly<Record<string, string>> = exploreWords().groups;
  return Object.hasOwn(names, group) ? names[group] : group;
}
