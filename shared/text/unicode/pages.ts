/**
 * A map from every code point to a number, in two stages: `pages[(pageOf[c >> 8] << 8) | (c & 255)]`. Blocks of 256
 * code points with one value throughout share a page, so a million code points take some tens of kilobytes.
 */
export interface Pages {
  readonly pageOf: Uint16Array<ArrayBuffer>;
  readonly pages: Int32Array<ArrayBuffer>;
}

/** Number of code points, 0 to 0x10FFFF. */
export const CODE_POINTS = 0x110000;

/** The value of code point `code`. */
export function lookUp(map: Pages, code: number): number {
  return map.pages[(map.pageOf[code >> 8] << 8) | (code & 255)];
}

/** Gathers values by ranges, then packs them. Code points never set have value 0. */
export function createPagesBuilder() {
  const values = new Int32Array(CODE_POINTS);
  return {
    /** Assigns `value` to the `length` code points `start`, `start + step`, ... */
    set(start: number, length: number, value: number, step = 1): void {
      if (step === 1) values.fill(value, start, start + length);
      else for (let i = 0; i < length; i++) values[start + i * step] = value;
    },
    build(): Pages {
      const pageOf = new Uint16Array(CODE_POINTS >> 8);
      const uniform = new Map<number, number>();
      const kept: Int32Array[] = [];
      for (let block = 0; block < pageOf.length; block++) {
        const page = values.subarray(block << 8, (block + 1) << 8);
        const same = page.every((value) => value === page[0]);
        const known = same ? uniform.get(page[0]) : undefined;
        pageOf[block] = known ?? kept.length;
        if (known !== undefined) continue;
        if (same) uniform.set(page[0], kept.length);
        kept.push(page);
      }
      const pages = new Int32Array(kept.length << 8);
      kept.forEach((page, i) => {
        pages.set(page, i << 8);
      });
      return { pageOf, pages };
    },
  };
}
