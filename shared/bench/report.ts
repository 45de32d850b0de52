import type { Result } from './bench';
import type { Measured } from './measure';

/** One row of what is printed. */
type Cells = readonly [work: string, size: string, who: string, seconds: string, spread: string, ratio: string];

const HEAD: Cells = ['work', 'size', 'by', 'min s', 'mean ± sd', 'ours is'];

/** Four significant digits, without an exponent where it can be helped. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(2);
  if (Math.abs(value) >= 1000) return Math.round(value).toString();
  return String(Number(value.toPrecision(4)));
}

/** How many times faster ours was, by the fastest run of each. */
export function ratioOf(ours: Measured, theirs: Measured): number {
  return theirs.timing.min / ours.timing.min;
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
  if (measured.length === 0) return [[work, size, '', '', '', '']];
  return measured.map((each, i) => {
    const { min, mean, sd } = each.timing;
    const ratios = i < ours ? [] : measured.slice(0, ours).map((our) => `${ratioOf(our, each).toFixed(2)}x`);
    return [i ? '' : work, i ? '' : size, each.name, short(min), `${short(mean)} ± ${short(sd)}`, ratios.join(', ')];
  });
}

function notesOf({ toReach, facts }: Result): string[] {
  const found = Object.entries(facts).map(
    ([name, value]) => `${name}: ${typeof value === 'number' ? short(value) : value}`,
  );
  return [...(toReach ? [`to reach: ${toReach}`] : []), ...found];
}
