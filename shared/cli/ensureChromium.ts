import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ChromiumKind, chromiumOf, findChromium } from './chromium';
import { run } from './runChild';

const DEBIAN_PACKAGE = { shell: 'chromium-headless-shell', full: 'chromium' } as const;

/**
 * Installs a Chromium of this kind where there is none: Debian's as root, else the one that Playwright downloads. Where
 * only one of the other kind can be had, that one serves.
 * @throws Error if there is none in the end.
 */
export async function ensureChromium(kind: ChromiumKind): Promise<void> {
  if (chromiumOf(kind)) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log(`Installing ${DEBIAN_PACKAGE[kind]} of this Debian.`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', [...install, DEBIAN_PACKAGE[kind]], env);
    if (!findChromium()) await run('apt-get', [...install, DEBIAN_PACKAGE.full], env); // an older Debian has no shell
    if (findChromium()) return;
  }
  console.log('Asking Playwright to install its Chromium.');
  await run('npx', ['playwright-core', 'install', ...(kind === 'shell' ? ['--only-shell'] : []), 'chromium']);
  if (!findChromium()) throw new Error('No Chromium could be installed. Install one and name its path in CHROMIUM.');
}

// `npm run test:drills` begins with it.
if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureChromium('full');
