import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where distributions install a Chromium that tests can drive. */
const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'];

/** The Chromium for tests: `CHROMIUM`, then a system or Playwright install; null if there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named) return named;
  return [...SYSTEM_PATHS, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** How every test starts Chromium: quiet, and as root without a sandbox, with which it would refuse to start. */
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
