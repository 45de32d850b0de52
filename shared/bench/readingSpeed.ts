import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { createRandom } from '#shared/base/random';
import { workbook } from '../data/testing/workbooks';

/*
 * `npx tsx shared/bench/readingSpeed.ts CHECKOUT [ROWS]`: how fast files are read here, in processor time of what
 * CHECKOUT (an older working tree with its node_modules) needs. Both read the same files alternately, in processes of
 * their own; the least of several readings counts.
 */

const [other, rowsGiven = '100000'] = process.argv.slice(2);
const ROWS = Number(rowsGiven);
const ROUNDS = 3;

const random = createRandom(1);
const WORDS = Array.from({ length: 5000 }, (_, i) => `w${((i * 7919) % 104_729).toString(36)}`);
const comment = () => Array.from({ length: 5 + random.below(25) }, () => WORDS[random.below(WORDS.length)]).join(' ');
const rows = Array.from({ length: ROWS }, (_, id) => ({
  id,
  text: `${comment()}, ${comment()}`,
  toxic: random.below(2),
}));

const folder = mkdtempSync(join(tmpdir(), 'moderato-reading-'));
const files: Readonly<Record<string, () => string | Uint8Array>> = {
  'a.csv': () => `id,text,toxic\n${rows.map(({ id, text, toxic }) => `${id},"${text}",${toxic}\n`).join('')}`,
  'a.jsonl': () => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  'a.parquet': () =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'text', data: rows.map(({ text }) => text), type: 'STRING' },
          { name: 'toxic', data: rows.map(({ toxic }) => toxic), type: 'INT32' },
        ],
      }),
    ),
  'a.xlsx': () => workbook({ S: [['id', 'text', 'toxic'], ...rows.map(({ id, text, toxic }) => [id, text, toxic])] }),
};

/** Reads the file some times; prints the least user time of a reading, in milliseconds. */
const CHILD = `
import { openAsBlob } from 'node:fs';
const [checkout, path, how] = process.argv.slice(1);
const { importTable } = await import(checkout + '/shared/data/readTable.ts');
const { runSteps } = await import(checkout + '/shared/runtime/steps.ts');
const file = new File([await openAsBlob(path)], path.split('/').pop());
let least = Infinity;
for (let i = 0; i < 4; i++) {
  const start = process.cpuUsage().user;
  if (how === 'look') {
    const { inspectFully } = await import(checkout + '/shared/data/inspect.ts');
    await runSteps(inspectFully(file, {}));
  } else {
    await runSteps(importTable(file, { textColumn: 'text', labelColumn: 'toxic' }, () => undefined));
  }
  least = Math.min(least, (process.cpuUsage().user - start) / 1000);
}
console.log(least);
`;

function measured(checkout: string, path: string, how: 'read' | 'look'): number {
  const argv = ['--import', 'tsx', '--input-type=module', '-e', CHILD, resolve(checkout), path, how];
  const { stdout, stderr, status } = spawnSync('node', argv, { encoding: 'utf8', cwd: resolve(checkout) });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

try {
  if (other === undefined) throw new Error('Name the other checkout.');
  for (const [name, write] of Object.entries(files)) {
    const path = join(folder, name);
    writeFileSync(path, write());
    const least = { here: Number.POSITIVE_INFINITY, there: Number.POSITIVE_INFINITY, look: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round++) {
      least.there = Math.min(least.there, measured(other, path, 'read'));
      least.here = Math.min(least.here, measured('.', path, 'read'));
      least.look = Math.min(least.look, measured('.', path, 'look'));
    }
    const ratio = (least.here / least.there).toFixed(2);
    console.log(
      `${name}: ${least.here.toFixed(0)} ms, before ${least.there.toFixed(0)} ms: ${ratio}; a look ${least.look.toFixed(0)} ms`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
