import { createMemo, For } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { Chart } from './Chart';
import { CLASS_STYLE } from './classes';

/** A word at the place that the layout chose: its middle and baseline from the middle of the cloud, pixels. */
export interface CloudWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly offensive: boolean;
  readonly tip: readonly string[];
}

/**
 * Words of one class, the commoner the larger. It is drawn in the size it was laid out for, and scaled to its
 * container.
 */
export function WordCloud(props: {
  label: string;
  words: readonly CloudWord[];
  width: number;
  height: number;
  of: ClassKey;
  onPick?: ((word: number) => void) | undefined;
}) {
  const words = createMemo(() => props.words);
  const scale = (width: number) => width / props.width;
  return (
    <Chart
      label={props.label}
      height={(width) => Math.round(props.height * scale(width))}
      marks={words().length}
      class="cloud"
      lines={(index) => words()[index]?.tip ?? []}
      place={(index, width) => {
        const { x, y, size } = words()[index];
        const by = scale(width);
        return { x: (props.width / 2 + x) * by, y: (props.height / 2 + y - size * 0.7) * by };
      }}
      onPick={props.onPick}
    >
      {(width, mark) => (
        <g transform={`scale(${scale(width())}) translate(${props.width / 2} ${props.height / 2})`}>
          <For each={words()}>
            {(word, index) => (
              <text
                {...mark(index())}
                class={`mark cloud-word user-text is-${CLASS_STYLE[props.of]}`}
                classList={{ offensive: word.offensive, pressable: props.onPick !== undefined }}
                x={word.x}
                y={word.y}
                font-size={`${word.size}`}
                text-anchor="middle"
              >
                {word.text}
              </text>
            )}
          </For>
        </g>
      )}
    </Chart>
  );
}
