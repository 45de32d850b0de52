/** Keeps the best of many items. */
export interface TopHeap {
  offer(item: number): void;
  /** What is kept, the best first. */
  sorted(): number[];
}

/**
 * Makes a heap that keeps the first `capacity` of the items that it is offered, by `isBefore`, which must order any
 * two. O(log capacity) for an item that is kept, O(1) for one that is not.
 */
export function createTopHeap(capacity: number, isBefore: (a: number, b: number) => boolean): TopHeap {
  const items: number[] = []; // the last in order is at the root

  function swap(i: number, j: number): void {
    [items[i], items[j]] = [items[j], items[i]];
  }

  function rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >>> 1;
      if (!isBefore(items[parent], items[at])) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ; ) {
      let last = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < items.length && isBefore(items[last], items[child])) last = child;
      }
      if (last === at) return;
      swap(at, last);
      at = last;
    }
  }

  return {
    offer(item) {
      if (items.length < capacity) {
        items.push(item);
        rise(items.length - 1);
      } else if (capacity > 0 && isBefore(item, items[0])) {
        items[0] = item;
        sink();
      }
    },
    sorted: () => items.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)),
  };
}
