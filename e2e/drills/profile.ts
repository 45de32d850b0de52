import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, test } from '@playwright/test';

/** A browser profile on disk, which outlives the browser that uses it. */
export interface Profile {
  /** Starts a browser on it and opens `path`. Errors that no code catches are gathered in `errors`. */
  open(path: string): Promise<{ context: BrowserContext; page: Page }>;
  /** Errors that nothing caught, since the profile was made. */
  readonly errors: string[];
  /** Ends the browser as a power cut would. */
  kill(): Promise<void>;
  /** Closes the browser, if there is one, and deletes the profile. */
  delete(): Promise<void>;
}

/** A new profile, with the options of the configuration. */
export function createProfile(options: Parameters<typeof chromium.launchPersistentContext>[1] = {}): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-drill-'));
  const errors: string[] = [];
  let context: BrowserContext | null = null;
  return {
    errors,
    async open(path) {
      const { baseURL, launchOptions, locale, actionTimeout, navigationTimeout } = test.info().project.use;
      context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, locale, ...options });
      context.setDefaultTimeout(actionTimeout ?? 60_000);
      context.setDefaultNavigationTimeout(navigationTimeout ?? 60_000);
      context.on('weberror', (error) => void errors.push(error.error().message));
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(path);
      return { context, page };
    },
    async kill() {
      if (context === null) return;
      const closed = context.waitForEvent('close');
      for (const pid of browsersOf(folder)) process.kill(pid, 'SIGKILL');
      await closed;
      context = null;
    },
    async delete() {
      await context?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Runs `work` with a new profile, which is deleted after. */
export async function withProfile(
  work: (profile: Profile) => Promise<void>,
  ...options: Parameters<typeof createProfile>
) {
  const profile = createProfile(...options);
  try {
    await work(profile);
  } finally {
    await profile.delete();
  }
}

/** Process ids of the browser whose profile is in `folder`: it is in the command line of all its processes. */
function browsersOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(`--user-data-dir=${folder}\0`))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it ended since it was listed
  }
}
