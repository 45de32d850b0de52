import { FOLDERS, type FolderRule, LIBRARIES } from './table';

/** Files that the walls do not concern: tests may import what they test with, in whatever folder. */
export const NO_WALLS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/testing/**',
  '**/*.node.ts',
  'e2e/**',
  '*.config.ts',
] as const;

/** The rule of a file's folder: the one whose path is the longest prefix of its path, or undefined. */
export function ruleOf(file: string): FolderRule | undefined {
  let best: FolderRule | undefined;
  for (const rule of FOLDERS) {
    const inside = file === rule.folder || file.startsWith(`${rule.folder}/`);
    if (inside && rule.folder.length > (best?.folder.length ?? -1)) best = rule;
  }
  return best;
}

/** True if `rule` may import a file of `other`. */
export function mayImport(rule: FolderRule, other: Pick<FolderRule, 'folder'>): boolean {
  return rule.folder === other.folder || rule.imports.includes(other.folder);
}

interface Pattern {
  group: string[];
  message: string;
}

/**
 * Patterns of import specifiers that biome refuses in `rule`. They match by name, so that the editor can show the
 * advice; `walls.test.ts` checks the resolved files, which is exact.
 */
function refusedPatterns(rule: FolderRule): Pattern[] {
  const patterns: Pattern[] = [];
  const top = rule.folder.split('/')[0];
  const group = FOLDERS.filter(
    ({ folder }) =>
      folder.startsWith(`${top}/`) &&
      !mayImport(rule, { folder }) &&
      // A folder of which a part may be imported is left to the test.
      ![rule.folder, ...rule.imports].some((allowed) => allowed.startsWith(`${folder}/`)),
  ).map(({ folder }) => `**/${folder.split('/')[1]}/**`);
  const otherTops = ['shared', 'web', 'sync-server'].filter((other) => other !== top);
  for (const other of otherTops) {
    if (other !== 'shared' && !rule.imports.some((allowed) => allowed.startsWith(other))) group.push(`**/${other}/**`);
  }
  if (group.length > 0) patterns.push({ group: [...new Set(group)], message: rule.advice });
  for (const [name, { packages, advice }] of Object.entries(LIBRARIES)) {
    if (rule.libraries?.includes(name)) continue;
    patterns.push({ group: packages.flatMap((p) => (p.endsWith('*') ? [p] : [p, `${p}/**`])), message: advice });
  }
  return patterns;
}

/** The overrides of biome.json that hold the walls, most general folder first, since the last match decides. */
export function biomeOverrides() {
  const rules = [...FOLDERS].sort((a, b) => a.folder.length - b.folder.length);
  return [
    ...rules.map((rule) => ({
      includes: [`${rule.folder}/**`],
      linter: {
        rules: {
          style: { noRestrictedImports: { level: 'error', options: { patterns: refusedPatterns(rule) } } },
        },
      },
    })),
    { includes: [...NO_WALLS], linter: { rules: { style: { noRestrictedImports: 'off' } } } },
    { includes: ['shared/cli/**', 'shared/bench/**'], linter: { rules: { suspicious: { noConsole: 'off' } } } },
  ];
}
