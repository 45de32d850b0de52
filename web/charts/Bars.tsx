import { createMemo, For, Show } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { Chart } from './Chart';
import { CLASS_STYLE } from './classes';
import { fitText, NAME_FONT, textWidth, USER_TEXT_FONT, VALUE_FONT } from './textWidth';

export interface Bar {
  readonly name: string;
  /** A negative value extends to the left. */
  readonly value: number;
  /** `value` as written at the end of the row. */
  readonly shown: string;
  readonly of: ClassKey;
  /** `name` was written by people: it is set in the serif, and blurred with `offensive`. */
  readonly userText: boolean;
  readonly offensive: boolean;
  readonly tip: readonly string[];
}

const ROW = 28;
const THICK = 14;
const GAP = 10;

/** Bars along one axis, a name before and the value after each; negative values extend to the left. */
export function Bars(props: { label: string; bars: readonly Bar[]; onPick?: ((bar: number) => void) | undefined }) {
  const bars = createMemo(() => props.bars);
  const max = createMemo(() => Math.max(0, ...bars().map(({ value }) => value)));
  const min = createMemo(() => Math.min(0, ...bars().map(({ value }) => value)));
  const valueWidth = createMemo(() => Math.max(30, ...bars().map(({ shown }) => textWidth(shown, VALUE_FONT) + 4)));
  const font = (bar: Bar) => (bar.userText ? USER_TEXT_FONT : NAME_FONT);
  const widestName = createMemo(() => Math.max(40, ...bars().map((bar) => textWidth(bar.name, font(bar)) + 2)));
  const nameWidth = (width: number) => Math.min(width * 0.36, widestName());
  const lane = (width: number) => {
    const left = nameWidth(width) + GAP;
    const room = Math.max(20, width - left - GAP - valueWidth());
    const span = max() - min() || 1;
    return { zero: left + (-min() / span) * room, unit: room / span };
  };
  return (
    <Chart
      label={props.label}
      height={bars().length * ROW}
      marks={bars().length}
      class="bars"
      lines={(index) => bars()[index]?.tip ?? []}
      place={(index, width) => {
        const { zero, unit } = lane(width);
        return { x: zero + (bars()[index].value * unit) / 2, y: index * ROW + 4 };
      }}
      onPick={props.onPick}
    >
      {(width, mark) => (
        <>
          <For each={bars()}>
            {(bar, index) => {
              const middle = () => index() * ROW + ROW / 2;
              const length = () => Math.max(1.5, Math.abs(bar.value) * lane(width()).unit);
              return (
                <g {...mark(index())}>
                  <rect class="halo" x={1} y={index() * ROW + 1} width={width() - 2} height={ROW - 2} rx={5} />
                  <text
                    class={bar.userText ? 'name user-text' : 'name'}
                    classList={{ offensive: bar.offensive }}
                    x={0}
                    y={middle() + 4.5}
                  >
                    {fitText(bar.name, font(bar), nameWidth(width()))}
                  </text>
                  <rect
                    class={`bar is-${CLASS_STYLE[bar.of]}`}
                    x={bar.value < 0 ? lane(width()).zero - length() : lane(width()).zero}
                    y={middle() - THICK / 2}
                    width={length()}
                    height={THICK}
                    rx={2}
                  />
                  <text class="value" x={width()} y={middle() + 4} text-anchor="end">
                    {bar.shown}
                  </text>
                </g>
              );
            }}
          </For>
          <Show when={min() < 0}>
            <line class="axis" x1={lane(width()).zero} x2={lane(width()).zero} y1={2} y2={bars().length * ROW - 2} />
          </Show>
        </>
      )}
    </Chart>
  );
}
