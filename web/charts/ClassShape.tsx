import { Show } from 'solid-js';
import type { ClassKey } from '#shared/eda/report';
import { CLASS_STYLE } from './classes';

/** The mark of a class in a chart, never colour alone: a circle for other, a square for toxic, a ring for no label. */
export function ClassShape(props: { of: ClassKey; x: number; y: number; size: number }) {
  const style = () => `shape is-${CLASS_STYLE[props.of]}`;
  const half = () => props.size / 2;
  return (
    <Show when={props.of === '1'} fallback={<circle class={style()} cx={props.x} cy={props.y} r={half()} />}>
      <rect
        class={style()}
        x={props.x - half() * 0.92}
        y={props.y - half() * 0.92}
        width={props.size * 0.92}
        height={props.size * 0.92}
        rx={props.size / 8}
      />
    </Show>
  );
}
