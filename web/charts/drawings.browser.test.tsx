import type { JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BalanceBar } from './BalanceBar';
import { Bars } from './Bars';
import { Contributions } from './Contributions';
import { DotPlot } from './DotPlot';
import { Histogram } from './Histogram';
import { Scatter } from './Scatter';
import { ScoreBar } from './ScoreBar';
import { WordCloud } from './WordCloud';

/*
 * What each chart draws, as markup with coordinates in whole pixels. Whoever changes a chart reads the difference in
 * __snapshots__ and, if it is meant, writes it with `vitest -u`.
 */

beforeEach(() => {
  // Every character is 7 px wide, whatever fonts this machine has.
  vi.spyOn(CanvasRenderingContext2D.prototype, 'measureText').mockImplementation(
    (text) => ({ width: 7 * [...text].length }) as TextMetrics,
  );
});
afterEach(() => vi.restoreAllMocks());

function drawn(what: () => JSX.Element): string {
  const root = document.createElement('div');
  root.style.width = '480px';
  document.body.append(root);
  const stop = render(what, root);
  const html = root.innerHTML
    .replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number)) || 0))
    .replaceAll('><', '>\n<');
  stop();
  root.remove();
  return html;
}

const className = (of: string) => ({ '1': 'toxic', '0': 'other' })[of] ?? 'no label';

test('bars', () => {
  const bar = (name: string, value: number) => ({
    name,
    value,
    shown: String(value),
    of: value > 0 ? ('1' as const) : ('0' as const),
    userText: true,
    offensive: name === 'clown',
    tip: [name, `z ${value}`],
  });
  expect(
    drawn(() => <Bars label="Words" bars={[bar('clown', 9.4), bar('rubbish', 7), bar('thanks', -8)]} />),
  ).toMatchSnapshot();
});

test.each(['linear', 'log'] as const)('a histogram with a %s axis', (axis) => {
  expect(
    drawn(() => (
      <Histogram
        label="Length"
        edges={axis === 'linear' ? [0, 10, 20, 30, 100] : [1, 10, 100, 1000, 10_000]}
        overflow
        series={[
          { key: '1', counts: [1, 6, 2, 1] },
          { key: '0', counts: [9, 2, 5, 4] },
        ]}
        axis={axis}
        as="shares"
        xTitle="characters"
        yTitle="share"
        className={className}
        binName={(first, last, open) => (open ? `${first}+` : `${first}–${last}`)}
      />
    )),
  ).toMatchSnapshot();
});

test('a dot plot', () => {
  const row = {
    name: 'exclamation marks',
    dots: [
      { of: '0' as const, value: 0.1, low: 0.08, high: 0.12 },
      { of: '1' as const, value: 0.3, low: 0.25, high: 0.35 },
    ],
    note: '+20.0 pp',
    tip: ['exclamation marks', 'toxic: 30%'],
  };
  expect(
    drawn(() => <DotPlot label="Style" rows={[row, row]} xTitle="share" className={className} />),
  ).toMatchSnapshot();
});

test('a scatter', () => {
  const point = (name: string, x: number, y: number, of: '0' | '1' | null) => ({
    name,
    x,
    y,
    of,
    weight: y,
    offensive: false,
    tip: [name],
  });
  const points = [point('often', 900, 5, '0'), point('seldom', 3, 200, '1'), point('never', 0, 40, null)];
  expect(
    drawn(() => <Scatter label="Words" points={points} xTitle="x" yTitle="y" never="never" tick={String} />),
  ).toMatchSnapshot();
});

test('a cloud', () => {
  const words = [
    { text: 'clown', x: -40, y: 10, size: 40, offensive: true, tip: ['clown', '9 times'] },
    { text: 'rubbish', x: 60, y: -20, size: 18, offensive: false, tip: ['rubbish', '3 times'] },
  ];
  expect(drawn(() => <WordCloud label="Cloud" words={words} width={320} height={200} of="1" />)).toMatchSnapshot();
});

test('a balance bar', () => {
  const parts = [
    { of: '1' as const, value: 20, name: 'toxic 20 (20%)' },
    { of: '0' as const, value: 79, name: 'other 79 (79%)' },
    { of: 'unlabelled' as const, value: 1, name: 'no label 1 (1%)' },
  ];
  expect(drawn(() => <BalanceBar label="Classes" parts={parts} />)).toMatchSnapshot();
});

test('contributions', () => {
  const rows = [
    { name: 'clown', contribution: 2.25, userText: true, offensive: true },
    { name: 'thanks', contribution: -1.5, userText: true, offensive: false },
    { name: 'starting point', contribution: -0.5, userText: false, offensive: false },
  ];
  expect(drawn(() => <Contributions rows={rows} caption="Why" nameHead="Word" valueHead="Adds" />)).toMatchSnapshot();
});

test('a score', () => {
  expect(
    drawn(() => <ScoreBar value={0.82} threshold={0.5} low="fine" high="toxic" mark="threshold 50%" text="82%" />),
  ).toMatchSnapshot();
});
