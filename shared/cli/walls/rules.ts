import { LIBRARIES, ROOMS, type Room } from './table';

/** Files that the walls do not concern: tests may import what they test with, whatever room they are in. */
export const NO_WALLS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/testing/**',
  '**/*.node.ts',
  'e2e/**',
  '*.config.ts',
] as const;

/** The room that a file belongs to: the one whose folder is the longest prefix of its path, or undefined. */
export function roomOf(file: string): Room | undefined {
  let best: Room | undefined;
  for (const room of ROOMS) {
    const inside = file === room.folder || file.startsWith(`${room.folder}/`);
    if (inside && room.folder.length > (best?.folder.length ?? -1)) best = room;
  }
  return best;
}

/** True if `room` may import a file of `other`. */
export function mayImport(room: Room, other: Pick<Room, 'folder'>): boolean {
  return room.folder === other.folder || room.imports.includes(other.folder);
}

interface Pattern {
  group: string[];
  message: string;
}

/**
 * Patterns of import specifiers that biome refuses in `room`. They match by name, so that the editor can show the advice;
 * `walls.test.ts` checks the resolved files, which is exact.
 */
function refusedPatterns(room: Room): Pattern[] {
  const patterns: Pattern[] = [];
  const top = room.folder.split('/')[0];
  const group = ROOMS.filter(
    ({ folder }) =>
      folder.startsWith(`${top}/`) &&
      !mayImport(room, { folder }) &&
      // A folder of which a part may be imported is left to the test.
      ![room.folder, ...room.imports].some((allowed) => allowed.startsWith(`${folder}/`)),
  ).map(({ folder }) => `**/${folder.split('/')[1]}/**`);
  const otherTops = ['shared', 'web', 'sync-server'].filter((other) => other !== top);
  for (const other of otherTops) {
    if (other !== 'shared' && !room.imports.some((allowed) => allowed.startsWith(other))) group.push(`**/${other}/**`);
  }
  if (group.length > 0) patterns.push({ group: [...new Set(group)], message: room.advice });
  for (const [name, { packages, advice }] of Object.entries(LIBRARIES)) {
    if (room.libraries?.includes(name)) continue;
    patterns.push({ group: packages.flatMap((p) => (p.endsWith('*') ? [p] : [p, `${p}/**`])), message: advice });
  }
  return patterns;
}

/** The overrides of biome.json that hold the walls, most general folder first, since the last match decides. */
export function biomeOverrides() {
  const rooms = [...ROOMS].sort((a, b) => a.folder.length - b.folder.length);
  return [
    ...rooms.map((room) => ({
      includes: [`${room.folder}/**`],
      linter: {
        rules: {
          style: { noRestrictedImports: { level: 'error', options: { patterns: refusedPatterns(room) } } },
        },
      },
    })),
    { includes: [...NO_WALLS], linter: { rules: { style: { noRestrictedImports: 'off' } } } },
    { includes: ['shared/cli/**', 'shared/bench/**'], linter: { rules: { suspicious: { noConsole: 'off' } } } },
  ];
}
