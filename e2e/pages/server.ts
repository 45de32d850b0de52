import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { freePort, ServerProcess } from '../../sync-server/testing/builtServer';
import { putTestDatabase } from '../../sync-server/testing/testDatabase';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

type Role = 'reader' | 'contributor' | 'admin';

/**
 * A server of a test's own, as `npm start` runs it, with a folder and a port of its own. It can be stopped and started
 * again.
 */
export class OwnServer {
  readonly #env: Readonly<Record<string, string>>;
  readonly #folder: string;
  #process: ServerProcess;
  /** Its address, where it also serves the app. */
  readonly url: string;
  /** The token of the first start. */
  admin = '';

  private constructor(folder: string, port: number, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#env = { PORT: String(port), DATA_DIR: folder, ...env };
    this.url = `http://localhost:${port}`;
    this.#process = new ServerProcess([MAIN], this.#env);
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
    const folder = await mkdtemp(join(tmpdir(), 'moderato-e2e-server-'));
    await putTestDatabase(folder);
    const server = new OwnServer(folder, await freePort(), env);
    await server.#process.ready();
    server.admin = await server.#process.token();
    return server;
  }

  /** Ends it at once, as a power switch would. */
  kill(): Promise<void> {
    return this.#process.kill();
  }

  async startAgain(): Promise<void> {
    this.#process = new ServerProcess([MAIN], this.#env);
    await this.#process.ready();
  }

  /** Ends it, and deletes what it kept. */
  async remove(): Promise<void> {
    await this.#process.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A token for a person. */
  async token(name: string, role: Role, days: number | null = null): Promise<{ id: string; secret: string }> {
    const data = (await this.post('tokens.create', { name, role, days })) as { token: { id: string }; secret: string };
    return { id: data.token.id, secret: data.secret };
  }

  /** Calls a procedure as the admin. */
  async post(procedure: string, input: unknown): Promise<unknown> {
    return this.#answer(
      await fetch(`${this.url}/api/v1/${procedure}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${this.admin}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      }),
    );
  }

  /** Asks a query as the admin. */
  async get(procedure: string, input?: unknown): Promise<unknown> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const headers = { Authorization: `Bearer ${this.admin}` };
    return this.#answer(await fetch(`${this.url}/api/v1/${procedure}${query}`, { headers }));
  }

  /** Names of the models that people shared. */
  async modelNames(): Promise<string[]> {
    const models = (await this.get('models.list')) as { name: string; default: string | null }[];
    return models.filter((model) => model.default === null).map(({ name }) => name);
  }

  async #answer(response: Response): Promise<unknown> {
    const body = (await response.json()) as { result?: { data: unknown } };
    if (!response.ok) throw new Error(JSON.stringify(body));
    return body.result?.data;
  }
}

/** Opens the app of a server with a link that signs in, at `path`. */
export async function openSignedIn(page: Page, server: OwnServer, secret: string, path = '/server'): Promise<void> {
  await page.goto(`${server.url}${path}#token=${secret}`);
  await page
    .getByRole('status')
    .filter({ hasText: /^Signed in to/ })
    .first()
    .waitFor();
}
