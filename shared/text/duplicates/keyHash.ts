/** Hashes what counts of a text, code point by code point, to 53 bits. */
export interface KeyHash {
  reset(): void;
  /** A code point (or a byte above all of them) that counts. */
  mix(code: number): void;
  /** A code point that does not, unless it separates two digits. */
  gap(code: number): void;
  /** True if nothing has counted since `reset`. */
  isEmpty(): boolean;
  key(): number;
}

const FIRST_SEED = 0x811c9dc5;
const SECOND_SEED = 0x9e3779b9;
/** Between two digits: anything but a single mark. */
const SEPARATOR = 0x20;

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

export function createKeyHash(): KeyHash {
  let first = FIRST_SEED;
  let second = SECOND_SEED;
  let count = 0;
  let afterDigit = false;
  /** Since the digit before: 0 for nothing, a mark, or SEPARATOR. */
  let between = 0;

  function put(code: number): void {
    first = Math.imul(first ^ code, 0x01000193);
    first ^= first >>> 15;
    second = Math.imul(second + code, 0x85ebca6b);
    second ^= second >>> 13;
    count += 1;
  }

  return {
    reset() {
      first = FIRST_SEED;
      second = SECOND_SEED;
      count = 0;
      afterDigit = false;
      between = 0;
    },
    mix(code) {
      const digit = isDigit(code);
      if (digit && afterDigit && between !== 0) put(between);
      put(code);
      afterDigit = digit;
      between = 0;
    },
    gap(code) {
      if (afterDigit) between = between === 0 && code > SEPARATOR ? code : SEPARATOR;
    },
    isEmpty: () => count === 0,
    /** Half of the first hash's bits would do; both together are 53. */
    key: () => (first >>> 0) * 2097152 + (second >>> 11),
  };
}
