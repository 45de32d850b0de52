import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUNNER } from './testing/builtProgram';

const folder = mkdtempSync(join(tmpdir(), 'moderato-formats-'));
const at = (name: string) => join(folder, name);

function moderato(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('node', [RUNNER, ...args], { encoding: 'utf8' });
}

const ROWS = Array.from({ length: 40 }, (_, i) => ({
  text: `${i % 2 === 0 ? 'what a stupid fool' : 'thank you for the source'} ${i}`,
  toxic: i % 2 === 0 ? 1 : 0,
}));
const csv = `text,toxic\n${ROWS.map(({ text, toxic }) => `${text},${toxic}\n`).join('')}`;
const jsonl = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');
const parquet = parquetWriteBuffer({
  columnData: [
    { name: 'text', data: ROWS.map(({ text }) => text), type: 'STRING' },
    { name: 'toxic', data: ROWS.map(({ toxic }) => toxic), type: 'INT32' },
  ],
});

beforeAll(() => {
  writeFileSync(at('a.csv'), csv);
  writeFileSync(at('a.parquet'), new Uint8Array(parquet));
  writeFileSync(at('a.zip'), zipSync({ 'train.jsonl': strToU8(jsonl), 'notes.txt': strToU8('x') }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the same comments train the same model from every format', () => {
  const ids = [
    ['--data', at('a.csv')],
    ['--data', at('a.parquet')],
    ['--data', at('a.zip'), '--entry', 'train.jsonl'],
  ].map((data) => {
    const { status, stdout } = moderato('fit', ...data, '--out', at('m.moderato'), '--json');
    expect(status).toBe(0);
    return JSON.parse(stdout).modelId;
  });
  expect(new Set(ids)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
});

test('a scored Parquet file comes out as CSV, rows and columns in order', () => {
  const { status } = moderato('score', '--model', at('m.moderato'), '--data', at('a.parquet'), '--out', at('out.csv'));
  expect(status).toBe(0);
  const lines = readFileSync(at('out.csv'), 'utf8').trimEnd().split('\n');
  expect(lines[0]).toBe('text,toxic,score,probability,label,unsure');
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(
    ROWS.map(({ text, toxic }) => [text, String(toxic)]),
  );
});

test('a zip with several files is refused with their names', () => {
  const { status, stderr } = moderato('fit', '--data', at('a.zip'), '--out', at('n.moderato'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/archive-several: .*train\.jsonl.*notes\.txt/);
});
