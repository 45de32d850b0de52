import { createSelector, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';

/** A place in a chart, pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Attributes of the element of one mark. */
export interface MarkAttributes {
  readonly 'data-mark': number;
  readonly role: 'button' | 'img';
  readonly tabindex: 0 | -1;
  readonly 'aria-label': string;
  readonly class: string;
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

const KEYS: ReadonlySet<string> = new Set<ArrowKey>(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** The width of a chart before it is laid out: that of the last one, since most charts are side by side. */
let firstWidth = 420;

/**
 * Charts are laid out for this width at least: while a page is put together, their containers may have next to none.
 */
const MIN_WIDTH = 160;

/**
 * An SVG as wide as its container, with marks one can point at, walk through with the arrow keys (one tab stop for the
 * whole chart) and press. The meaning of a mark is its label for screen readers and the tip for everyone else.
 */
export function Chart(props: {
  /** What the chart shows, for screen readers. */
  label: string;
  height: number | ((width: number) => number);
  marks: number;
  /** The text of a mark's tip, line by line; the first names it. */
  lines: (mark: number) => readonly string[];
  /** The tip is placed above this point. */
  place: (mark: number, width: number) => Place;
  /** The mark that a key moves to; by default all arrows walk through the marks in order. */
  move?: (mark: number, key: ArrowKey) => number;
  /** `extend`: the shift key was held, or the pointer dragged from another mark. */
  onPick?: ((mark: number, extend: boolean) => void) | undefined;
  onActive?: (mark: number | null) => void;
  class?: string;
  children: (width: () => number, mark: (index: number) => MarkAttributes) => JSX.Element;
}) {
  const [width, setWidth] = createSignal(firstWidth);
  const [active, setActive] = createSignal<number | null>(null);
  const [stop, setStop] = createSignal(0);
  let box: HTMLDivElement | undefined;

  onMount(() => {
    if (box === undefined) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry.contentRect.width);
      if (measured <= 0) return; // hidden while the table is shown
      firstWidth = Math.max(MIN_WIDTH, measured);
      setWidth(firstWidth);
    });
    observer.observe(box);
    onCleanup(() => observer.disconnect());
  });

  const height = () => (typeof props.height === 'number' ? props.height : props.height(width()));
  const point = (mark: number | null) => {
    setActive(mark);
    props.onActive?.(mark);
  };
  const lastStop = () => Math.min(stop(), Math.max(0, props.marks - 1));
  const isStop = createSelector(lastStop);
  const walk = (from: number, key: ArrowKey): number => {
    if (key === 'Home') return 0;
    if (key === 'End') return props.marks - 1;
    const to = props.move?.(from, key) ?? from + (key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1);
    return Math.min(props.marks - 1, Math.max(0, to));
  };
  const focusMark = (mark: number) => {
    box?.querySelector<SVGElement>(`[data-mark="${mark}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = markOf(event.target);
    if (mark === null) return;
    if (KEYS.has(event.key)) {
      event.preventDefault();
      focusMark(walk(mark, event.key as ArrowKey));
    } else if ((event.key === 'Enter' || event.key === ' ') && props.onPick) {
      event.preventDefault();
      props.onPick(mark, event.shiftKey);
    } else if (event.key === 'Escape' && active() !== null) {
      event.stopPropagation();
      point(null);
    }
  };
  const attributes = (index: number): MarkAttributes => ({
    'data-mark': index,
    role: props.onPick ? 'button' : 'img',
    get tabindex() {
      return isStop(index) ? (0 as const) : (-1 as const);
    },
    get 'aria-label'() {
      return props.lines(index).join('. ');
    },
    class: props.onPick ? 'mark pressable' : 'mark',
  });
  const tip = () => {
    const mark = active();
    return mark === null || mark >= props.marks ? null : { ...props.place(mark, width()), lines: props.lines(mark) };
  };

  return (
    <div class={`chart ${props.class ?? ''}`} ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of marks is no form. */}
      <svg
        role="group"
        aria-label={props.label}
        width={width()}
        height={height()}
        viewBox={`0 0 ${width()} ${height()}`}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const mark = markOf(event.target);
          if (mark !== null) props.onPick?.(mark, event.shiftKey);
        }}
        onFocusIn={(event) => {
          const mark = markOf(event.target);
          if (mark === null) return;
          setStop(mark);
          point(mark);
        }}
        onFocusOut={() => point(null)}
        onPointerOver={(event) => point(markOf(event.target))}
        onPointerLeave={() => point(null)}
      >
        {props.children(width, attributes)}
      </svg>
      <Show when={tip()}>
        {(shown) => (
          <div
            class="tip"
            aria-hidden="true"
            classList={{ below: shown().y < 60, left: shown().x > width() - 110, right: shown().x < 110 }}
            style={{ left: `${shown().x}px`, top: `${shown().y}px` }}
          >
            {shown().lines.map((line) => (
              <span>{line}</span>
            ))}
          </div>
        )}
      </Show>
    </div>
  );
}

function markOf(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null;
  const mark = target.closest('[data-mark]')?.getAttribute('data-mark');
  return mark === null || mark === undefined ? null : Number(mark);
}
