import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * Which Chromium: `shell` is the headless shell, which has no window, no extensions and no profile services, and which
 * therefore opens a page with about a third of the processor time; `full` is the browser that people use.
 *
 * Tests prefer the shell, whose engine, storage and workers are the same. Drills and measurements need the full one:
 * their subject is what a person's browser keeps after it is killed, how much it may store, and how long it takes.
 */
export type ChromiumKind = 'shell' | 'full';

/** Where distributions install a Chromium that tests can drive. */
const SYSTEM_PATHS: Readonly<Record<ChromiumKind, readonly string[]>> = {
  shell: ['/usr/bin/chromium-headless-shell', '/usr/bin/headless_shell'],
  full: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'],
};

/** What is installed here, as `findChromium` looks for it. */
export interface Installed {
  readonly exists: (path: string) => boolean;
  /** Names in a folder, none if there is no such folder. */
  readonly list: (folder: string) => readonly string[];
  /** Where Playwright installs a full Chromium: `…/chromium-1255/chrome-linux64/chrome`. */
  readonly playwright: string;
}

const here: Installed = {
  exists: existsSync,
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  playwright: chromium.executablePath(),
};

/**
 * The Chromium for tests: `CHROMIUM`, then a system or Playwright install of the preferred kind, then one of the other
 * kind, since a slower browser is better than none; null if there is none.
 */
export function findChromium(kind: ChromiumKind = 'shell', installed: Installed = here): string | null {
  return chromiumOf(kind, installed) ?? chromiumOf(kind === 'shell' ? 'full' : 'shell', installed);
}

/** `findChromium` of this kind alone, unless `CHROMIUM` names one. */
export function chromiumOf(kind: ChromiumKind, installed: Installed = here): string | null {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const own = kind === 'shell' ? playwrightShells(installed) : [installed.playwright];
  return [...SYSTEM_PATHS[kind], ...own].find((path) => path !== '' && installed.exists(path)) ?? null;
}

/** Playwright keeps its headless shell next to its Chromium: `…/chromium_headless_shell-1255/*`. */
function playwrightShells({ playwright, list }: Installed): string[] {
  const folder = dirname(dirname(playwright));
  if (!basename(folder).startsWith('chromium-')) return [];
  const shell = join(dirname(folder), basename(folder).replace('chromium-', 'chromium_headless_shell-'));
  return list(shell).flatMap((platform) =>
    ['chrome-headless-shell', 'headless_shell'].map((name) => join(shell, platform, name)),
  );
}

/** How every test starts Chromium: quiet, and as root without a sandbox, with which it would refuse to start. */
export function launchOptions(kind: ChromiumKind = 'shell'): { executablePath: string | undefined; args: string[] } {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: findChromium(kind) ?? undefined, args };
}
