import type { ClassKey } from '#shared/eda/section/classes';
import { CLASS_STYLE, shapePath } from './classes';

/** The mark of a class in a chart, never only a colour: a circle for other, a square for toxic, a ring for no label. */
export function ClassShape(props: { of: ClassKey; x: number; y: number; size: number }) {
  return <path class={`shape is-${CLASS_STYLE[props.of]}`} d={shapePath(props.of, props.x, props.y, props.size)} />;
}
