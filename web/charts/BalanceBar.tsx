import { createMemo, For } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { Chart } from './Chart';
import { ClassShape } from './ClassShape';
import { CLASS_STYLE } from './classes';
import { NAME_FONT, textWidth } from './textWidth';

export interface BalancePart {
  readonly of: ClassKey;
  readonly value: number;
  /** "toxic 14 629 (20%)". */
  readonly name: string;
}

const GAP = 3;
const MIN_WIDTH = 4;
/** The bar, and each line of names under it. */
const BAR = 26;
const LINE = 20;
const NAME_GAP = 20;
const MARK = 14;
/** Names are drawn a little bolder, and so wider, than they are measured. */
const BOLDER = 1.06;

/** How the rows are shared out among the classes: one bar, its parts named under it. */
export function BalanceBar(props: {
  label: string;
  parts: readonly BalancePart[];
  onPick?: ((part: number) => void) | undefined;
}) {
  const parts = createMemo(() => props.parts);
  const places = (width: number) => {
    const total = parts().reduce((sum, { value }) => sum + value, 0) || 1;
    const room = width - GAP * (parts().length - 1);
    const wide = parts().map(({ value }) => Math.max(MIN_WIDTH, (value / total) * room));
    const over = wide.reduce((sum, part) => sum + part, 0) - room;
    const largest = wide.indexOf(Math.max(...wide));
    wide[largest] -= over;
    let x = 0;
    return wide.map((part) => {
      const place = { x, width: part };
      x += part + GAP;
      return place;
    });
  };
  /** Names are side by side as far as they fit, then on the next line. */
  const names = (width: number) => {
    let x = 0;
    let line = 0;
    return parts().map(({ name }) => {
      const wide = MARK + textWidth(name, NAME_FONT) * BOLDER;
      if (x > 0 && x + wide > width) {
        x = 0;
        line++;
      }
      const place = { x, y: BAR + line * LINE + 10 };
      x += wide + NAME_GAP;
      return place;
    });
  };
  const height = (width: number) => (names(width).at(-1)?.y ?? BAR) + 8;
  return (
    <Chart
      label={props.label}
      height={height}
      marks={parts().length}
      class="balance-bar"
      lines={(index) => [parts()[index]?.name ?? '']}
      place={(index, width) => {
        const { x, width: part } = places(width)[index];
        return { x: x + part / 2, y: 4 };
      }}
      onPick={props.onPick}
    >
      {(width, mark) => (
        <For each={parts()}>
          {(part, index) => {
            const place = () => places(width())[index()];
            const name = () => names(width())[index()];
            return (
              <g {...mark(index())}>
                <rect
                  class={`bar is-${CLASS_STYLE[part.of]}`}
                  x={place().x}
                  y={6}
                  width={Math.max(1, place().width)}
                  height={14}
                  rx={3}
                />
                <rect class="halo" x={place().x} y={3} width={Math.max(1, place().width)} height={20} rx={4} />
                <g class={`series-name is-${CLASS_STYLE[part.of]}`}>
                  <ClassShape of={part.of} x={name().x + 5} y={name().y - 4} size={9} />
                  <text x={name().x + MARK} y={name().y}>
                    {part.name}
                  </text>
                </g>
              </g>
            );
          }}
        </For>
      )}
    </Chart>
  );
}
