import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { format } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import { classKeyOf } from './sheet/labelKind';

/** The filters of the clicked mark as text: "“stupid” · toxic". */
export function filterText(filters: readonly RowFilter[]): string {
  const { what } = exploreWords().drillDown;
  const parts = filters.map((filter): string => {
    switch (filter.kind) {
      case 'class':
        return what.class(classKeyOf(filter.label));
      case 'length':
        return what.length(filter.measure, filter.from, filter.to);
      case 'term':
        return what.term(filter.term);
      case 'language':
        return what.language(filter.language);
      case 'empty':
      case 'missing':
        return what[filter.kind];
      case 'style':
        return what.style(filter.mark);
      case 'identity':
        return what.identity(filter.group);
      case 'personalData':
        return what.personalData(filter.what);
      case 'wordClass':
        return what.wordClass(filter.wordClass) + (filter.language ? ` (${what.language(filter.language)})` : '');
      case 'rows':
        return `${what.rows} (${format().number(filter.rows.length)})`;
      default:
        return '';
    }
  });
  return parts.filter((part) => part !== '').join(' · ');
}
