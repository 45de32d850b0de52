import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import '../../../styles/index.css';
import '../dataset.css';
import { find, show } from '../../../components/testing/show';
import { sampleInfo } from '../../../storage/testing/samples';
import type { RowQuery } from '../../../stores/rowQuery';
import type { RowTable } from '../../../stores/rowTable';
import { RowGrid } from './RowGrid';

const ROWS = 5000;

/** A table whose rows are all read. */
const table: RowTable = {
  rows: () => Uint32Array.from({ length: ROWS }, (_, row) => row),
  finding: () => null,
  error: () => null,
  view: (place) => ({
    row: place,
    text: `comment ${place}`,
    characters: 9,
    clipped: false,
    label: 0,
    part: null,
    removed: false,
    cells: [],
  }),
  show: () => undefined,
  stop: () => undefined,
  again: () => undefined,
};
const query: RowQuery = {
  filters: [],
  settings: EDA_DEFAULTS,
  sort: { by: 'row', descending: false },
  removed: false,
  label: null,
};

async function grid(width: number, height: number) {
  await page.viewport(width, height);
  const dataset = { ...sampleInfo(ROWS), id: 'd', chunks: 1, chunkStarts: [0, ROWS], storedBytes: 1 };
  const root = show(
    () => (
      <RowGrid
        dataset={dataset}
        table={table}
        query={query}
        columns={[]}
        onSort={() => undefined}
        onLabel={() => undefined}
      />
    ),
    width - 40,
  );
  const row = (place: number) => find(root, `[data-place="${place}"]`);
  await expect.poll(() => root.querySelector('[data-place="0"]')).not.toBeNull();
  /** The focused row has to be whole between the header and the lower edge of the grid. */
  const expectFocused = async (place: number) => {
    await expect.poll(() => document.activeElement?.getAttribute('data-place')).toBe(String(place));
    await expect
      .poll(() => {
        const box = row(place).getBoundingClientRect();
        const head = find(root, 'thead').getBoundingClientRect();
        const scroller = find(root, '.grid-scroll').getBoundingClientRect();
        const middle = document.elementFromPoint(box.left + 20, box.top + 2)?.closest('[data-place]');
        return {
          belowHead: box.top >= head.bottom - 1,
          aboveEnd: box.bottom <= scroller.bottom + 1,
          onTop: middle === row(place),
        };
      })
      .toEqual({ belowHead: true, aboveEnd: true, onTop: true });
    expect(getComputedStyle(row(place)).outlineStyle).toBe('solid');
  };
  return { root, row, expectFocused };
}

test.each([
  [1280, 800],
  [390, 844],
])(
  'in a window of %d px every row that keys or "Go to row" lead to is whole on screen and marked',
  async (width, height) => {
    const { root, row, expectFocused } = await grid(width, height);
    row(0).focus();
    for (let place = 1; place <= 25; place++) {
      await userEvent.keyboard('{ArrowDown}');
      await expectFocused(place);
    }
    for (let place = 24; place >= 5; place--) {
      await userEvent.keyboard('{ArrowUp}');
      await expectFocused(place);
    }
    await userEvent.keyboard('{End}');
    await expectFocused(ROWS - 1);
    await userEvent.keyboard('{PageUp}');
    await expectFocused(ROWS - 11);
    await userEvent.keyboard('{Home}');
    await expectFocused(0);
    const input = find<HTMLInputElement>(root, '.go-to input');
    for (const number of [3000, 2990, 4999, 12]) {
      await userEvent.fill(input, String(number));
      find(root, '.go-to button').click();
      await expectFocused(number - 1);
    }
  },
);
