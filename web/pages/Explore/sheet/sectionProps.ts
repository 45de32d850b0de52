import type { Component } from 'solid-js';
import type { EdaReport } from '#shared/eda/sections';
import type { exploreWords } from '../../../i18n/exploreWords';
import type { TableData } from './tableData';

/** What a section of the page has a title for; also its address: `/explore/ID#terms`. */
export type SheetKey = keyof ReturnType<typeof exploreWords>['sections'];

export interface SectionProps {
  readonly datasetId: string;
  /** Whether a word is blurred while blurring is on. */
  readonly offensive: (term: string) => boolean;
}

/** A section of the Explore page. */
export interface ExploreSection {
  readonly key: SheetKey;
  readonly Section: Component<SectionProps>;
  /**
   * Its numbers, for the saved report; none while there is nothing to list. Null: it quotes comments, so that it has no
   * place in a file that is passed on.
   */
  readonly tables: ((report: Partial<EdaReport>) => readonly TableData[]) | null;
}
