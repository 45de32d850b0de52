import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { projectImports } from './imports';
import { biomeOverrides, mayImport, ruleOf } from './rules';
import { FOLDERS, LIBRARIES } from './table';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const OUTSIDE = /\.test\.tsx?$|(^|\/)testing\/|\.node\.ts$/;
const imports = [...projectImports(root, ['shared', 'web', 'sync-server'])].filter(({ from }) => !OUTSIDE.test(from));

test('biome.json holds the rules that the table generates (npm run walls writes them)', () => {
  expect(JSON.parse(readFileSync(`${root}/biome.json`, 'utf8')).overrides).toEqual(biomeOverrides());
});

test('every folder with source files has a rule', () => {
  const homeless = new Set(imports.map(({ from }) => from).filter((file) => !ruleOf(file) && file.includes('/')));
  expect([...homeless].filter((file) => !file.endsWith('.d.ts'))).toEqual([]);
});

test('no import crosses a wall of the table', () => {
  const crossings = imports.flatMap(({ from, file }) => {
    const rule = ruleOf(from);
    const other = file && !OUTSIDE.test(file) ? ruleOf(file) : undefined;
    return rule && other && !mayImport(rule, other) ? [`${from} imports ${file}: ${rule.advice}`] : [];
  });
  expect(crossings).toEqual([]);
  expect(imports.filter(({ file }) => file).length).toBeGreaterThan(1000);
});

test('reserved libraries are imported by their folders only, or by the one file that wraps them', () => {
  const matches = (specifier: string, name: string) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`);
  const crossings = imports.flatMap(({ from, specifier, file }) => {
    const rule = ruleOf(from);
    if (file || !rule) return [];
    return Object.entries(LIBRARIES)
      .filter(([, { packages }]) => packages.some((name) => matches(specifier, name)))
      .filter(
        ([name, library]) => !rule.libraries?.includes(name) || (rule.folder === 'shared/ml' && library.file !== from),
      )
      .map(([, { advice }]) => `${from} imports ${specifier}: ${advice}`);
  });
  expect(crossings).toEqual([]);
});

test('the table itself has no circle: each folder imports only folders that do not lead back to it', () => {
  const byFolder = new Map(FOLDERS.map((rule) => [rule.folder, rule]));
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (byFolder.get(from)?.imports ?? []).some((next) => {
      if (next === target) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  expect(FOLDERS.map(({ folder }) => folder).filter((folder) => reaches(folder, folder))).toEqual([]);
});
