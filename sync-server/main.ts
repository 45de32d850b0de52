import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemErrorCode, toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { createApp } from './app';
import { type Config, readConfig } from './config';
import { type Listening, listen } from './listen';

/** The server's program: built to dist/server/main.js, beside dist/web. */
const webDir = fileURLToPath(new URL('../web', import.meta.url));
const PATIENCE = 5000; // ms that replies under way get at the end

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function config(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    return fail(sentenceIn('en', toCodedError(error)));
  }
}

async function start({ host, port }: Config): Promise<Listening> {
  try {
    return await listen(createApp({ webDir }).callback(), host, port);
  } catch (error) {
    switch (systemErrorCode(error)) {
      case 'EADDRINUSE':
        return fail(
          `Port ${port} on ${host} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
        );
      case 'EACCES':
        return fail(`Port ${port} needs rights this user does not have. Choose one above 1023: PORT=4173 npm start`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        return fail(`HOST=${host} is no address of this machine. Leave it out to listen on localhost.`);
      default:
        throw error;
    }
  }
}

if (!existsSync(webDir)) fail('The app is not built yet. Run: npm run build');
const server = await start(config());
process.stdout.write(`Moderato is at ${server.url}\n`);

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending) process.exit(1); // asked twice: somebody is in a hurry
    ending = true;
    setTimeout(() => process.exit(0), PATIENCE).unref();
    server.close().then(() => process.exit(0));
  });
}
