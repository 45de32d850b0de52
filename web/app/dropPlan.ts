/**
 * What will happen with files that are above the window, as far as a browser lets it be known before they are dropped.
 */
export interface DropPlan {
  /** How many; 0 where the browser does not say. */
  readonly files: number;
  /** Pages that may handle them: names are not known yet, and a model file has no media type of its own. */
  readonly routes: readonly (TableRoute | 'models')[];
}

/** A page that handles tables. */
type TableRoute = 'data' | 'compare';

/**
 * What a drag carries; null if it is no files.
 * @param tables the page that handles tables now.
 */
export function carriedFiles(
  carried: Pick<DataTransfer, 'types' | 'items'> | null,
  tables: TableRoute = 'data',
): DropPlan | null {
  if (carried === null || !carried.types.includes('Files')) return null;
  const types = [...carried.items].filter(({ kind }) => kind === 'file').map(({ type }) => type);
  // A model is bytes of no known type; whatever has a type is read as a table, and what is wrong with it is said.
  const isUnknown = (type: string) => type === '' || type === 'application/octet-stream';
  const mayBeModel = types.length === 0 || types.some(isUnknown);
  return { files: types.length, routes: mayBeModel ? [tables, 'models'] : [tables] };
}
