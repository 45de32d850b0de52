import { type CodePoints, createCodePointReader } from '../codePoints';
import { copyCodePoints, emptyCodePoints } from './buffer';
import { undisguiseWords } from './disguisedWords';
import { DEOBFUSCATING_FOLDS, STANDARD_FOLDS } from './folds';
import { guardChunks, releaseChunks } from './guard';
import { createNormalForm } from './normalForm';
import { firstRepeat, shortenRepeats } from './repeats';
import { joinSpelledOut, joinVowelless } from './spelledOut';

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
 * Makes a normaliser of texts that are decoded but not yet lower-cased. Rules ignore case, so lower-casing first gives
 * nearly the same; only compatibility capitals (𝐀) would be left as capitals.
 *
 * `standard`: NFKC; characters that show nothing go; unusual spaces, quotes and dashes become the plain ones
 * (folds.ts); runs of three or more of the same letter, `!`, `?` or `.` become two (links, e-mail addresses, domain
 * names and mentions aside: guard.ts).
 *
 * `deobfuscate`: the same but for the last; then marks that compose with nothing go, spelled-out words are joined
 * (spelledOut.ts), look-alikes, leet spelling and masks undone (disguisedWords.ts), and runs of three or more of the
 * same letter become one.
 */
export function createNormaliser(kind: NormaliserKind): Normaliser {
  const deobfuscating = kind === 'deobfuscate';
  const form = createNormalForm(deobfuscating ? DEOBFUSCATING_FOLDS : STANDARD_FOLDS);
  const copy = emptyCodePoints();

  function owned(text: CodePoints, spans: boolean): CodePoints {
    const unstable = form.firstUnstable(text, 0);
    if (unstable < text.length) return form.rewrite(text, unstable, spans);
    copyCodePoints(copy, text, text.length, spans);
    return copy;
  }

  function standard(text: CodePoints, spans: boolean): CodePoints {
    const unstable = form.firstUnstable(text, 0);
    let result = unstable < text.length ? form.rewrite(text, unstable, spans) : text;
    if (firstRepeat(result, 0) === result.length) return result;
    if (result === text) result = owned(text, spans);
    const guarded = guardChunks(result);
    shortenRepeats(result, Math.max(0, firstRepeat(result, 0) - 2), 2, spans);
    if (guarded) releaseChunks(result);
    return result;
  }

  function deobfuscate(text: CodePoints, spans: boolean): CodePoints {
    const result = owned(text, spans);
    const guarded = guardChunks(result);
    joinSpelledOut(result, spans);
    undisguiseWords(result, spans);
    joinVowelless(result, spans);
    shortenRepeats(result, 0, 1, spans);
    if (guarded) releaseChunks(result);
    return result;
  }

  return {
    apply(text, spans = false) {
      const result = deobfuscating ? deobfuscate(text, spans) : standard(text, spans);
      if (spans && result !== text) coverGaps(result, text);
      return result;
    },
  };
}

/** Gives the bytes that belong to no character any more to the one before them. */
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
