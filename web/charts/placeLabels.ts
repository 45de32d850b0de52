/** A point of the chart, pixels. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A point that is to be named. */
export interface LabelledPoint extends Dot {
  /** Of the name as it will be drawn. */
  readonly width: number;
}

/** The position of a name: its left edge and its baseline. */
export interface PlacedLabel {
  /** Index of its point. */
  readonly point: number;
  readonly x: number;
  readonly y: number;
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Places names next to points, so that none overlaps another, the point of another name, or the edge of `area`. Greedy:
 * points come in order of importance; each name is put at the one of eight places around its point that hides fewest
 * `dots`, and left out where none is free.
 *
 * @param dots all points of the chart.
 * @param height of a line of text; its baseline is at three quarters.
 * @param gap between a point's middle and its name.
 * @param limit of names placed.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  dots: readonly Dot[],
  area: Area,
  height: number,
  gap: number,
  limit: number,
): PlacedLabel[] {
  const taken: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (let point = 0; point < points.length && placed.length < limit; point++) {
    const { x, y, width } = points[point];
    const own: Box = { left: x - gap / 2, top: y - gap / 2, right: x + gap / 2, bottom: y + gap / 2 };
    if (taken.some((other) => overlap(own, other))) continue;
    const free = candidates(x, y, width, height, gap).filter(
      (candidate) => inside(candidate, area) && !taken.some((other) => overlap(candidate, other)),
    );
    const box = boxWithFewestDots(free, dots);
    if (box === null) continue;
    taken.push(box, own);
    placed.push({ point, x: box.left, y: box.top + height * 0.75 });
  }
  return placed;
}

/** Right, left, above, below, and between these. */
function candidates(x: number, y: number, width: number, height: number, gap: number): Box[] {
  const right = x + gap;
  const left = x - gap - width;
  const middle = x - width / 2;
  const above = y - gap - height;
  const below = y + gap;
  const level = y - height / 2;
  const corner = gap / 2;
  const at = (boxLeft: number, top: number): Box => ({
    left: boxLeft,
    top,
    right: boxLeft + width,
    bottom: top + height,
  });
  return [
    at(right, level),
    at(left, level),
    at(middle, above),
    at(middle, below),
    at(x + corner, y - corner - height),
    at(x - corner - width, y - corner - height),
    at(x + corner, y + corner),
    at(x - corner - width, y + corner),
  ];
}

/** The box with fewest dots under it, the first of several such; null if there is no box. */
function boxWithFewestDots(boxes: readonly Box[], dots: readonly Dot[]): Box | null {
  let best: Box | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const hidden = dots.filter(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom).length;
    if (hidden >= fewest) continue;
    fewest = hidden;
    best = box;
  }
  return best;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function inside(box: Box, area: Area): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}
