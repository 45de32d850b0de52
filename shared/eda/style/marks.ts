import type { ByClass } from '../section/classes';
import type { Share } from '../share/wilson';

export const STYLE_MARKS = [
  'capitals',
  'exclamations',
  'questions',
  'repeatedLetters',
  'emoji',
  'urls',
  'obfuscated',
  'mixedAlphabets',
] as const;

/**
 * A way of writing; a row has it or not. `capitals`: most of its letters, and at least one word of four, are capital.
 */
export type StyleMark = (typeof STYLE_MARKS)[number];

export interface StyleShare {
  readonly mark: StyleMark;
  /** Share of the rows of each class that have it. */
  readonly shares: ByClass<Share>;
}
