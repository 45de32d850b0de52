import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { format } from '../i18n';
import { Chart } from './Chart';
import { ClassShape } from './ClassShape';
import { CLASS_STYLE } from './classes';
import { bestBin, binPlace, type HistogramSeries, heights, staircase, wholeRange } from './histogramShape';
import { linearScale, linearTicks, logTicks } from './scales';

const HEIGHT = 250;
const MARGIN = { top: 26, right: 12, bottom: 44, left: 46 };
/** Pixels an axis label needs. */
const TICK_SPACING = 64;

/**
 * How many comments, or which share of a class, are in each bin: an outline per class over common bins. Bins have one
 * width on screen, whatever the axis. A click picks a bin; dragging or the shift key picks several.
 */
export function Histogram(props: {
  label: string;
  edges: readonly number[];
  /** The last bin holds all that is longer than most. */
  overflow: boolean;
  series: readonly HistogramSeries[];
  axis: 'linear' | 'log';
  as: 'counts' | 'shares';
  /** Of the upright axis; the largest value drawn by default. Shared by charts side by side. */
  top?: number;
  /** What is measured, with its unit; what is counted. */
  xTitle: string;
  yTitle: string;
  className: (key: ClassKey) => string;
  /** Names a bin: "100–149 characters". */
  binName: (first: number, last: number, open: boolean) => string;
  onPick?: ((from: number, to: number | null) => void) | undefined;
}) {
  const [anchor, setAnchor] = createSignal<number | null>(null);
  const [dragging, setDragging] = createSignal<number | null>(null);
  const [active, setActive] = createSignal<number | null>(null);
  const series = createMemo(() => props.series);
  const bins = () => props.edges.length - 1;
  const values = createMemo(() => series().map(({ counts }) => heights(counts, props.as)));
  const shares = createMemo(() => series().map(({ counts }) => heights(counts, 'shares')));
  const top = () => (props.top ?? Math.max(0, ...values().flat())) || 1;

  const base = HEIGHT - MARGIN.bottom;
  const y = createMemo(() => linearScale(0, top(), base, MARGIN.top));
  const step = (width: number) => (width - MARGIN.left - MARGIN.right) / bins();
  const yTicks = createMemo(() => linearTicks(0, top(), 4));
  const shown = (value: number) => {
    if (props.as === 'counts') return format().number(value);
    return format().percent(
      value,
      yTicks().every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-9) ? 0 : 1,
    );
  };

  const xTicks = (width: number) => {
    const maxTicks = Math.max(2, Math.floor((width - MARGIN.left - MARGIN.right) / TICK_SPACING));
    const last = props.edges[props.overflow ? bins() - 1 : bins()];
    const from = props.edges[0];
    const round =
      props.axis === 'linear'
        ? linearTicks(from, last, maxTicks)
        : logTicks(Math.max(from, 1), Math.max(last, 2), maxTicks);
    return round.flatMap((value) => {
      const place = binPlace(props.edges, value, props.axis);
      return place === null ? [] : [{ value, x: MARGIN.left + place * step(width) }];
    });
  };
  const range = (bin: number) => wholeRange(props.edges, bin);
  const pick = (a: number, b: number) => {
    const [first, last] = a < b ? [a, b] : [b, a];
    props.onPick?.(range(first)[0], last === bins() - 1 ? null : range(last)[1] + 1);
  };
  const selected = (): readonly [number, number] | null => {
    const from = dragging();
    const to = active();
    if (to === null) return null;
    return from === null ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  };

  return (
    <Chart
      label={props.label}
      height={HEIGHT}
      marks={bins()}
      class="histogram"
      onActive={setActive}
      lines={(bin) => [
        props.binName(...range(bin), props.overflow && bin === bins() - 1),
        ...series().map(({ key, counts }, i) => {
          const share = format().percent(shares()[i]?.[bin] ?? 0, 1);
          return `${props.className(key)}: ${format().number(counts[bin] ?? 0)} (${share})`;
        }),
      ]}
      place={(bin, width) => ({
        x: MARGIN.left + (bin + 0.5) * step(width),
        y: y()(Math.max(0, ...values().map((of) => of[bin] ?? 0))),
      })}
      onPick={
        props.onPick &&
        ((bin, extend) => {
          const from = anchor();
          if (extend && from !== null) pick(from, bin);
          else {
            setAnchor(bin);
            pick(bin, bin);
          }
        })
      }
    >
      {(width, mark) => (
        <>
          <For each={yTicks()}>
            {(tick) => (
              <>
                <line class="grid" x1={MARGIN.left} x2={width() - MARGIN.right} y1={y()(tick)} y2={y()(tick)} />
                <text class="tick" x={MARGIN.left - 6} y={y()(tick) + 4} text-anchor="end">
                  {shown(tick)}
                </text>
              </>
            )}
          </For>
          <text class="axis-title" x={0} y={12}>
            {props.yTitle}
          </text>
          <Show when={selected()}>
            {(bounds) => (
              <rect
                class="picked"
                x={MARGIN.left + bounds()[0] * step(width())}
                width={(bounds()[1] - bounds()[0] + 1) * step(width())}
                y={MARGIN.top}
                height={base - MARGIN.top}
              />
            )}
          </Show>
          <For each={series()}>
            {({ key }, i) => (
              <path
                class={`outline is-${CLASS_STYLE[key]}`}
                d={staircase((values()[i()] ?? []).map(y()), MARGIN.left, step(width()), base)}
              />
            )}
          </For>
          <line class="axis" x1={MARGIN.left} x2={width() - MARGIN.right} y1={base} y2={base} />
          <For each={xTicks(width())}>
            {({ value, x }) => (
              <>
                <line class="axis" x1={x} x2={x} y1={base} y2={base + 4} />
                <text class="tick" x={x} y={base + 18} text-anchor="middle">
                  {format().number(value)}
                </text>
              </>
            )}
          </For>
          <text class="axis-title" x={width() - MARGIN.right} y={HEIGHT - 6} text-anchor="end">
            {props.xTitle}
          </text>
          <For each={series()}>
            {({ key }, i) => {
              const bin = () => bestBin(values(), i());
              const x = () =>
                Math.min(
                  width() - MARGIN.right - 40,
                  Math.max(MARGIN.left + 30, MARGIN.left + (bin() + 0.5) * step(width())),
                );
              const at = () => y()(values()[i()]?.[bin()] ?? 0) - 9;
              return (
                <g class={`series-name is-${CLASS_STYLE[key]}`}>
                  <ClassShape of={key} x={x() - 24} y={at() - 4} size={9} />
                  <text x={x() - 15} y={at()}>
                    {props.className(key)}
                  </text>
                </g>
              );
            }}
          </For>
          <For each={Array.from({ length: bins() }, (_, bin) => bin)}>
            {(bin) => (
              <rect
                {...mark(bin)}
                x={MARGIN.left + bin * step(width())}
                y={MARGIN.top}
                width={step(width())}
                height={base - MARGIN.top}
                onPointerDown={(event) => {
                  if (event.pointerType === 'mouse') setDragging(bin);
                }}
                onPointerUp={() => {
                  const from = dragging();
                  setDragging(null);
                  if (from !== null && from !== bin) pick(from, bin);
                }}
              />
            )}
          </For>
        </>
      )}
    </Chart>
  );
}
