import { createMemo, For, Show } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { format } from '../i18n';
import { Chart } from './Chart';
import { ClassShape } from './ClassShape';
import { CLASS_STYLE } from './classes';
import { linearScale, linearTicks } from './scales';
import { fitText, NAME_FONT, textWidth, VALUE_FONT } from './textWidth';

export interface Dot {
  readonly of: ClassKey;
  /** A share, 0..1, with its interval. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface DotRow {
  readonly name: string;
  readonly dots: readonly Dot[];
  /** At the end of the row: a difference, a count. */
  readonly note: string;
  readonly tip: readonly string[];
}

const ROW = 32;
/** A chart as narrow as this has names above their rows, not next to them. */
const NARROW = 380;
const NAME_LINE = 18;
const HEAD = 18;
const FOOT = 40;
const GAP = 12;

/**
 * Shares with their intervals, a row each and a mark per class, on one axis from zero. `reference` draws a line to
 * compare with.
 */
export function DotPlot(props: {
  label: string;
  rows: readonly DotRow[];
  xTitle: string;
  className: (key: ClassKey) => string;
  reference?: { readonly value: number; readonly name: string } | undefined;
  onPick?: ((row: number) => void) | undefined;
}) {
  const rows = createMemo(() => props.rows);
  const dots = createMemo(() => rows().flatMap((row) => row.dots));
  const keys = createMemo(() => [...new Set(dots().map(({ of }) => of))]);
  const max = createMemo(() =>
    Math.min(1, 1.04 * Math.max(0.001, props.reference?.value ?? 0, ...dots().map(({ high }) => high))),
  );
  const noteWidth = createMemo(() => Math.max(0, ...rows().map(({ note }) => textWidth(note, VALUE_FONT) + 4)));
  const widestName = createMemo(() => Math.max(40, ...rows().map(({ name }) => textWidth(name, NAME_FONT) + 2)));
  const narrow = (width: number) => width < NARROW;
  const nameWidth = (width: number) =>
    narrow(width) ? width - noteWidth() - GAP : Math.min(width * 0.38, widestName());
  const rowHeight = (width: number) => (narrow(width) ? ROW + NAME_LINE : ROW);
  const left = (width: number) => (narrow(width) ? 0 : nameWidth(width) + GAP);
  const right = (width: number) => (narrow(width) ? width : width - noteWidth() - GAP);
  const x = (width: number) => linearScale(0, max(), left(width) + 6, right(width) - 6);
  const base = (width: number) => HEAD + rows().length * rowHeight(width);
  const ticks = (width: number) => linearTicks(0, max(), Math.max(2, Math.floor((right(width) - left(width)) / 60)));
  const digits = () => (max() < 0.02 ? 2 : max() < 0.1 ? 1 : 0);
  return (
    <Chart
      label={props.label}
      height={(width) => base(width) + FOOT}
      marks={rows().length}
      class="dot-plot"
      lines={(index) => rows()[index]?.tip ?? []}
      place={(index, width) => ({
        x: x(width)(rows()[index].dots[0]?.value ?? 0),
        y: HEAD + index * rowHeight(width) + 6,
      })}
      onPick={props.onPick}
    >
      {(width, mark) => (
        <>
          <For each={ticks(width())}>
            {(tick) => (
              <>
                <line class="grid" x1={x(width())(tick)} x2={x(width())(tick)} y1={HEAD} y2={base(width())} />
                <text class="tick" x={x(width())(tick)} y={base(width()) + 15} text-anchor="middle">
                  {format().percent(tick, digits())}
                </text>
              </>
            )}
          </For>
          <text class="axis-title" x={right(width())} y={base(width()) + 33} text-anchor="end">
            {props.xTitle}
          </text>
          <Show when={props.reference}>
            {(reference) => (
              <>
                <line
                  class="reference"
                  x1={x(width())(reference().value)}
                  x2={x(width())(reference().value)}
                  y1={HEAD - 4}
                  y2={base(width())}
                />
                <text
                  class="tick"
                  x={x(width())(reference().value)}
                  y={11}
                  text-anchor={x(width())(reference().value) > (left(width()) + right(width())) / 2 ? 'end' : 'start'}
                >
                  {reference().name}
                </text>
              </>
            )}
          </Show>
          <Show when={props.reference === undefined}>
            <For each={keys()}>
              {(key, i) => (
                <g class={`series-name is-${CLASS_STYLE[key]}`}>
                  <ClassShape of={key} x={left(width()) + 10 + i() * 96} y={8} size={9} />
                  <text x={left(width()) + 19 + i() * 96} y={12}>
                    {props.className(key)}
                  </text>
                </g>
              )}
            </For>
          </Show>
          <For each={rows()}>
            {(row, index) => {
              const top = () => HEAD + index() * rowHeight(width());
              const middle = () => top() + rowHeight(width()) - ROW / 2;
              const line = () => (narrow(width()) ? top() + NAME_LINE - 2 : middle() + 4.5);
              const between = () => {
                const places = row.dots.map(({ value }) => x(width())(value));
                return [Math.min(...places), Math.max(...places)] as const;
              };
              return (
                <g {...mark(index())}>
                  <rect class="halo" x={1} y={top() + 1} width={width() - 2} height={rowHeight(width()) - 2} rx={5} />
                  <text class="name" x={0} y={line()}>
                    {fitText(row.name, NAME_FONT, nameWidth(width()))}
                  </text>
                  <line class="grid" x1={left(width())} x2={right(width())} y1={middle()} y2={middle()} />
                  <Show when={row.dots.length > 1}>
                    <line class="between" x1={between()[0]} x2={between()[1]} y1={middle()} y2={middle()} />
                  </Show>
                  <For each={row.dots}>
                    {(dot) => (
                      <>
                        <line
                          class={`interval is-${CLASS_STYLE[dot.of]}`}
                          x1={x(width())(dot.low)}
                          x2={x(width())(Math.min(dot.high, max()))}
                          y1={middle()}
                          y2={middle()}
                        />
                        <ClassShape of={dot.of} x={x(width())(dot.value)} y={middle()} size={12} />
                      </>
                    )}
                  </For>
                  <text class="value" x={width()} y={line()} text-anchor="end">
                    {row.note}
                  </text>
                </g>
              );
            }}
          </For>
        </>
      )}
    </Chart>
  );
}
