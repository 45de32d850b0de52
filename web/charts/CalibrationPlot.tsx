import { createMemo, For } from 'solid-js';
import { format } from '../i18n';
import { Chart } from './Chart';
import { linearScale } from './scales';

/** Comments of one bin: what they were given on average, and how many of them are toxic. */
export interface CalibrationPoint {
  readonly predicted: number;
  readonly actual: number;
  readonly rows: number;
}

const MARGIN = { top: 26, right: 14, bottom: 46, left: 48 };
const HEIGHT = 300;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const MIN_RADIUS = 4;
const MAX_RADIUS = 12;

/** Percentages against what became of them: on the diagonal they are right. The larger a point, the more comments. */
export function CalibrationPlot(props: {
  label: string;
  points: readonly CalibrationPoint[];
  xTitle: string;
  yTitle: string;
  lines: (point: CalibrationPoint) => readonly string[];
}) {
  const points = createMemo(() => props.points);
  const most = () => Math.max(1, ...points().map(({ rows }) => rows));
  const radius = (rows: number) => Math.max(MIN_RADIUS, MAX_RADIUS * Math.sqrt(rows / most()));
  const base = HEIGHT - MARGIN.bottom;
  const y = linearScale(0, 1, base, MARGIN.top);
  const x = (width: number) => linearScale(0, 1, MARGIN.left, width - MARGIN.right);
  const path = (width: number) =>
    points()
      .map(({ predicted, actual }, i) => `${i === 0 ? 'M' : 'L'}${x(width)(predicted)} ${y(actual)}`)
      .join('');
  return (
    <Chart
      label={props.label}
      height={HEIGHT}
      marks={points().length}
      class="calibration"
      lines={(index) => {
        const point = points()[index];
        return point === undefined ? [] : props.lines(point);
      }}
      place={(index, width) => ({
        x: x(width)(points()[index].predicted),
        y: y(points()[index].actual) - radius(points()[index].rows),
      })}
    >
      {(width, mark) => (
        <>
          <For each={TICKS}>
            {(tick) => (
              <>
                <line class="grid" x1={MARGIN.left} x2={width() - MARGIN.right} y1={y(tick)} y2={y(tick)} />
                <text class="tick" x={MARGIN.left - 8} y={y(tick) + 4} text-anchor="end">
                  {format().percent(tick)}
                </text>
                <text class="tick" x={x(width())(tick)} y={base + 18} text-anchor="middle">
                  {format().percent(tick)}
                </text>
              </>
            )}
          </For>
          <text class="axis-title" x={0} y={12}>
            {props.yTitle}
          </text>
          <text class="axis-title" x={width() - MARGIN.right} y={HEIGHT - 6} text-anchor="end">
            {props.xTitle}
          </text>
          <line class="diagonal" x1={x(width())(0)} y1={y(0)} x2={x(width())(1)} y2={y(1)} />
          <path class="curve" d={path(width())} />
          <For each={points()}>
            {(point, index) => (
              <g {...mark(index())}>
                <circle class="halo" cx={x(width())(point.predicted)} cy={y(point.actual)} r={radius(point.rows) + 4} />
                <circle class="point" cx={x(width())(point.predicted)} cy={y(point.actual)} r={radius(point.rows)} />
              </g>
            )}
          </For>
        </>
      )}
    </Chart>
  );
}
