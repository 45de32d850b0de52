/**
 * A seeded source of randomness with the same numbers on every engine: sfc32 (Chris Doty-Humphrey's
 * PractRand), in 32-bit integer operations only. Not for secrets.
 */
export interface Random {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A whole number in [0, bound), without modulo bias. `bound` is 1 to 2^32. */
  below(bound: number): number;
  /** A number in [0, 1) with 32 random bits. */
  unit(): number;
}

/** A generator whose sequence depends only on `seed` (a whole number; its low 53 bits count). */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 4294967296) | 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const uint32 = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) uint32(); // mixes a small seed into all 96 bits
  return {
    uint32,
    below(bound) {
      const limit = 4294967296 - (4294967296 % bound);
      for (;;) {
        const drawn = uint32();
        if (drawn < limit) return drawn % bound;
      }
    },
    unit: () => uint32() / 4294967296,
  };
}

/** Shuffles `items` in place (Fisher and Yates) and returns it. */
export function shuffle<T extends Uint32Array | unknown[]>(items: T, random: Random): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  }
  return items;
}
