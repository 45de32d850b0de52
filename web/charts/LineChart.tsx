import { createEffect, createMemo, createSignal, onCleanup, onMount, untrack } from 'solid-js';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** A line, or points without one. */
export interface ChartSeries {
  readonly name: string;
  /** A variable of the style sheet, such as --m1. */
  readonly color: string;
  readonly points: boolean;
  readonly line: boolean;
  readonly dash?: readonly number[];
  /** One per x; null: nothing there. */
  readonly values: readonly (number | null)[];
}

/**
 * Lines and points over a common x axis, drawn by uPlot on a canvas; loaded late, with its library. It is a picture to
 * screen readers: show the same numbers as a table beside it.
 */
export default function LineChart(props: {
  /** What it shows, for screen readers. */
  label: string;
  x: readonly number[];
  /** Names of the x values, where they are no numbers. */
  xNames?: readonly string[] | undefined;
  xTitle: string;
  yTitle: string;
  /** Equal distances for equal ratios; all x are above 0. */
  logX?: boolean;
  series: readonly ChartSeries[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
}) {
  let box: HTMLDivElement | undefined;
  const [width, setWidth] = createSignal(0);
  // Colours are read off the style sheet: a change of theme draws anew.
  const [theme, setTheme] = createSignal(0);
  onMount(() => {
    if (box === undefined) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(box);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => setTheme((count) => count + 1);
    scheme.addEventListener('change', redraw);
    const attributes = new MutationObserver(redraw);
    attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    onCleanup(() => {
      observer.disconnect();
      attributes.disconnect();
      scheme.removeEventListener('change', redraw);
    });
  });
  let chart: uPlot | null = null;
  /** A frame of its own: what else the same change draws (a table of the numbers) is another task of the page. */
  let frame: number | undefined;
  const inFrame = (draw: () => void) => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = undefined;
      draw();
    });
  };
  onCleanup(() => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    chart?.destroy();
  });
  /** What a chart is made anew for; other numbers are put into the one that is there. */
  const shape = createMemo(() =>
    JSON.stringify([
      props.xNames,
      props.xTitle,
      props.yTitle,
      props.logX,
      props.series.map(({ values: _, ...series }) => series),
    ]),
  );
  let drawn = '';
  createEffect(() => {
    const data = dataOf();
    const now = `${shape()} ${theme()} ${width()}`;
    const element = box;
    if (element === undefined || width() < 50) return;
    inFrame(() => {
      if (chart !== null && now === drawn) return chart.setData(data);
      drawn = now;
      chart?.destroy();
      chart = untrack(() => new uPlot(optionsOf(element), data, element));
    });
  });

  function dataOf(): uPlot.AlignedData {
    const columns = props.series.map(({ values }) => [...values]);
    return [[...props.x], ...columns];
  }

  function optionsOf(element: HTMLElement): uPlot.Options {
    // `light-dark()` in a variable is only resolved in a property: it is read off an element that has it.
    const probe = element.ownerDocument.createElement('span');
    element.append(probe);
    const color = (name: string) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    const ink = color('--ink-2');
    const grid = { stroke: color('--line'), width: 1 };
    const font = `12px ${getComputedStyle(element).fontFamily}`;
    const names = props.xNames;
    const axis = { stroke: ink, font, labelFont: font, grid, ticks: grid };
    // Read when they are needed: the numbers may have changed since the chart was made.
    const rangeOfX = (): [number, number] => {
      const [lowest, highest] = [Math.min(...props.x), Math.max(...props.x)];
      if (names === undefined && props.logX) return [lowest / 1.3, highest * 1.3];
      const room = lowest === highest ? 1 : (highest - lowest) * 0.06;
      return [lowest - room, highest + room];
    };
    const options: uPlot.Options = {
      width: width(),
      height: 260,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x:
          names === undefined && props.logX
            ? { time: false, distr: 3, range: rangeOfX }
            : { time: false, range: rangeOfX },
        y: { range: (_, low, high) => padded(low, high) },
      },
      axes: [
        {
          ...axis,
          label: props.xTitle,
          splits: () => [...new Set(props.x)],
          filter: (_, splits) => splits, // on a logarithmic axis uPlot would show some only
          values: (_, splits) =>
            thinned(splits, width() / 70).map((value) =>
              value === null ? '' : names === undefined ? props.formatX(value) : (names[value] ?? ''),
            ),
        },
        { ...axis, label: props.yTitle, size: 64, values: (_, splits) => splits.map(props.formatY) },
      ],
      series: [
        {},
        ...props.series.map(({ name, color: variable, points, line, dash }): uPlot.Series => {
          const stroke = color(variable);
          return {
            label: name,
            stroke,
            width: 2,
            ...(dash === undefined ? {} : { dash: [...dash] }),
            ...(line ? {} : { paths: () => null }),
            points: { show: points, size: 8, fill: stroke, stroke },
            spanGaps: true,
          };
        }),
      ],
    };
    probe.remove();
    return options;
  }

  return <div class="line-chart" role="img" aria-label={props.label} ref={box} />;
}

function padded(low: number, high: number): [number, number] {
  const room = Math.max(0.005, (high - low) * 0.12);
  return [low - room, high + room];
}

/** At most about `count` of the values, the others null. */
function thinned(values: readonly number[], count: number): (number | null)[] {
  const step = Math.max(1, Math.ceil(values.length / Math.max(1, count)));
  return values.map((value, i) => (i % step === 0 ? value : null));
}
