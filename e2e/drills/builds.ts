import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../sync-server/app';
import { listen } from '../../sync-server/listen';

const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** A server of its own that serves the build, and from `deploy` on the next one. */
export interface Deployment {
  readonly url: string;
  /** Serves the next build: the same app, whose page has `<meta name="build" content="2">`. */
  deploy(): void;
  close(): Promise<void>;
}

/** Starts a server for two builds. */
export async function serveTwoBuilds(): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-builds-'));
  const [site, second] = [join(folder, 'site'), join(folder, 'second')];
  cpSync(BUILT, second, { recursive: true });
  nextBuild(second);
  symlinkSync(BUILT, site);
  const server = await listen(createApp({ webDir: site, log: () => undefined }).callback(), 'localhost', 0);
  return {
    url: server.url,
    deploy() {
      symlinkSync(second, `${site}-next`);
      renameSync(`${site}-next`, site);
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Changes the page, and the service worker's list, which knows the page by a digest. */
function nextBuild(folder: string): void {
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', '<head><meta name="build" content="2">'));
  const worker = join(folder, 'sw.js');
  const before = readFileSync(worker, 'utf8');
  const known = /"revision":"([0-9a-f]{32})","url":"index\.html"/.exec(before)?.[1];
  if (known === undefined) throw new Error('sw.js does not list index.html with a digest');
  writeFileSync(worker, before.replaceAll(known, '0'.repeat(32)));
  for (const name of ['index.html', 'sw.js'])
    for (const end of ['.br', '.gz']) rmSync(join(folder, name + end), { force: true });
}
