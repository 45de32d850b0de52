import type { CodePoints } from '../text/codePoints';
import { DEOBFUSCATING_FOLDS } from '../text/normalise/folds';
import { lowerOf } from '../text/normalise/letterCase';
import { createNormalForm } from '../text/normalise/normalForm';
import { createNormaliser } from '../text/normalise/normaliser';
import { suspect } from '../text/normalise/suspicion';

/** Tells which texts have disguised words. */
export interface DisguiseFinder {
  has(text: CodePoints): boolean;
}

/**
 * Makes a finder of what the normaliser `deobfuscate` undoes in words: leet spelling, spelled-out words, masks and look-alikes
 * of other scripts. What merely looks other than usual is no disguise: wide letters, quotes, accents, letters drawn out.
 */
export function createDisguiseFinder(): DisguiseFinder {
  const form = createNormalForm(DEOBFUSCATING_FOLDS);
  const normaliser = createNormaliser('deobfuscate');
  return {
    has(text) {
      const unstable = form.firstUnstable(text, 0);
      const plain = unstable === text.length ? text : form.rewrite(text, unstable, false);
      return suspect(plain) !== 0 && !equalButForRuns(plain, normaliser.apply(plain));
    },
  };
}

/** True if the texts are the same once runs of one character, large or small, are made one. */
function equalButForRuns(a: CodePoints, b: CodePoints): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const letter = lowerOf(a.codePoints[i]);
    if (lowerOf(b.codePoints[j]) !== letter) return false;
    while (i < a.length && lowerOf(a.codePoints[i]) === letter) i += 1;
    while (j < b.length && lowerOf(b.codePoints[j]) === letter) j += 1;
  }
  return i === a.length && j === b.length;
}
