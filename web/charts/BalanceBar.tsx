import { createMemo, For } from 'solid-js';
import type { ClassKey } from '#shared/eda/report';
import { Chart } from './Chart';
import { ClassShape } from './ClassShape';
import { CLASS_STYLE } from './classes';

export interface BalancePart {
  readonly of: ClassKey;
  readonly value: number;
  /** "toxic 14 629 (20%)". */
  readonly name: string;
}

const HEIGHT = 46;
const GAP = 3;
const LEAST = 4;

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
    const wide = parts().map(({ value }) => Math.max(LEAST, (value / total) * room));
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
  return (
    <Chart
      label={props.label}
      height={HEIGHT}
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
            const last = () => index() > 0 && index() === parts().length - 1;
            const nameX = () => (last() ? width() : index() === 0 ? 0 : place().x);
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
                  <ClassShape of={part.of} x={last() ? nameX() - 5 : nameX() + 5} y={36} size={9} />
                  <text x={last() ? nameX() - 14 : nameX() + 14} y={40} text-anchor={last() ? 'end' : 'start'}>
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
