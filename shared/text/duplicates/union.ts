/** Sets that are merged pair by pair; each is known by its first member. */
export interface Union {
  /** The first member of the set of `member`. */
  rootOf(member: number): number;
  /** Makes one set of those of `a` and `b`. */
  join(a: number, b: number): void;
  /** Shape (size,): `rootOf` of each member. */
  roots(): Uint32Array<ArrayBuffer>;
}

/** `size` sets of one member each. */
export function createUnion(size: number): Union {
  const parents = Uint32Array.from({ length: size }, (_, member) => member);

  /** By a forest of parents; shortens the way to the root. */
  function rootOf(member: number): number {
    let at = member;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  return {
    rootOf,
    join(a, b) {
      const [left, right] = [rootOf(a), rootOf(b)];
      parents[Math.max(left, right)] = Math.min(left, right);
    },
    roots: () => parents.map((_, member) => rootOf(member)),
  };
}
