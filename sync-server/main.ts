import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemErrorCode, toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { type Config, readConfig } from './config';
import { LOOPBACK_HOSTS } from './hosts';
import { type Listening, listen } from './listen';
import { openLog } from './log';
import { isOpenOnLoopback, openServer, type Server, versionIn } from './openServer';

/* The server's program: built to dist/server/main.js, next to dist/web. */
const webDir = fileURLToPath(new URL('../web', import.meta.url));
const GRACE = 10_000; // ms for replies and tasks under way at the end
/** A terminal and npm both pass Ctrl-C on, so the same one arrives twice within a few ms. */
const SECOND_REQUEST = 500; // ms

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** What `work` returns; a coded error ends the program with its sentence. */
async function orFail<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const coded = toCodedError(error);
    if (coded.code === 'unexpected') throw error;
    return fail(sentenceIn('en', coded));
  }
}

/** Listens. Where that is not possible the server is closed first: a task that it has begun is handed back. */
async function start({ HOST: host, PORT: port }: Config, server: Server): Promise<Listening> {
  if (server.handler === null) return fail('The server was opened without an app.');
  try {
    return await listen(server.handler, host, port);
  } catch (error) {
    await server.close();
    switch (systemErrorCode(error)) {
      case 'EADDRINUSE':
        return fail(
          `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
        );
      case 'EACCES':
        return fail(
          `Port ${port} needs permissions that this user does not have. Choose one above 1023: PORT=4173 npm start`,
        );
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        return fail(`HOST=${host} is not an address of this machine. Leave it out to listen on localhost.`);
      default:
        throw error;
    }
  }
}

if (!existsSync(webDir)) fail('The app is not built yet. Run: npm run build');
const config = await orFail(() => readConfig(process.env));
const log = await orFail(() => openLog(config));
const server = await orFail(async () =>
  openServer({
    config,
    webDir,
    defaultsDir: fileURLToPath(new URL('../web/models', import.meta.url)),
    version: await versionIn(new URL('../../package.json', import.meta.url)),
    log,
  }),
);
const listening = await start(config, server);
process.stdout.write(`Moderato is at ${listening.url}\n`);
const { tokens } = server.services;
const secret = await tokens.createFirstAdmin();
if (secret !== null) {
  process.stdout.write(
    `Open this link once to sign in as an admin; it is not shown again: ${listening.url}/#token=${secret}\n` +
      'Programs send what follows the = as "Authorization: Bearer TOKEN".\n',
  );
}
process.stdout.write(`The Perspective API's format is at ${listening.url}/v1alpha1: ${await whoMayAsk()}\n`);
for (const problem of await server.perspectiveProblems()) process.stdout.write(`PERSPECTIVE_MODELS: ${problem}\n`);
if (!LOOPBACK_HOSTS.includes(config.HOST)) {
  process.stdout.write(
    'Without HTTPS in front of it, browsers on other machines keep nothing offline, train in one thread, and cannot check models by their SHA-256.\n',
  );
}

async function whoMayAsk(): Promise<string> {
  if (config.GUEST_ROLE === 'reader') return 'guests may ask without a key (GUEST_ROLE=reader).';
  if (!isOpenOnLoopback(config) || (await tokens.hasClients())) return 'a token of this server is the key.';
  return 'anybody on this machine may ask without a key, until there is a token for readers or contributors.';
}

let endingSince: number | null = null;
function end(): void {
  if (endingSince !== null) {
    if (performance.now() - endingSince > SECOND_REQUEST) process.exit(1); // asked again: do not wait
    return;
  }
  endingSince = performance.now();
  setTimeout(() => process.exit(0), GRACE).unref();
  server.close(listening.close()).then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ error: String(error) }, 'stopping');
      process.exit(1);
    },
  );
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
// Started by `npm start`: ends with it, also if it is killed outright.
if (process.connected) process.once('disconnect', end);
