import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs } from '../../sync-server/blobs/fileBlobs';
import { createTableBlobs } from '../../sync-server/blobs/tableBlobs';
import { openPostgres } from '../../sync-server/store/database';
import { buildServer, freePort, removeFolder, ServerProcess, WORKER_ARGS } from '../../sync-server/testing/builtServer';
import { type KillReport, killAndLook } from '../../sync-server/testing/killing';
import { startPostgres, whyNoPostgres } from '../../sync-server/testing/postgres';
import { createRandom } from '../base/random';

/*
 * `npm run drill:server`: the built server is killed outright, 20 times (KILLS) at random moments of uploads, fits and
 * searches, on the embedded database and, with a worker beside it, on PostgreSQL where there is one. Everything that
 * had been acknowledged must be there afterwards. KILLS_SEED repeats a run.
 */

const kills = Number(process.env.KILLS ?? 20);
const seed = Number(process.env.KILLS_SEED ?? Date.now() % 2 ** 20);
const built = await buildServer();

async function drill(title: string, database: string | null): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-drill-'));
  const port = String(await freePort());
  const store: Record<string, string> = database === null ? {} : { DATABASE_URL: database, BLOB_STORE: 'postgres' };
  const slots = database === null ? '1' : '0';
  const startServer = () =>
    new ServerProcess([built.main], {
      ...store,
      DATA_DIR: folder,
      HOST: '127.0.0.1',
      PORT: port,
      TRAINING_SLOTS: slots,
    });
  const startWorker = () =>
    new ServerProcess(WORKER_ARGS, { ...store, DATA_DIR: join(folder, 'worker'), TRAINING_SLOTS: '1' });
  const blobs = async () => {
    if (database === null) return { store: await openFileBlobs(join(folder, 'blobs')), close: async () => {} };
    const opened = await openPostgres(database);
    return { store: createTableBlobs(opened.tables, async () => folder), close: () => opened.close() };
  };
  const first = startServer();
  try {
    await first.ready();
    const token = await first.token();
    await first.kill();
    const victims = { startServer, startWorker: database === null ? null : startWorker, token, url: first.url };
    const options = { kills, random: createRandom(seed), lifeMs: 4000, pairs: 1500 };
    report(title, await killAndLook(victims, blobs, options));
  } finally {
    await first.kill();
    removeFolder(folder);
  }
}

function report(title: string, { faults, acknowledged, ...rest }: KillReport): void {
  const { datasets, models, tasks } = acknowledged;
  console.log(`${title}: killed ${rest.kills} times (seed ${seed}), ${rest.duringTask} times while a task ran and
  ${rest.duringUpload} times during an upload. Acknowledged: ${datasets} datasets, ${models} models, ${tasks} tasks
  (${JSON.stringify(rest.states)}). Lost or wrong: ${faults.length}`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

try {
  await drill('embedded database', null);
  const why = whyNoPostgres();
  if (why === null) {
    const postgres = await startPostgres();
    try {
      await drill('PostgreSQL and a worker', await postgres.newDatabase());
    } finally {
      postgres.stop();
    }
  } else console.log(`PostgreSQL: not tried, ${why}`);
} finally {
  built.remove();
}
