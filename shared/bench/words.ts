/*
 * An endless supply of made-up words. Word r is the r-th shortest: syllables of one onset and one vowel, then perhaps a
 * coda, so that no two ranks share a word, and common words are short as in real text. Ranks of one length are
 * shuffled: sorted by bytes, the words do not come in the order of their frequency.
 */

export interface Alphabet {
  readonly onsets: readonly string[];
  readonly vowels: readonly string[];
  /** Consonants, or nothing. */
  readonly codas: readonly string[];
}

export const ENGLISH: Alphabet = {
  onsets: 'b c d f h j l m n p r s t v w z th ch st tr pl br dr cl'.split(' '),
  vowels: 'a e i o u y'.split(' '),
  codas: ['', '', '', 's', 'n', 't', 'r', 'ng', 'd', 'st'],
};

export const RUSSIAN: Alphabet = {
  onsets: 'б в д з л м н п р с т ф ц ч ш щ ст пр тр др зн сл вр см'.split(' '),
  vowels: 'а е и о у ы ю я'.split(' '),
  codas: ['', '', '', 'л', 'т', 'м', 'й', 'ть', 'н', 'сь'],
};

/** Words by rank, as UTF-8. */
export interface Lexicon {
  readonly bytes: Uint8Array;
  /** Length ranks + 1. */
  readonly offsets: Uint32Array;
}

/** A step through `size` numbers that meets each of them once. */
function coprimeStep(size: number): number {
  const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b));
  let step = Math.floor(size * 0.618) | 1;
  while (divides(size, step) !== 1) step += 2;
  return step;
}

/** The words of ranks 0 to `ranks` − 1. */
export function createLexicon({ onsets, vowels, codas }: Alphabet, ranks: number): Lexicon {
  const syllables = onsets.flatMap((onset) => vowels.map((vowel) => onset + vowel));
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(ranks * 24);
  const offsets = new Uint32Array(ranks + 1);
  let at = 0;
  for (
    let length = 1, first = 0, size = syllables.length;
    first < ranks;
    length++, first += size, size *= syllables.length
  ) {
    const step = coprimeStep(size);
    for (let i = 0; i < size && first + i < ranks; i++) {
      // Below 2^53: `size` is, at four syllables, under 2^31, and the step goes in parts.
      let number = (i * (step % 65536) + ((i * Math.floor(step / 65536)) % size) * 65536) % size;
      let word = '';
      for (let k = 0; k < length; k++) {
        word += syllables[number % syllables.length];
        number = Math.floor(number / syllables.length);
      }
      const rank = first + i;
      word += codas[(Math.imul(rank + 1, 0x9e3779b1) >>> 8) % codas.length];
      at += encoder.encodeInto(word, bytes.subarray(at)).written;
      offsets[rank + 1] = at;
    }
  }
  return { bytes: bytes.slice(0, at), offsets };
}
