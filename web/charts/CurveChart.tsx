import { createMemo, For, Show } from 'solid-js';
import { format } from '../i18n';
import { Chart } from './Chart';
import { linearScale } from './scales';

/** A line through points of the unit square. */
export interface CurveLine {
  readonly name: string;
  /** Its place among the models, which decides colour and dashes: the same in every chart. */
  readonly series: number;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** A point on a line: where a model stands. */
export interface CurvePoint {
  readonly series: number;
  readonly x: number;
  readonly y: number;
  /** The first names it. */
  readonly lines: readonly string[];
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 24;
const FOOT = 42;
const MAX_HEIGHT = 380;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Curves over the unit square, one per model, with the points where the models stand. Drawn as SVG like the other
 * charts, so that they follow the theme, are saved as pictures and go into reports.
 */
export function CurveChart(props: {
  label: string;
  xTitle: string;
  yTitle: string;
  curves: readonly CurveLine[];
  points: readonly CurvePoint[];
  /** Draws the line from corner to corner: chance, or perfect calibration. */
  diagonal?: boolean;
}) {
  const points = createMemo(() => props.points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
  const height = (width: number) => Math.min(MAX_HEIGHT, Math.max(200, width - LEFT - RIGHT + TOP + FOOT));
  const x = (width: number) => linearScale(0, 1, LEFT, width - RIGHT);
  const y = (width: number) => linearScale(0, 1, height(width) - FOOT, TOP);
  const path = (width: number, { x: xs, y: ys }: CurveLine) => {
    const [toX, toY] = [x(width), y(width)];
    const parts: string[] = [];
    for (let i = 0; i < xs.length; i++) {
      if (!Number.isFinite(xs[i]) || !Number.isFinite(ys[i])) continue;
      parts.push(`${parts.length === 0 ? 'M' : 'L'}${toX(xs[i]).toFixed(1)} ${toY(ys[i]).toFixed(1)}`);
    }
    return parts.join('');
  };
  return (
    <Chart
      label={props.label}
      class="curve-chart"
      height={height}
      marks={points().length}
      lines={(index) => points()[index]?.lines ?? []}
      place={(index, width) => {
        const point = points()[index];
        return { x: x(width)(point.x), y: y(width)(point.y) };
      }}
    >
      {(width, mark) => (
        <>
          <For each={TICKS}>
            {(tick) => (
              <>
                <line class="grid" x1={x(width())(tick)} x2={x(width())(tick)} y1={y(width())(0)} y2={y(width())(1)} />
                <line class="grid" x1={x(width())(0)} x2={x(width())(1)} y1={y(width())(tick)} y2={y(width())(tick)} />
                <text class="tick" x={x(width())(tick)} y={y(width())(0) + 16} text-anchor="middle">
                  {format().percent(tick)}
                </text>
                <text class="tick" x={LEFT - 6} y={y(width())(tick) + 4} text-anchor="end">
                  {format().percent(tick)}
                </text>
              </>
            )}
          </For>
          <text class="axis-title" x={width() - RIGHT} y={height(width()) - 6} text-anchor="end">
            {props.xTitle}
          </text>
          <text class="axis-title" x={0} y={12}>
            {props.yTitle}
          </text>
          <Show when={props.diagonal}>
            <line class="diagonal" x1={x(width())(0)} y1={y(width())(0)} x2={x(width())(1)} y2={y(width())(1)} />
          </Show>
          <For each={props.curves}>
            {(curve) => <path class={`model-curve series-${curve.series}`} d={path(width(), curve)} />}
          </For>
          <For each={points()}>
            {(point, index) => (
              <g {...mark(index())}>
                <circle class="halo" cx={x(width())(point.x)} cy={y(width())(point.y)} r={12} />
                <circle
                  class={`curve-point series-${point.series}`}
                  cx={x(width())(point.x)}
                  cy={y(width())(point.y)}
                  r={5.5}
                />
              </g>
            )}
          </For>
        </>
      )}
    </Chart>
  );
}

/** A sample of a model's line, for its name in tables and lists. */
export function CurveSample(props: { series: number }) {
  return (
    <svg class="curve-sample" width="26" height="10" aria-hidden="true">
      <line class={`model-curve series-${props.series}`} x1="1" x2="25" y1="5" y2="5" />
    </svg>
  );
}
