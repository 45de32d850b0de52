import { createSignal, type JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import '../styles/index.css';
import { BalanceBar } from './BalanceBar';
import { type Bar, Bars } from './Bars';
import './charts.css';
import { DotPlot } from './DotPlot';
import { Histogram } from './Histogram';
import { Scatter, type ScatterPoint } from './Scatter';
import { ScoreBar } from './ScoreBar';
import { fitText, NAME_FONT, textWidth } from './textWidth';
import { WordCloud } from './WordCloud';

let dispose: () => void = () => undefined;
afterEach(() => dispose());

function show(what: () => JSX.Element, width = 480): HTMLElement {
  const root = document.createElement('div');
  root.style.width = `${width}px`;
  document.body.append(root);
  const stop = render(what, root);
  dispose = () => {
    stop();
    root.remove();
  };
  return root;
}

function marks(root: Element): SVGElement[] {
  return [...root.querySelectorAll<SVGElement>('[data-mark]')].sort(
    (a, b) => Number(a.dataset.mark) - Number(b.dataset.mark),
  );
}

const key = (name: string, shiftKey = false) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }),
  );
const focused = () => document.activeElement?.getAttribute('aria-label');
const className = (of: string) => ({ '1': 'toxic', '0': 'other' })[of] ?? 'no label';

const bar = (name: string, value: number): Bar => ({
  name,
  value,
  shown: String(value),
  of: value > 0 ? '1' : '0',
  userText: true,
  offensive: name === 'fool',
  tip: [name, `z ${value}`],
});

