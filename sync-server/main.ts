import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemErrorCode, toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { createApp } from './app';
import { type Config, readAllowedHosts, readConfig } from './config';
import { allowedHosts } from './hosts';
import { type Listening, listen } from './listen';

/* The server's program: built to dist/server/main.js, next to dist/web. */
const webDir = fileURLToPath(new URL('../web', import.meta.url));
const GRACE = 5000; // ms for replies under way at the end
/** A terminal and npm both pass Ctrl-C on, so the same one arrives twice within a few ms. */
const SECOND_REQUEST = 500; // ms

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function config(): Config & { readonly allowed: readonly string[] } {
  try {
    return { ...readConfig(process.env), allowed: readAllowedHosts(process.env) };
  } catch (error) {
    return fail(sentenceIn('en', toCodedError(error)));
  }
}

async function start({ host, port, allowed }: ReturnType<typeof config>): Promise<Listening> {
  try {
    return await listen(createApp({ webDir, hosts: allowedHosts(host, allowed) }).callback(), host, port);
  } catch (error) {
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
const server = await start(config());
process.stdout.write(`Moderato is at ${server.url}\n`);

let endingSince: number | null = null;
function end(): void {
  if (endingSince !== null) {
    if (performance.now() - endingSince > SECOND_REQUEST) process.exit(1); // asked again: do not wait
    return;
  }
  endingSince = performance.now();
  setTimeout(() => process.exit(0), GRACE).unref();
  server.close().then(() => process.exit(0));
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
// Started by `npm start`: ends with it, also if it is killed outright.
if (process.connected) process.once('disconnect', end);
