import { type CodePoints, createCodePointReader } from '../decode/codePoints';
import { copyCodePoints, emptyCodePoints } from './buffer';
import { undisguiseWords } from './disguisedWords';
import { DEOBFUSCATING_FOLDS, STANDARD_FOLDS } from './folds';
import { guardChunks, releaseChunks } from './guard';
import { lowerOf } from './letterCase';
import { createNormalForm } from './normalForm';
import { writePlainly } from './plainLetters';
import { firstRepeat, halveDoubled, shortenRepeats } from './repeats';
import { joinSpelledOut, joinVowelless } from './spelledOut';
import { HYPHENATED, MIXED_WORD, SINGLE_LETTERS, suspect, UNUSUAL_LETTER } from './suspicion';

/** Disguises within disguises that are undone. */
const MOST_PASSES = 8;

export type NormaliserKind = 'standard' | 'deobfuscate';

export interface Normaliser {
  /**
   * The normalised text: `text` itself where nothing changes, else a buffer of the normaliser's own, reused at the next
   * call; `text` is not changed. Normalising twice is normalising once. Linear time.
   * @param spans keep `begins` and `ends`: they never decrease, leave no gap, and reach from the first begin to the
   *   last end of `text`; what was left out belongs to the character before it (at the start, to the first).
   */
  apply(text: CodePoints, spans?: boolean): CodePoints;
}

/**
 * Makes a normaliser of decoded texts. Rules ignore case, so a text may be lower-cased before or after.
 *
 * `standard`: NFKC; characters that show nothing go; unusual spaces, quotes and dashes become the plain ones
 * (folds.ts); runs of three or more of the same letter, `!`, `?` or `.` become two (links, e-mail addresses, domain
 * names and mentions aside: guard.ts).
 *
 * `deobfuscate`: the same but for the last; then marks that compose with nothing go, spelled-out words are joined
 * (spelledOut.ts), heaps of accents, look-alikes, leet spelling and masks undone (plainLetters.ts, disguisedWords.ts),
 * words with every letter twice halved, and runs of three or more of the same letter become one, or two where a word is
 * known to have two (doubledWords.ts).
 *
 * @param lowercase the texts are lower-cased before: capitals that the normal form brings (𝐀 → A) are lower-cased too.
 */
export function createNormaliser(kind: NormaliserKind, lowercase = false): Normaliser {
  const deobfuscating = kind === 'deobfuscate';
  const form = createNormalForm(deobfuscating ? DEOBFUSCATING_FOLDS : STANDARD_FOLDS);
  const copy = emptyCodePoints();

  /** The normal form; `text` itself if that is what it is. */
  function normalForm(text: CodePoints, spans: boolean): CodePoints {
    const unstable = form.firstUnstable(text, 0);
    if (unstable === text.length) return text;
    const result = form.rewrite(text, unstable, spans);
    if (lowercase) {
      const { codePoints, length } = result;
      for (let i = Math.max(0, unstable - 1); i < length; i++) codePoints[i] = lowerOf(codePoints[i]);
    }
    return result;
  }

  /** Undoes, in place, what is suspected. */
  function undo(result: CodePoints, disguises: number, repeat: number, spans: boolean): void {
    const guarded = guardChunks(result);
    // Words may be mixed once single letters are joined, and hold single letters between masks.
    if (disguises & (SINGLE_LETTERS | MIXED_WORD)) joinSpelledOut(result, spans);
    if (disguises & UNUSUAL_LETTER) writePlainly(result);
    if (disguises & (SINGLE_LETTERS | MIXED_WORD | UNUSUAL_LETTER)) {
      undisguiseWords(result, spans);
    }
    if (disguises & HYPHENATED) joinVowelless(result, spans);
    const first = disguises === 0 && !guarded ? repeat : firstRepeat(result, deobfuscating);
    if (deobfuscating && first < result.length) halveDoubled(result, spans);
    if (first < result.length) shortenRepeats(result, Math.max(0, first - 2), deobfuscating ? 1 : 2, spans);
    if (guarded) releaseChunks(result);
  }

  function apply(text: CodePoints, spans: boolean): CodePoints {
    let result = normalForm(text, spans);
    const disguises = deobfuscating ? suspect(result) : 0;
    const repeat = firstRepeat(result, deobfuscating);
    if (disguises === 0 && repeat === result.length) return result;
    if (result === text) {
      copyCodePoints(copy, text, text.length, spans);
      result = copy;
    }
    undo(result, disguises, repeat, spans);
    // What one disguise hid another may show (a mask gone, letters shortened), so it is repeated until nothing changes.
    for (let pass = 1; deobfuscating && pass < MOST_PASSES; pass++) {
      const before = result.codePoints.slice(0, result.length);
      undo(result, suspect(result), firstRepeat(result, deobfuscating), spans);
      if (before.length === result.length && before.every((code, i) => code === result.codePoints[i])) break;
    }
    return result;
  }

  return {
    apply(text, spans = false) {
      const result = apply(text, spans);
      if (spans && result !== text) coverGaps(result, text);
      return result;
    },
  };
}

/** Extends the span of a character over the following bytes that no longer belong to any. */
function coverGaps(result: CodePoints, text: CodePoints): void {
  const { begins, ends, length } = result;
  if (length === 0) return;
  begins[0] = text.begins[0];
  for (let i = 0; i + 1 < length; i++) if (ends[i] < begins[i + 1]) ends[i] = begins[i + 1];
  ends[length - 1] = text.ends[text.length - 1];
}

const encoder = new TextEncoder();
/** Code points turned into a string at a time: engines limit the number of arguments. */
const PIECE = 4096;

/** `text` normalised, as a string: for previews and tests. A lone surrogate becomes U+FFFD. */
export function normaliseText(kind: NormaliserKind, text: string): string {
  const bytes = encoder.encode(text);
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const { codePoints, length } = createNormaliser(kind).apply(reader.read(bytes, 0, bytes.length));
  const pieces: string[] = [];
  for (let at = 0; at < length; at += PIECE) {
    pieces.push(String.fromCodePoint(...codePoints.subarray(at, Math.min(at + PIECE, length))));
  }
  return pieces.join('');
}
