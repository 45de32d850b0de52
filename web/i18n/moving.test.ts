import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { diffOf, movingClients } from '#shared/api/moving';
import { moving as en } from './en/moving';
import { moving as ru } from './ru/moving';

/* The README and the page of the app say the same about moving a client of the Perspective API. */

const README = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
const PART = README.slice(README.indexOf('## Moving from the Perspective API'));

test('the README has every change of a client as the page has it, and no other', () => {
  const blocks = [...PART.matchAll(/^(.+):\n\n```diff\n([\s\S]*?)\n```$/gm)].map(([, name, diff]) => [name, diff]);
  const expected = movingClients('http://localhost:4173').map((client) => [en.clients[client.client], diffOf(client)]);
  expect(blocks).toEqual(expected);
});

test('the README has the table of the page', () => {
  const table = PART.slice(PART.indexOf('### What is the same'));
  const rows = [...table.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, what, how]) => [what, how]);
  expect(rows.slice(0, en.rows.length)).toEqual(en.rows);
  expect(table.split('\n').filter((line) => line.startsWith('| ')).length).toBeGreaterThan(en.rows.length);
  expect(table.slice(0, table.indexOf('\nNew: `POST')).match(/^\| [^|]/gm)?.length).toBe(en.rows.length);
});

test('both languages name the same code and the same attributes in each row', () => {
  const codeOf = (row: readonly string[]) =>
    [...row.join(' ').matchAll(/`[^`]+`|\b[A-Z]+_[A-Z_]+\b/g)].map(String).sort();
  expect(ru.rows.map(codeOf)).toEqual(en.rows.map(codeOf));
  expect([...ru.key.matchAll(/`[^`]+`/g)].map(String)).toEqual([...en.key.matchAll(/`[^`]+`/g)].map(String));
});
