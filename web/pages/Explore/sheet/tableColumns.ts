import type { ClassKey } from '#shared/eda/section/classes';
import type { Share } from '#shared/eda/share/wilson';
import { format } from '../../../i18n';
import { exploreWords } from '../../../i18n/exploreWords';
import type { TableCell, TableColumn } from './tableData';

/*
 * Columns that the tables of several sections have: how numbers are formatted, and shares with their limits.
 */

export const whole = (value: number) => format().number(value);
export const share = (value: number) => format().percent(value, value < 0.1 ? 1 : 0);
export const points = (value: number) => exploreWords().partsOfSpeech.difference(value);
export const decimal = (digits: number) => (value: number) => format().number(value, digits);

/** A share and its limits, for each class. */
export function shareColumns(keys: readonly ClassKey[]): TableColumn[] {
  const { style, classes } = exploreWords();
  return keys.flatMap((key) => [
    { head: style.share(classes[key]), format: share },
    { head: style.low(classes[key]), format: share },
    { head: style.high(classes[key]), format: share },
  ]);
}

export function shareCells(of: Share | undefined): TableCell[] {
  return of === undefined ? [null, null, null] : [of.value, of.low, of.high];
}

/** Toxic less other; null where a class is missing. */
export const differenceOf = (toxic: Share | undefined, other: Share | undefined): number | null =>
  toxic && other ? toxic.value - other.value : null;
