import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import roll from 'pino-roll';
import type { Config } from './config';
import { makeDataFolder } from './store/dataFolder';

/** What a file that cannot be written may leave in memory; beyond it, lines are dropped. */
const WAITING_BYTES = 1 << 20;

/**
 * Lines of JSON on standard output and, unless LOG_FILE=no, in DATA_DIR/logs, where a file ends at 10 MB and seven are
 * kept. What is logged never holds a comment, a token or a query: only routes, numbers and codes.
 */
export async function openLog({ LOG_LEVEL, LOG_FILE, DATA_DIR }: Config): Promise<Logger> {
  const options = { level: LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime };
  if (LOG_FILE === 'no') return pino(options);
  const folder = join(DATA_DIR, 'logs');
  makeDataFolder(folder);
  const rolling = {
    file: join(folder, 'server'),
    extension: '.log',
    size: '10m',
    limit: { count: 7 },
    maxLength: WAITING_BYTES, // of the stream beneath
  };
  const file = await roll(rolling);
  // A full disk must not end the server: standard output has the lines, and the file goes on when there is room.
  let complained = false;
  const onError = (error: Error) => {
    if (!complained) process.stderr.write(`The log file cannot be written: ${error.message}\n`);
    complained = true;
  };
  if (!(file instanceof EventEmitter)) throw new Error('the log file reports no errors');
  file.on('error', onError);
  return pino(
    options,
    pino.multistream([
      { stream: process.stdout, level: LOG_LEVEL === 'silent' ? 'fatal' : LOG_LEVEL },
      { stream: file, level: LOG_LEVEL === 'silent' ? 'fatal' : LOG_LEVEL },
    ]),
  );
}
