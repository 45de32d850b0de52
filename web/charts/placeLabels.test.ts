import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels } from './placeLabels';

const area = { left: 0, top: 0, right: 400, bottom: 300 };
const HEIGHT = 16;

test('a lone point has its name to the right, one at the right edge to the left', () => {
  expect(placeLabels([{ x: 50, y: 50, width: 40 }], [], area, HEIGHT, 6, 9)).toEqual([{ point: 0, x: 56, y: 54 }]);
  expect(placeLabels([{ x: 390, y: 50, width: 40 }], [], area, HEIGHT, 6, 9)[0].x).toBe(344);
});

test('a name goes where it hides fewest points', () => {
  const crowd = [60, 70, 80].map((x) => ({ x, y: 50 }));
  const [label] = placeLabels([{ x: 50, y: 50, width: 30 }], [{ x: 50, y: 50 }, ...crowd], area, HEIGHT, 6, 9);
  expect(label.x).toBe(14);
});

test('only the most important of several points on one spot is named', () => {
  const spot = { x: 200, y: 150, width: 30 };
  expect(placeLabels([spot, spot, spot], [], area, HEIGHT, 6, 9).map(({ point }) => point)).toEqual([0]);
});

test('there are no more names than the limit', () => {
  const points = [60, 160, 260].map((y) => ({ x: 60, y, width: 30 }));
  expect(placeLabels(points, points, area, HEIGHT, 6, 2)).toHaveLength(2);
});

test('names never overlap each other nor leave the chart, wherever the points are', () => {
  const point = fc.record({
    x: fc.double({ min: 0, max: 400, noNaN: true }),
    y: fc.double({ min: 0, max: 300, noNaN: true }),
    width: fc.double({ min: 4, max: 160, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (points) => {
      const labels = placeLabels(points, points, area, HEIGHT, 6, 60).map((label) => ({
        left: label.x,
        right: label.x + points[label.point].width,
        top: label.y - HEIGHT * 0.75,
        bottom: label.y + HEIGHT * 0.25,
      }));
      labels.forEach((a, i) => {
        expect(a.left >= 0 && a.right <= 400 + 1e-9 && a.top >= -1e-9 && a.bottom <= 300 + 1e-9).toBe(true);
        for (const b of labels.slice(0, i)) {
          const apart =
            a.right <= b.left + 1e-9 ||
            b.right <= a.left + 1e-9 ||
            a.bottom <= b.top + 1e-9 ||
            b.bottom <= a.top + 1e-9;
          expect(apart).toBe(true);
        }
      });
    }),
  );
});
