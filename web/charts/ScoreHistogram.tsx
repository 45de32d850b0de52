import { createMemo, For } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import { format } from '../i18n';
import { Chart } from './Chart';
import { CLASS_STYLE } from './classes';
import { linearScale, linearTicks } from './scales';

const HEIGHT = 204;
const MARGIN = { top: 24, right: 10, bottom: 42, left: 44 };
const CLASSES = ['0', '1'] as const satisfies readonly ClassKey[];

/** Shares of either class by score, in ranges of one width: how far apart a model keeps the two. */
export function ScoreHistogram(props: {
  label: string;
  edges: readonly number[];
  positives: readonly number[];
  negatives: readonly number[];
  /** Scores are probabilities. */
  probability: boolean;
  /** The score from which the model flags; null: no line. */
  threshold: number | null;
  xTitle: string;
  yTitle: string;
  className: (key: ClassKey) => string;
}) {
  const shares = createMemo(() => [props.negatives, props.positives].map(sharesOf));
  const top = () => Math.max(0.001, ...shares().flat());
  const edges = createMemo(() => props.edges);
  const ends = () => [edges()[0], edges()[edges().length - 1]] as const;
  const x = (width: number) => linearScale(...ends(), MARGIN.left, width - MARGIN.right);
  const base = HEIGHT - MARGIN.bottom;
  const y = createMemo(() => linearScale(0, top(), base, MARGIN.top));
  const value = (score: number) =>
    props.probability
      ? format().percent(score, score * 100 === Math.round(score * 100) ? 0 : 1)
      : format().number(score, 2);
  const stairs = (width: number, of: readonly number[]) => {
    const toX = x(width);
    return of
      .map((share, i) => `${i === 0 ? 'M' : 'L'}${toX(edges()[i])} ${y()(share)}H${toX(edges()[i + 1])}`)
      .join('');
  };
  return (
    <Chart
      label={props.label}
      class="score-histogram"
      height={HEIGHT}
      marks={props.positives.length}
      lines={(bin) => [
        `${value(edges()[bin])} – ${value(edges()[bin + 1])}`,
        ...CLASSES.map((key, i) => {
          const count = [props.negatives, props.positives][i][bin];
          return `${props.className(key)}: ${format().number(count)} (${format().percent(shares()[i][bin], 1)})`;
        }),
      ]}
      place={(bin, width) => ({
        x: (x(width)(edges()[bin]) + x(width)(edges()[bin + 1])) / 2,
        y: y()(Math.max(shares()[0][bin], shares()[1][bin])),
      })}
    >
      {(width, mark) => {
        const toX = createMemo(() => x(width()));
        return (
          <>
            <For each={linearTicks(0, top(), 3)}>
              {(tick) => (
                <>
                  <line class="grid" x1={MARGIN.left} x2={width() - MARGIN.right} y1={y()(tick)} y2={y()(tick)} />
                  <text class="tick" x={MARGIN.left - 6} y={y()(tick) + 4} text-anchor="end">
                    {format().percent(tick)}
                  </text>
                </>
              )}
            </For>
            <For each={linearTicks(...ends(), 5)}>
              {(tick) => (
                <text class="tick" x={toX()(tick)} y={base + 16} text-anchor="middle">
                  {value(tick)}
                </text>
              )}
            </For>
            <text class="axis-title" x={width() - MARGIN.right} y={HEIGHT - 6} text-anchor="end">
              {props.xTitle}
            </text>
            <text class="axis-title" x={0} y={12}>
              {props.yTitle}
            </text>
            <For each={CLASSES}>
              {(key, i) => <path class={`score-line is-${CLASS_STYLE[key]}`} d={stairs(width(), shares()[i()])} />}
            </For>
            {props.threshold !== null && Number.isFinite(props.threshold) && (
              <line
                class="reference"
                x1={toX()(props.threshold)}
                x2={toX()(props.threshold)}
                y1={MARGIN.top}
                y2={base}
              />
            )}
            <For each={props.positives}>
              {(_, bin) => (
                <g {...mark(bin())}>
                  <rect
                    class="halo"
                    x={toX()(edges()[bin()])}
                    y={MARGIN.top}
                    width={Math.max(1, toX()(edges()[bin() + 1]) - toX()(edges()[bin()]))}
                    height={base - MARGIN.top}
                  />
                </g>
              )}
            </For>
          </>
        );
      }}
    </Chart>
  );
}

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}
