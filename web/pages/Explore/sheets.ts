import type { TableData } from './tableData';

/** A sheet on screen, for what takes all of them: the saved report. */
export interface SheetOnPage {
  readonly title: () => string;
  readonly note: () => string;
  /** Where its charts are; null while there are none. */
  readonly charts: () => HTMLElement | null;
  readonly tables: () => readonly TableData[];
}

const sheets = new Set<SheetOnPage>();

/** Makes a sheet known; in the order they are made they stand on the page. Returns how to forget it. */
export function registerSheet(sheet: SheetOnPage): () => void {
  sheets.add(sheet);
  return () => sheets.delete(sheet);
}

/** The sheets on the page, in their order. */
export function sheetsOnPage(): readonly SheetOnPage[] {
  return [...sheets];
}
