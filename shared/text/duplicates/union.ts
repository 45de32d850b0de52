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

/**
 * One grouping out of several, each of shape (rows,): rows that share a group in any of them are in one.
 * @returns shape (rows,): the first row of each row's group.
 */
export function joinedGroups(groupings: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const union = createUnion(groupings[0].length);
  for (const grouping of groupings) {
    const firsts = new Map<number, number>();
    grouping.forEach((group, row) => {
      const first = firsts.get(group);
      if (first === undefined) firsts.set(group, row);
      else union.join(first, row);
    });
  }
  return union.roots();
}
