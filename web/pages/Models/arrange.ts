/** Orders of a list of models. */
export const ORDERS = ['newest', 'name', 'quality', 'size'] as const;
export type Order = (typeof ORDERS)[number];

/** What a list of models shows of one. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly bytes: number;
  /** Null if it was not measured; such come last. */
  readonly figure: number | null;
  /** All that can be searched. */
  readonly text: string;
}

/**
 * The models that have every word of `query` somewhere, in this order; equal ones stay as they were.
 * @param compare orders names.
 */
export function arrange<Item extends Listed>(
  items: readonly Item[],
  query: string,
  order: Order,
  compare: (a: string, b: string) => number,
): Item[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter(({ name, text }) => {
    const all = `${name} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const by: Record<Order, (a: Item, b: Item) => number> = {
    newest: (a, b) => b.createdAt - a.createdAt,
    name: (a, b) => compare(a.name, b.name),
    quality: (a, b) => (b.figure ?? -1) - (a.figure ?? -1),
    size: (a, b) => b.bytes - a.bytes,
  };
  return found.sort(by[order]);
}
