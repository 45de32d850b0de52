import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemErrorCode } from '#shared/base/errors';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The server as it is shipped: built, without the app. */
export interface BuiltServer {
  /** Its program. */
  readonly main: string;
  /** That of a worker. */
  readonly worker: string;
  remove(): void;
}

/** Builds the server into a folder of its own, within the project so that it finds its packages. */
export async function buildServer(): Promise<BuiltServer> {
  const { build } = await import('vite'); // loaded only where there is something to build
  // Not in test-results, which Playwright empties when it starts.
  const cache = join(ROOT, 'node_modules', '.cache', 'moderato-tests');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'server-'));
  const outDir = join(folder, 'dist', 'server');
  await build({ root: ROOT, configFile: join(ROOT, 'vite.server.config.ts'), logLevel: 'warn', build: { outDir } });
  mkdirSync(join(folder, 'dist', 'web'));
  symlinkSync(join(ROOT, 'public', 'models'), join(folder, 'dist', 'web', 'models'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  return {
    main: join(outDir, 'main.js'),
    worker: join(outDir, 'worker.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Variables = Readonly<Record<string, string>>;

/** A process of the server, which can be killed. */
export class ServerProcess {
  readonly #child: ChildProcess;
  #output = '';
  readonly url: string;

  /** Starts Node with `args`. */
  constructor(args: readonly string[], env: Variables) {
    // Without the variables of the test runner, which would change what the server does.
    const { PATH = '', HOME = '' } = process.env;
    this.#child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME, LOG_FILE: 'no', LOG_LEVEL: 'warn', ...env },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
    this.url = `http://127.0.0.1:${env.PORT ?? 4173}`;
  }

  /** What it has written to both of its outputs. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves with the milliseconds it took, once the server answers that it is ready. Throws if it ends before. */
  async ready(timeoutMs = 60_000): Promise<number> {
    const began = performance.now();
    while (performance.now() - began < timeoutMs) {
      if (!this.running) throw new Error(`the server ended:\n${this.#output}`);
      if (await this.#isReady()) return performance.now() - began;
      await sleep(20);
    }
    throw new Error(`the server is not ready after ${timeoutMs} ms:\n${this.#output}`);
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`)).ok;
    } catch {
      return false; // it does not listen yet
    }
  }

  /** The token of the first start, as it was printed. */
  async token(): Promise<string> {
    for (let tries = 0; tries < 500; tries++) {
      const found = /#token=(\S+)/.exec(this.#output)?.[1];
      if (found !== undefined) return found;
      await sleep(20);
    }
    throw new Error(`no token was printed:\n${this.#output}`);
  }

  /** Ends it without a chance to tidy up. */
  async kill(): Promise<void> {
    if (!this.running) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Asks it to end. Returns its exit status and the milliseconds it took. */
  async stop(): Promise<{ code: number | null; milliseconds: number }> {
    const began = performance.now();
    this.#child.kill('SIGTERM');
    return { code: await this.ended(), milliseconds: performance.now() - began };
  }

  /** Resolves with its exit status when it has ended. */
  async ended(): Promise<number | null> {
    if (this.running) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }
}

/** Ports below those that systems give to whoever asks for any (Linux from 32,768 on, others from 49,152). */
const OWN_PORTS = { first: 20_000, count: 12_000 };

/**
 * A port that is free now, and that nobody is given by chance until it is used: a server of another test that asked for
 * any port would else answer for the one that is about to start.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = OWN_PORTS.first + Math.floor(Math.random() * OWN_PORTS.count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (systemErrorCode(error) === 'EADDRINUSE' ? resolve(false) : reject(error)));
    probe.listen({ host: '127.0.0.1', port }, () => probe.close(() => resolve(true)));
  });
}

/** The arguments with which Node runs `moderato worker`. */
export const WORKER_ARGS: readonly string[] = ['--import', 'tsx', join(ROOT, 'shared', 'cli', 'main.ts'), 'worker'];

/** Removes a folder of a server, if it is there. */
export function removeFolder(folder: string): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}
