import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { projectImports } from './imports';
import { biomeOverrides, mayImport, roomOf } from './rules';
import { LIBRARIES, ROOMS } from './table';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const OUTSIDE = /\.test\.tsx?$|(^|\/)testing\/|\.node\.ts$/;
const imports = [...projectImports(root, ['shared', 'web', 'sync-server'])].filter(({ from }) => !OUTSIDE.test(from));

test('biome.json holds the rules that the table generates (npm run walls writes them)', () => {
  expect(JSON.parse(readFileSync(`${root}/biome.json`, 'utf8')).overrides).toEqual(biomeOverrides());
});

test('every folder with source files belongs to a room', () => {
  const homeless = new Set(imports.map(({ from }) => from).filter((file) => !roomOf(file) && file.includes('/')));
  expect([...homeless].filter((file) => !file.endsWith('.d.ts'))).toEqual([]);
});

test('no import crosses a wall of the table', () => {
  const crossings = imports.flatMap(({ from, file }) => {
    const room = roomOf(from);
    const other = file && !OUTSIDE.test(file) ? roomOf(file) : undefined;
    return room && other && !mayImport(room, other) ? [`${from} imports ${file}: ${room.advice}`] : [];
  });
  expect(crossings).toEqual([]);
  expect(imports.filter(({ file }) => file).length).toBeGreaterThan(1000);
});

test('reserved libraries are imported by their rooms only, or by the one file that wraps them', () => {
  const matches = (specifier: string, name: string) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`);
  const crossings = imports.flatMap(({ from, specifier, file }) => {
    const room = roomOf(from);
    if (file || !room) return [];
    return Object.entries(LIBRARIES)
      .filter(([, { packages }]) => packages.some((name) => matches(specifier, name)))
      .filter(
        ([name, library]) => !room.libraries?.includes(name) || (room.folder === 'shared/ml' && library.file !== from),
      )
      .map(([, { advice }]) => `${from} imports ${specifier}: ${advice}`);
  });
  expect(crossings).toEqual([]);
});

test('the table itself has no circle: each room imports only rooms that do not lead back to it', () => {
  const byFolder = new Map(ROOMS.map((room) => [room.folder, room]));
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (byFolder.get(from)?.imports ?? []).some((next) => {
      if (next === target) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  expect(ROOMS.map(({ folder }) => folder).filter((folder) => reaches(folder, folder))).toEqual([]);
});
