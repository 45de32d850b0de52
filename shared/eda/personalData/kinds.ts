export const PERSONAL_DATA = ['email', 'phone', 'url', 'ip', 'handle'] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly rows: number;
  readonly occurrences: number;
  /** The first rows that hold it. */
  readonly examples: readonly number[];
}