test('bars are one stop of the tab key; arrows walk, Home and End jump, Enter presses, the tip follows', () => {
  const onPick = vi.fn();
  const root = show(() => (
    <Bars label="Words" bars={[bar('fool', 9), bar('clown', 7), bar('thanks', -8)]} onPick={onPick} />
  ));
  const all = marks(root);
  expect(all.map((mark) => mark.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
  expect(all[0].getAttribute('role')).toBe('button');
  all[0].focus();
  expect(root.querySelector('.tip')?.textContent).toBe('foolz 9');
  key('ArrowDown');
  expect(focused()).toBe('clown. z 7');
  expect(all[1].getAttribute('tabindex')).toBe('0');
  key('End');
  expect(focused()).toBe('thanks. z -8');
  key('ArrowDown');
  expect(focused()).toBe('thanks. z -8');
  key('Home');
  key('Enter');
  expect(onPick).toHaveBeenCalledWith(0, false);
  all[2].dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(onPick).toHaveBeenLastCalledWith(2, false);
  key('Escape');
  expect(root.querySelector('.tip')).toBeNull();
});

test('negative values extend to the left of the axis, and lengths are proportional to values', () => {
  const root = show(() => <Bars label="Words" bars={[bar('a', 8), bar('b', -4)]} />);
  const [up, down] = [...root.querySelectorAll<SVGRectElement>('.bar')].map((rect) => rect.getBBox());
  expect(up.width / down.width).toBeCloseTo(2, 1);
  expect(down.x + down.width).toBeCloseTo(up.x, 1);
  expect(marks(root)[0].getAttribute('role')).toBe('img');
});

test('a chart is as wide as its container, and follows it', async () => {
  const root = show(() => <Bars label="Words" bars={[bar('a', 8)]} />, 300);
  const svg = root.querySelector('svg');
  await expect.poll(() => svg?.getAttribute('width')).toBe('300');
  root.style.width = '420px';
  await expect.poll(() => svg?.getAttribute('width')).toBe('420');
});

const series = [
  { key: '1' as const, counts: [1, 6, 3, 0] },
  { key: '0' as const, counts: [0, 2, 4, 14] },
];
const histogram = (onPick: (from: number, to: number | null) => void) => (
  <Histogram
    label="Length"
    edges={[0, 10, 20, 30, 100]}
    overflow
    series={series}
    axis="linear"
    as="shares"
    xTitle="characters"
    yTitle="share"
    className={className}
    binName={(first, last, open) => (open ? `${first}+` : `${first}–${last}`)}
    onPick={onPick}
  />
);

test('a bin names its range and each class; a click picks one bin, shift or dragging several', () => {
  const onPick = vi.fn();
  const root = show(() => histogram(onPick));
  const bins = marks(root);
  bins[1].focus();
  expect(focused()).toBe('10–19. toxic: 6 (60.0%). other: 2 (10.0%)');
  key('Enter');
  expect(onPick).toHaveBeenLastCalledWith(10, 20);
  key('ArrowRight');
  key('Enter', true);
  expect(onPick).toHaveBeenLastCalledWith(10, 30);
  key('End');
  expect(focused()).toMatch(/^30\+/);
  key('Enter');
  expect(onPick).toHaveBeenLastCalledWith(30, null);
  const mouse = { bubbles: true, pointerType: 'mouse' };
  bins[2].dispatchEvent(new PointerEvent('pointerdown', mouse));
  bins[0].dispatchEvent(new PointerEvent('pointerup', mouse));
  expect(onPick).toHaveBeenLastCalledWith(0, 30);
});

test('both classes of a histogram are named and drawn in colours of their own', () => {
  const root = show(() => histogram(() => undefined));
  const names = [...root.querySelectorAll('.series-name text')].map((name) => name.textContent);
  expect(names).toEqual(['toxic', 'other']);
  const colours = [...root.querySelectorAll('.outline')].map((path) => getComputedStyle(path).stroke);
  expect(new Set(colours).size).toBe(2);
});

test('a dot plot has a mark per class with its interval, also in a narrow container', () => {
  const row = {
    name: 'exclamation marks',
    dots: [
      { of: '0' as const, value: 0.1, low: 0.08, high: 0.12 },
      { of: '1' as const, value: 0.3, low: 0.25, high: 0.35 },
    ],
    note: '+20.0 pp',
    tip: ['exclamation marks', 'toxic: 30%'],
  };
  for (const width of [480, 300]) {
    const root = show(() => <DotPlot label="Style" rows={[row, row]} xTitle="share" className={className} />, width);
    expect(root.querySelectorAll('.interval')).toHaveLength(4);
    const [other, toxic] = [...marks(root)[0].querySelectorAll<SVGPathElement>('.shape')].map((shape) =>
      shape.getBBox(),
    );
    expect(toxic.x).toBeGreaterThan(other.x);
    dispose();
  }
});

const point = (name: string, x: number, y: number, of: '0' | '1' | null): ScatterPoint => ({
  name,
  x,
  y,
  of,
  weight: y,
  offensive: false,
  tip: [name],
});

test('in a scatter left and right go by the first rate, up and down by the second, and a press names the point', () => {
  const onPick = vi.fn();
  const points = [point('often', 900, 5, '0'), point('seldom', 3, 200, '1'), point('never', 0, 40, null)];
  const root = show(() => (
    <Scatter label="Words" points={points} xTitle="x" yTitle="y" never="never" tick={String} onPick={onPick} />
  ));
  const all = marks(root);
  expect(all.map((mark) => mark.getAttribute('aria-label'))).toEqual(['never', 'seldom', 'often']);
  all[0].focus();
  key('ArrowRight');
  expect(focused()).toBe('seldom');
  key('ArrowDown');
  expect(focused()).toBe('never');
  key('ArrowDown');
  expect(focused()).toBe('often');
  key('Enter');
  expect(onPick).toHaveBeenCalledWith(0);
  expect([...root.querySelectorAll('.point-name')].map((name) => name.textContent)).toEqual(['seldom', 'often']);
});

test('each part of a cloud and of a balance bar is labelled, and follows the props', () => {
  const [words, setWords] = createSignal([
    { text: 'fool', x: 0, y: 0, size: 40, offensive: true, tip: ['fool', '9 times'] },
  ]);
  const root = show(() => (
    <>
      <WordCloud label="Cloud" words={words()} width={320} height={200} of="1" />
      <BalanceBar
        label="Classes"
        parts={[
          { of: '1', value: 1, name: 'toxic 1' },
          { of: '0', value: 0, name: 'other 0' },
        ]}
      />
    </>
  ));
  expect(marks(root).map((mark) => mark.getAttribute('aria-label'))).toEqual(['fool. 9 times', 'toxic 1', 'other 0']);
  expect(root.querySelector('.cloud-word')?.classList.contains('offensive')).toBe(true);
  setWords([]);
  expect(root.querySelectorAll('.cloud [data-mark]')).toHaveLength(0);
});

test('text is cut to its width, between characters', () => {
  expect(fitText('short', NAME_FONT, 400)).toBe('short');
  const cut = fitText('😀'.repeat(60), NAME_FONT, 100);
  expect(cut).toMatch(/^(😀)+…$/u);
  expect(textWidth(cut, NAME_FONT)).toBeLessThanOrEqual(100);
});

test('no chart draws anything of negative size, however narrow its place is while a page is put together', async () => {
  const series = [{ key: '1' as const, counts: Array.from({ length: 36 }, (_, i) => i) }];
  const row = { name: 'nouns', dots: [{ of: '1' as const, value: 0.2, low: 0.1, high: 0.3 }], note: '+1 pp', tip: [] };
  const root = show(
    () => (
      <>
        <Histogram
          label="Length"
          edges={Array.from({ length: 37 }, (_, i) => i + 1)}
          overflow={false}
          series={series}
          axis="log"
          as="shares"
          xTitle="characters"
          yTitle="share"
          className={className}
          binName={String}
        />
        <Bars label="Words" bars={[bar('fool', 9), bar('thanks', -8)]} />
        <DotPlot label="Parts" rows={[row]} xTitle="share" className={className} />
        <BalanceBar label="Classes" parts={[{ of: '1', value: 3, name: 'toxic 3' }]} />
      </>
    ),
    32,
  );
  await expect.poll(() => root.querySelectorAll('svg').length).toBe(4);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  expect(root.clientWidth).toBe(32);
  const negative = [...root.querySelectorAll('rect')].filter((each) => Number(each.getAttribute('width')) < 0);
  expect(negative.map((each) => each.outerHTML)).toEqual([]);
});

test.each([
  [300, 0.7],
  [300, 0.5],
  [300, 0.97],
  [720, 0.74],
  [720, 0.03],
  [720, 0.96],
])('the captions of a score bar of %i pixels with its threshold at %f do not overlap', (width, threshold) => {
  const root = show(
    () => <ScoreBar value={0.4} threshold={threshold} low="обычный" high="токсичный" mark="порог 70 %" text="40 %" />,
    width,
  );
  const boxes = [...root.querySelectorAll('.ends > span')].map((span) => span.getBoundingClientRect());
  expect(boxes).toHaveLength(3);
  for (const [i, one] of boxes.entries()) {
    expect(one.left).toBeGreaterThanOrEqual(root.getBoundingClientRect().left);
    expect(one.right).toBeLessThanOrEqual(root.getBoundingClientRect().right);
    for (const other of boxes.slice(i + 1)) {
      const apart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      expect(apart).toBe(true);
    }
  }
});
