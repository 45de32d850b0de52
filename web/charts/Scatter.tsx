import { createMemo, createSignal, For, Show } from 'solid-js';
import { Chart } from './Chart';
import { CLASS_STYLE, shapePath } from './classes';
import { placeLabels } from './placeLabels';
import { logScale, logTicks } from './scales';
import { textWidth, USER_TEXT_FONT } from './textWidth';

export interface ScatterPoint {
  readonly name: string;
  /** Rates, not negative; zero is drawn in a lane of its own at the edge. */
  readonly x: number;
  readonly y: number;
  /** Which class it marks, if any. */
  readonly of: '0' | '1' | null;
  /** Names are placed by descending `weight`. */
  readonly weight: number;
  readonly offensive: boolean;
  readonly tip: readonly string[];
}

const MARGIN = { top: 12, right: 14, bottom: 48, left: 62 };
/** Between the lane of zeros and the first rate of the axis. */
const LANE = 22;
const LABEL_HEIGHT = 17;
const LABELS = 28;
/** Points that may get a name. */
const CONSIDERED = 120;

/**
 * Rates in one class against rates in the other on logarithmic axes: points on the diagonal are as common in both. The
 * points with the largest weights carry names that do not overlap.
 */
export function Scatter(props: {
  label: string;
  points: readonly ScatterPoint[];
  xTitle: string;
  yTitle: string;
  /** At the lanes of zeros. */
  never: string;
  tick: (rate: number) => string;
  onPick?: ((point: number) => void) | undefined;
}) {
  const all = createMemo(() => props.points);
  const [active, setActive] = createSignal<number | null>(null);
  const height = (width: number) => Math.round(Math.min(440, Math.max(300, width * 0.72)));
  const rates = createMemo(() =>
    all()
      .flatMap(({ x, y }) => [x, y])
      .filter((rate) => rate > 0),
  );
  // One range for both axes, so that the diagonal means the same everywhere.
  const low = createMemo(() => Math.min(...rates(), 1e9) * 0.8);
  const high = createMemo(() => Math.max(...rates(), low() * 10) * 1.25);
  const bounds = (width: number) => ({
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height(width) - MARGIN.bottom,
  });
  const place = (width: number) => {
    const area = bounds(width);
    const across = logScale(low(), high(), area.left + LANE, area.right);
    const up = logScale(low(), high(), area.bottom - LANE, area.top);
    return {
      x: (rate: number) => (rate > 0 ? across(rate) : area.left + LANE / 3),
      y: (rate: number) => (rate > 0 ? up(rate) : area.bottom - LANE / 3),
    };
  };
  /** From left to right, so that arrow keys go that way; indices into `points`. */
  const order = createMemo(() =>
    all()
      .map((_, index) => index)
      .sort((a, b) => all()[a].x - all()[b].x || all()[a].y - all()[b].y),
  );
  const ascending = createMemo(() =>
    order()
      .map((point, mark) => ({ mark, y: all()[point].y, x: all()[point].x }))
      .sort((a, b) => a.y - b.y || a.x - b.x)
      .map(({ mark }) => mark),
  );
  const labels = (width: number) => {
    const at = place(width);
    const byWeight = order()
      .map((point) => all()[point])
      .filter(({ of }) => of !== null)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, CONSIDERED);
    const points = byWeight.map(({ name, x, y }) => ({
      x: at.x(x),
      y: at.y(y),
      width: textWidth(name, USER_TEXT_FONT),
    }));
    const dots = all().map(({ x, y }) => ({ x: at.x(x), y: at.y(y) }));
    return placeLabels(points, dots, bounds(width), LABEL_HEIGHT, 7, LABELS).map((label) => ({
      ...label,
      of: byWeight[label.point],
    }));
  };
  const halo = (at: ReturnType<typeof place>) => {
    const point = all()[order()[active() ?? -1] ?? -1];
    return point === undefined ? null : { x: at.x(point.x), y: at.y(point.y) };
  };
  return (
    <Chart
      label={props.label}
      height={height}
      marks={all().length}
      class="scatter"
      move={(mark, key) => {
        if (key === 'ArrowLeft') return mark - 1;
        if (key === 'ArrowRight') return mark + 1;
        const rank = ascending().indexOf(mark) + (key === 'ArrowUp' ? 1 : -1);
        return ascending()[Math.min(all().length - 1, Math.max(0, rank))];
      }}
      lines={(mark) => all()[order()[mark]]?.tip ?? []}
      place={(mark, width) => {
        const point = all()[order()[mark]];
        return { x: place(width).x(point.x), y: place(width).y(point.y) - 6 };
      }}
      onActive={setActive}
      onPick={props.onPick && ((mark) => props.onPick?.(order()[mark]))}
    >
      {(width, mark) => {
        const area = createMemo(() => bounds(width()));
        const at = createMemo(() => place(width()));
        const ticks = () =>
          all().length === 0 ? [] : logTicks(low(), high(), Math.max(4, Math.floor((area().right - area().left) / 72)));
        const names = createMemo(() => labels(width()));
        return (
          <>
            <For each={ticks()}>
              {(rate) => (
                <>
                  <line class="grid" x1={at().x(rate)} x2={at().x(rate)} y1={area().top} y2={area().bottom} />
                  <line class="grid" x1={area().left} x2={area().right} y1={at().y(rate)} y2={at().y(rate)} />
                  <text class="tick" x={at().x(rate)} y={area().bottom + 16} text-anchor="middle">
                    {props.tick(rate)}
                  </text>
                  <text class="tick" x={area().left - 6} y={at().y(rate) + 4} text-anchor="end">
                    {props.tick(rate)}
                  </text>
                </>
              )}
            </For>
            <text class="tick" x={area().left - 6} y={at().y(0) + 4} text-anchor="end">
              {props.never}
            </text>
            <line class="diagonal" x1={at().x(low())} y1={at().y(low())} x2={at().x(high())} y2={at().y(high())} />
            <line class="axis" x1={area().left} x2={area().right} y1={area().bottom} y2={area().bottom} />
            <line class="axis" x1={area().left} x2={area().left} y1={area().top} y2={area().bottom} />
            <text class="axis-title" x={area().right} y={height(width()) - 8} text-anchor="end">
              {props.xTitle}
            </text>
            <text class="axis-title" transform={`translate(12 ${area().top}) rotate(-90)`} text-anchor="end">
              {props.yTitle}
            </text>
            <Show when={halo(at())}>{(spot) => <circle class="halo shown" cx={spot().x} cy={spot().y} r={9} />}</Show>
            <For each={order()}>
              {(point, index) => {
                const { x, y, of } = all()[point];
                const attributes = mark(index());
                return (
                  <path
                    // Written out: hundreds of spreads take longer than all the rest of the chart.
                    data-mark={index()}
                    role={attributes.role}
                    tabindex={attributes.tabindex}
                    aria-label={attributes['aria-label']}
                    class={`${attributes.class} shape is-${of === null ? 'neither' : CLASS_STYLE[of]}`}
                    d={shapePath(of ?? '0', at().x(x), at().y(y), of === null ? 6 : 7)}
                  />
                );
              }}
            </For>
            <g class="names">
              <For each={names()}>
                {(label) => (
                  <text
                    class={`point-name user-text is-${label.of.of === '1' ? 'toxic' : 'other'}`}
                    classList={{ offensive: label.of.offensive }}
                    x={label.x}
                    y={label.y}
                  >
                    {label.of.name}
                  </text>
                )}
              </For>
            </g>
          </>
        );
      }}
    </Chart>
  );
}
