/** Keeps those that come first, in the order of their bytes, of the n-grams that it is offered. */
export interface FirstSingles {
  /** @param words holds the ranks of its words from `at` on. */
  offer(words: Uint32Array, at: number): void;
  /** Those that are kept, `n` ranks each. */
  found(): { readonly words: Uint32Array; readonly count: number };
}

/**
 * Makes room for `limit` n-grams of `n` words. Up to twice as many are held; then the later half goes, and from there
 * on nothing after the last of the others is let in.
 */
export function createFirstSingles(n: number, limit: number): FirstSingles {
  let words = new Uint32Array(0);
  let count = 0;
  /** Where in `words` the last one lies that still counts, once there are `limit`. */
  let last = -1;

  function isBefore(one: Uint32Array, oneAt: number, other: Uint32Array, otherAt: number): boolean {
    for (let i = 0; i < n; i++) {
      if (one[oneAt + i] !== other[otherAt + i]) return one[oneAt + i] < other[otherAt + i];
    }
    return false;
  }

  /** Keeps the first `limit`, in order. */
  function cut(): void {
    const order = Array.from({ length: count }, (_, i) => n * i);
    order.sort((a, b) => (isBefore(words, a, words, b) ? -1 : 1));
    const kept = new Uint32Array(words.length);
    count = Math.min(limit, count);
    for (let i = 0; i < count; i++) kept.set(words.subarray(order[i], order[i] + n), n * i);
    words = kept;
    last = count === limit ? n * (count - 1) : -1;
  }

  return {
    offer(offered, at) {
      if (limit === 0 || (last >= 0 && !isBefore(offered, at, words, last))) return;
      if (n * (count + 1) > words.length) {
        const larger = new Uint32Array(Math.max(64 * n, 2 * words.length));
        larger.set(words);
        words = larger;
      }
      for (let i = 0; i < n; i++) words[n * count + i] = offered[at + i];
      count += 1;
      if (count >= 2 * limit) cut();
    },
    found() {
      cut();
      return { words, count };
    },
  };
}
