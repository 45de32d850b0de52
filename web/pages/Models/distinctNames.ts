/** Something with a name that others may have too. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * A name for each, with what tells it apart where several have the same one: of `aspects`, in their order, those that
 * make more of the names differ, in parentheses. As a last resort the beginning of the id, which always differs.
 *
 * @param aspects what may differ, as short text; empty where there is nothing to say.
 * @returns by id.
 */
export function distinctNames<Item extends Named>(
  items: readonly Item[],
  aspects: readonly ((item: Item) => string)[],
): Map<string, string> {
  const names = new Map<string, string>();
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = item.name.trim().toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  for (const group of groups.values()) {
    const suffixes = suffixesOf(group, [...aspects, ({ id }) => id.slice(0, ID_LENGTH), ({ id }) => id]);
    group.forEach(({ id, name }, i) => {
      names.set(id, suffixes[i] === '' ? name : `${name} (${suffixes[i]})`);
    });
  }
  return names;
}

const ID_LENGTH = 8;

function suffixesOf<Item>(group: readonly Item[], aspects: readonly ((item: Item) => string)[]): string[] {
  let suffixes = group.map(() => '');
  for (const aspect of aspects) {
    const before = new Set(suffixes).size;
    if (before === group.length) break;
    const longer = group.map((item, i) => [suffixes[i], aspect(item)].filter((part) => part !== '').join(', '));
    if (new Set(longer).size > before) suffixes = longer;
  }
  return suffixes;
}
