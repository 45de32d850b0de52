/**
 * `next` with what is the same as before in place of equal objects, and the list of before if nothing in it changed:
 * what is shown of it is then not drawn anew.
 */
export function keepSame<Item extends object>(before: readonly Item[], next: readonly Item[]): readonly Item[] {
  const kept = next.map((item) => before.find((known) => isSame(known, item)) ?? item);
  return kept.length === before.length && kept.every((item, i) => item === before[i]) ? before : kept;
}

/** Whether two records have the very same values. */
function isSame<Item extends object>(a: Item, b: Item): boolean {
  return Object.entries(b).every(([key, value]) => Object.is(Reflect.get(a, key), value));
}
