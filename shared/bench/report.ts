import type { Result } from './bench';
import type { Measured } from './measure';

/** One row of what is printed. */
type Cells = readonly [
  work: string,
  size: string,
  who: string,
  seconds: string,
  spread: string,
  ratio: string,
  processor: string,
  processorRatio: string,
];

const HEAD: Cells = ['work', 'size', 'by', 'median s', 'min to max', 'ours is', 'processor s', 'ours is'];

/** Four significant digits, without an exponent where it can be helped. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(2);
  if (Math.abs(value) >= 1000) return Math.round(value).toString();
  return String(Number(value.toPrecision(4)));
}

/** How many times faster ours was, by the median of the interleaved runs of each. */
export function ratioOf(ours: Measured, theirs: Measured): number {
  return theirs.timing.median / ours.timing.median;
}

/** The same by processor time; null where it is not known. */
export function processorRatioOf(ours: Measured, theirs: Measured): number | null {
  return ours.processor && theirs.processor ? theirs.processor.median / ours.processor.median : null;
}

/** The results as a table, each followed by what it should reach and what else was found. */
export function printable(results: readonly Result[]): string {
  const blocks = results.map((result) => ({ rows: rowsOf(result), notes: notesOf(result) }));
  const widths = HEAD.map((_, i) =>
    Math.max(...[HEAD, ...blocks.flatMap(({ rows }) => rows)].map((row) => row[i].length)),
  );
  const line = (row: Cells) =>
    row
      .map((cell, i) => (i > 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const body = blocks.flatMap(({ rows, notes }) => [...rows.map(line), ...notes.map((note) => `    ${note}`), '']);
  return [line(HEAD), rule, ...body].join('\n');
}

function rowsOf({ work, size, measured, ours }: Result): Cells[] {
  if (measured.length === 0) return [[work, size, '', '', '', '', '', '']];
  return measured.map((each, i) => {
    const { min, median, max } = each.timing;
    const ratios = (by: (our: Measured, their: Measured) => number | null) =>
      (i < ours ? [] : measured.slice(0, ours))
        .flatMap((our) => by(our, each)?.toFixed(2).concat('x') ?? [])
        .join(', ');
    return [
      i ? '' : work,
      i ? '' : size,
      each.name,
      short(median),
      `${short(min)} to ${short(max)}`,
      ratios(ratioOf),
      each.processor ? short(each.processor.median) : '',
      ratios(processorRatioOf),
    ];
  });
}

function notesOf({ toReach, facts }: Result): string[] {
  const found = Object.entries(facts).map(
    ([name, value]) => `${name}: ${typeof value === 'number' ? short(value) : value}`,
  );
  return [...(toReach ? [`to reach: ${toReach}`] : []), ...found];
}
