import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { ROLES, type Role } from '#shared/api/roles';
import { readConfig } from '../config';
import { type Listening, listen } from '../listen';
import { openServer, type Server } from '../openServer';
import type { Database } from '../store/database';
import { openTestDatabase } from './testDatabase';

/** A server with a database, a folder and a socket of its own, and tokens of each role. */
export interface TestServer {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
  /** A secret for each role that was asked for. */
  readonly tokens: Readonly<Record<Role, string>>;
  readonly folder: string;
  /** What was logged, a line of JSON each. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** The models that come with the app. */
export const DEFAULTS_DIR = fileURLToPath(new URL('../../public/models', import.meta.url));

/**
 * @param database closed with the server; `folder`: an embedded one in the data folder; by default an embedded one in
 *   memory.
 * @param roles that there are tokens for.
 */
export async function startTestServer(
  env: Readonly<Record<string, string>> = {},
  database?: Database | 'folder',
  roles: readonly Role[] = ROLES,
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'moderato-server-'));
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const server = await openServer({
    config: readConfig({ DATA_DIR: folder, TRAINING_SLOTS: '1', ...env }),
    webDir: join(folder, 'web'),
    defaultsDir: DEFAULTS_DIR,
    version: 'tests',
    log,
    ...(database !== 'folder' && { database: database ?? (await openTestDatabase()) }),
  });
  if (server.handler === null) throw new Error('no handler');
  const listening: Listening = await listen(server.handler, '127.0.0.1', 0);
  const { tokens } = server.services;
  const secretOf = async (role: Role) => (roles.includes(role) ? (await tokens.create(`a ${role}`, role)).secret : '');
  return {
    server,
    url: listening.url,
    port: listening.port,
    tokens: {
      reader: await secretOf('reader'),
      contributor: await secretOf('contributor'),
      admin: await secretOf('admin'),
    },
    log: lines,
    folder,
    close: async () => {
      await server.close(listening.close());
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A reply of the API. */
export interface ApiReply {
  readonly status: number;
  readonly data: unknown;
  /** Of an error, else null. */
  readonly code: string | null;
  readonly body: string;
}

/** Calls a procedure over HTTP, as curl would. */
export function apiOf(url: string, token: string | null) {
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
  const reply = async (response: Response): Promise<ApiReply> => {
    const body = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(body) : {};
    return { status: response.status, data: json.result?.data, code: json.error?.data?.error?.code ?? null, body };
  };
  const addressOf = (procedure: string) => `${url}/api/v1/${procedure}`;
  return {
    query: async (procedure: string, input?: unknown) => {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return reply(await fetch(addressOf(procedure) + query, { headers }));
    },
    mutate: async (procedure: string, input: unknown = {}) =>
      reply(
        await fetch(addressOf(procedure), {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(input),
        }),
      ),
    upload: async (procedure: string, bytes: Uint8Array<ArrayBuffer> | string, query: Record<string, string> = {}) =>
      reply(
        await fetch(`${addressOf(procedure)}?${new URLSearchParams(query)}`, { method: 'POST', headers, body: bytes }),
      ),
    download: async (procedure: string, query: Record<string, string>) =>
      fetch(`${addressOf(procedure)}?${new URLSearchParams(query)}`, { headers }),
  };
}
