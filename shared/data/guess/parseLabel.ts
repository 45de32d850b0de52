import { parseNumber } from '../column/plainValue';
import type { LabelRefusal } from './meaning';

/** Fractions from here on are toxic (Civil Comments' own rule). */
export const DEFAULT_LABEL_CUT = 0.5;

const POSITIVE = ['true', 'yes', 'y', 't', 'toxic', 'да', 'истина', 'токсичный', 'токсично', 'токсичная'];
const NEGATIVE = [
  ...[
    'false',
    'no',
    'n',
    'f',
    'non-toxic',
    'nontoxic',
    'non toxic',
    'not toxic',
    'not-toxic',
    'not_toxic',
    'non_toxic',
  ],
  ...['нет', 'ложь', 'нетоксичный', 'нетоксично', 'нетоксичная', 'не токсичный', 'не токсично', 'не токсичная'],
];
/** What programs write for "no value". */
const BLANK = ['', 'nan', 'null', 'none', 'na', 'n/a', '#n/a', '<na>', 'nil', '-'];

const WORDS = new Map<string, 0 | 1 | LabelRefusal>([
  ...POSITIVE.map((word) => [word, 1] as const),
  ...NEGATIVE.map((word) => [word, 0] as const),
  ...BLANK.map((word) => [word, 'label-blank'] as const),
]);

/** Longer than any word or sensible number: for example a comment in the wrong column. */
const LONGEST = 64;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The label a cell holds: 1 is toxic. Understood, in any case and padded: 0 and 1 however written (1.0), a fraction in
 * [0, 1] (toxic from `cut` on), true/false, yes/no, toxic/non-toxic and the same in Russian.
 *
 * @param cell text, or its UTF-8 bytes.
 * @param cut in (0, 1].
 * @returns else the reason: `label-blank` (empty, NaN, null ...), `label-minus-one` (−1 means "not labelled"),
 *   `label-not-understood` (anything else).
 */
export function parseLabel(cell: string | Uint8Array, cut: number = DEFAULT_LABEL_CUT): 0 | 1 | LabelRefusal {
  if (cell.length === 1) {
    const first = typeof cell === 'string' ? cell.charCodeAt(0) : cell[0];
    if (first === 0x30) return 0;
    if (first === 0x31) return 1;
  }
  const trimmed = (typeof cell === 'string' ? cell : decoder.decode(cell)).trim();
  if (trimmed.length > LONGEST) return 'label-not-understood';
  const text = trimmed.toLowerCase();
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const value = parseNumber(text);
  if (value === -1) return 'label-minus-one';
  if (!(value >= 0 && value <= 1)) return 'label-not-understood';
  return value >= cut ? 1 : 0;
}
