import type { SheetKey } from './sectionProps';

/** A section on screen, for the saved report. */
export interface SheetOnPage {
  readonly key: SheetKey;
  readonly note: () => string;
  /** Where its charts are; null while there are none. */
  readonly charts: () => HTMLElement | null;
}

const sheets = new Map<SheetKey, SheetOnPage>();

/** Makes a section known by its key. Returns how to forget it. */
export function registerSheet(sheet: SheetOnPage): () => void {
  sheets.set(sheet.key, sheet);
  return () => {
    if (sheets.get(sheet.key) === sheet) sheets.delete(sheet.key);
  };
}

/** The section on the page, or undefined where it is not drawn by charts of its own. */
export function sheetOnPage(key: SheetKey): SheetOnPage | undefined {
  return sheets.get(key);
}
