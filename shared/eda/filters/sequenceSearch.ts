/** Looks for one sequence in a stream of symbols. */
export interface SequenceSearch {
  /** Forgets what was taken. */
  restart(): void;
  /** Takes the next symbol. @returns true if the sequence ends with it; it may overlap the one found before. */
  take(symbol: number): boolean;
}

/**
 * Makes the search for `pattern` of Knuth, Morris and Pratt (1977): O(1) a symbol on average, whatever the pattern. An
 * empty one is found nowhere.
 */
export function createSequenceSearch(pattern: Uint32Array): SequenceSearch {
  const size = pattern.length;
  // The longest border of pattern[0 .. i): a proper beginning that is its end as well.
  const borders = new Uint32Array(size + 1);
  for (let i = 1, border = 0; i < size; i++) {
    while (border > 0 && pattern[i] !== pattern[border]) border = borders[border];
    if (pattern[i] === pattern[border]) border += 1;
    borders[i + 1] = border;
  }
  let matched = 0;
  return {
    restart() {
      matched = 0;
    },
    take(symbol) {
      if (size === 0) return false;
      if (matched === size) matched = borders[size];
      while (matched > 0 && pattern[matched] !== symbol) matched = borders[matched];
      if (pattern[matched] === symbol) matched += 1;
      return matched === size;
    },
  };
}
