import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where distributions put a Chromium that a test can drive. */
const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'];

/** The Chromium to test with: `CHROMIUM`, the system's, or the one Playwright installed; null if there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named) return named;
  return [...SYSTEM_PATHS, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** How every test starts Chromium: quiet, and without a sandbox when it is root's (it would refuse to start). */
export function launchOptions(): { executablePath: string | undefined; args: string[] } {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: findChromium() ?? undefined, args };
}
