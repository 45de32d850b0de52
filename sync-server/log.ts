import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import roll from 'pino-roll';
import type { Config } from './config';

/**
 * Lines of JSON on standard output and, unless LOG_FILE=no, in DATA_DIR/logs, where a file ends at 10 MB and seven are kept.
 * What is logged never holds a comment, a token or a query: only routes, numbers and codes.
 */
export async function openLog({ LOG_LEVEL, LOG_FILE, DATA_DIR }: Config): Promise<Logger> {
  const options = { level: LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime };
  if (LOG_FILE === 'no') return pino(options);
  const folder = join(DATA_DIR, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = await roll({ file: join(folder, 'server'), extension: '.log', size: '10m', limit: { count: 7 } });
  return pino(
    options,
    pino.multistream([
      { stream: process.stdout, level: LOG_LEVEL === 'silent' ? 'fatal' : LOG_LEVEL },
      { stream: file, level: LOG_LEVEL === 'silent' ? 'fatal' : LOG_LEVEL },
    ]),
  );
}
