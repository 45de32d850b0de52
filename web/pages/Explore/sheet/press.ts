import type { RowFilter } from '#shared/eda/filters/rowFilter';
import type { ClassKey } from '#shared/eda/section/classes';
import { showDrillDown } from '../../../stores/drillDown';
import { exploreSubject } from '../../../stores/explore';

/** Shows the comments behind something that was pressed in a chart of the report on screen. */
export function press(...filters: readonly RowFilter[]): void {
  const of = exploreSubject();
  if (of !== null) void showDrillDown({ datasetId: of.datasetId, filters, settings: of.settings });
}

/** The rows of one class. */
export function classFilter(key: ClassKey): RowFilter {
  return { kind: 'class', label: key === '1' ? 1 : key === '0' ? 0 : null };
}
