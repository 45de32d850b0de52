import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whether this runs from the sources or bundled: the nearest above with a package.json. */
export const ROOT = above(fileURLToPath(import.meta.url));

function above(path: string): string {
  const folder = dirname(path);
  if (folder === path) throw new Error('Moderato was moved out of its folder: there is no package.json above it.');
  return existsSync(join(folder, 'package.json')) ? folder : above(folder);
}
