import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium, type Installed } from './chromium';

const SHELL = '/usr/bin/chromium-headless-shell';
const FULL = '/usr/bin/chromium';
const PLAYWRIGHT = '/home/ann/.cache/ms-playwright/chromium-1255/chrome-linux64/chrome';
const PLAYWRIGHT_SHELL =
  '/home/ann/.cache/ms-playwright/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell';

/** A machine with these files. */
function machine(...paths: string[]): Installed {
  return {
    exists: (path) => paths.includes(path),
    list: (folder) =>
      paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0]),
    playwright: PLAYWRIGHT,
  };
}

beforeEach(() => void vi.stubEnv('CHROMIUM', ''));
afterEach(() => void vi.unstubAllEnvs());

test('CHROMIUM wins over everything that is installed', () => {
  vi.stubEnv('CHROMIUM', '/opt/mine');
  expect(findChromium('shell', machine(SHELL, FULL))).toBe('/opt/mine');
  expect(findChromium('full', machine(SHELL, FULL))).toBe('/opt/mine');
});

test('tests get the headless shell of the system, then the one of Playwright, then a full Chromium', () => {
  expect(findChromium('shell', machine(FULL, PLAYWRIGHT, PLAYWRIGHT_SHELL, SHELL))).toBe(SHELL);
  expect(findChromium('shell', machine(FULL, PLAYWRIGHT, PLAYWRIGHT_SHELL))).toBe(PLAYWRIGHT_SHELL);
  expect(findChromium('shell', machine(PLAYWRIGHT, FULL))).toBe(FULL);
  expect(findChromium('shell', machine(PLAYWRIGHT))).toBe(PLAYWRIGHT);
});

test('what needs a full Chromium gets it where there is one', () => {
  expect(findChromium('full', machine(SHELL, PLAYWRIGHT_SHELL, FULL))).toBe(FULL);
  expect(findChromium('full', machine(SHELL, PLAYWRIGHT))).toBe(PLAYWRIGHT);
  expect(findChromium('full', machine(SHELL))).toBe(SHELL);
});

test('where nothing is installed, there is none', () => {
  expect(findChromium('shell', machine())).toBeNull();
});
