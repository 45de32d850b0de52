import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { isAbort } from '#shared/runtime/steps';
import { createApp } from './app';
import { TokenService } from './auth/tokens';
import { openBlobs } from './blobs/openBlobs';
import type { Config } from './config';
import { DatasetService } from './datasets/datasetService';
import { FeedbackService } from './feedback/feedbackService';
import { allowedHosts, isLoopbackHost } from './hosts';
import { createAccess } from './http/access';
import { createApi } from './http/api';
import { createMetrics } from './http/metrics';
import { TaskWorker } from './jobs/taskWorker';
import { openDefaultShelf } from './models/defaultShelf';
import { LoadedModels } from './models/loadedModels';
import { ModelService } from './models/modelService';
import { createPerspective } from './perspective/perspective';
import { PerspectiveSettings } from './perspective/settings';
import type { Services } from './services';
import { type Database, openDatabase } from './store/database';
import { errorForLog } from './store/databaseErrors';
import { openWorkFolder, type WorkFolder } from './store/workFolder';
import { SearchFolds } from './tasks/searchFolds';
import { TaskQueue } from './tasks/taskQueue';
import { LOST_AFTER_MS } from './tasks/taskRows';
import { TaskRuns } from './tasks/taskRuns';
import { TaskService } from './tasks/taskService';
import { TaskWatch } from './tasks/taskWatch';

export interface ServerDeps {
  readonly config: Config;
  /** The built app, or null for a process that only works. */
  readonly webDir: string | null;
  /** The models that come with the app. */
  readonly defaultsDir: string;
  readonly version: string;
  readonly log: Logger;
  /** The database; by default the one that the configuration names. */
  readonly database?: Database;
}

export interface Server {
  readonly services: Services;
  /** Handles requests; null for a process that only works. */
  readonly handler: ReturnType<ReturnType<typeof createApp>['callback']> | null;
  readonly worker: TaskWorker;
  /** Loads the models that answer the Perspective API's format, and returns a sentence for each that cannot. */
  perspectiveProblems(): Promise<string[]>;
  /**
   * Ends streams, hands back tasks, closes the queue and, when requests under way have been answered, the database.
   * @param answered resolves when no request is under way any more.
   */
  close(answered?: Promise<void>): Promise<void>;
}

/** Uploads that ended this long ago and are still there were broken off. */
const DEBRIS_MS = 24 * 3_600_000;
const SWEEP_MS = 3_600_000;

/**
 * Opens the database, the queue and the store of bytes, takes up the tasks that an earlier process left, and puts the
 * API together.
 * @throws CodedError `data-folder-in-use`, `database-unavailable`, `database-too-new`, `defaults-unreadable`.
 */
export async function openServer({ config, webDir, defaultsDir, version, log, ...given }: ServerDeps): Promise<Server> {
  const database = given.database ?? (await openDatabase(config));
  const stopping = new AbortController();
  let work: WorkFolder | null = null;
  try {
    work = await openWorkFolder(config.DATA_DIR);
    const { make: makeFolder, close: closeWork } = work;
    const { tables, locks } = database;
    const blobs = await openBlobs(config.BLOB_STORE, config.DATA_DIR, tables, makeFolder);
    const loaded = new LoadedModels(config.MAX_LOADED_MODELS, config.LOAD_ON_PREDICT === 'yes');
    const models = new ModelService({
      tables,
      blobs,
      locks,
      shelf: await openDefaultShelf(defaultsDir),
      loaded,
      maxModels: config.MAX_MODELS,
      loadOnPredict: config.LOAD_ON_PREDICT === 'yes',
    });
    const datasets = new DatasetService(tables, blobs, locks, config.MAX_DATASETS);
    const queue = new TaskQueue(database.createQueue(), tables, (error) =>
      log.error({ error: errorForLog(error) }, 'queue'),
    );
    const limits = { queued: config.MAX_QUEUED_TASKS, perToken: config.MAX_TASKS_PER_TOKEN };
    const onChange = () => watch.nudge();
    const tasks: TaskService = new TaskService({ tables, datasets, limits, queue, onChange });
    const runs = new TaskRuns({ tables, datasets, blobs, kept: config.KEPT_TASKS, queue, onChange });
    const watch: TaskWatch = new TaskWatch(tasks, (error) => log.error({ error: errorForLog(error) }, 'watching'));
    const tokens = new TokenService(tables);
    const perspectiveSettings = new PerspectiveSettings({ tables, models, configured: config.PERSPECTIVE_MODELS });
    const feedback = new FeedbackService({
      tables,
      configured: config.PERSPECTIVE_FEEDBACK,
      maxRows: config.MAX_FEEDBACK_ROWS,
      maxBytes: config.MAX_FEEDBACK_SIZE,
    });
    const services: Services = {
      tokens,
      models,
      datasets,
      tasks,
      runs,
      watch,
      perspective: perspectiveSettings,
      feedback,
      blobs,
      stopping: stopping.signal,
    };
    const worker = new TaskWorker({
      tasks: runs,
      folds: new SearchFolds(tables),
      putHelp: (taskId, count) => queue.putHelp(taskId, count),
      models,
      datasets,
      blobs,
      maxRows: config.MAX_ROWS,
      makeFolder,
      log: (line, error) => log.error({ error: errorForLog(error) }, line),
    });
    await queue.start();
    await runs.recover(database.embedded);
    await queue.work(config.TRAINING_SLOTS, ({ id, help }) => (help ? worker.help(id) : worker.run(id)));
    const recovering = every(LOST_AFTER_MS / 2, stopping.signal, log, () => runs.recover());
    const sweep = async () => {
      await blobs.sweep(DEBRIS_MS);
      await datasets.releaseAll();
    };
    const sweeping = every(SWEEP_MS, stopping.signal, log, sweep);
    await sweep();

    const metrics = createMetrics({ tasks: runs, watch, loaded });
    const access = createAccess(tokens, config.GUEST_ROLE === 'none' ? null : config.GUEST_ROLE, config.RATE_LIMIT);
    const corsOrigins = new Set(config.CORS_ORIGINS);
    const onUnexpected = (error: unknown, request: string) =>
      log.error({ request, error: errorForLog(error) }, 'unexpected');
    const perspective = createPerspective({
      models,
      access,
      tokens,
      corsOrigins,
      onUnexpected,
      settings: perspectiveSettings,
      feedback,
      dropUnsupported: config.PERSPECTIVE_UNSUPPORTED === 'drop',
      openOnLoopback: isOpenOnLoopback(config),
      maxBytes: config.PERSPECTIVE_MAX_BYTES,
      bodyBytes: config.MAX_BODY_SIZE,
    });
    const app =
      webDir === null
        ? null
        : createApp({
            webDir,
            hosts: allowedHosts(config.HOST, config.ALLOWED_HOSTS),
            connectOrigins: config.CONNECT_ORIGINS,
            log: (line) => log.warn(line),
            onReply: (reply) => {
              log.info(reply, 'reply');
              metrics.observe(reply.route, reply.status, reply.milliseconds / 1000);
            },
            operations: operations(database, services, metrics),
            api: createApi({
              services,
              access,
              version,
              corsOrigins,
              limits: {
                bodyBytes: config.MAX_BODY_SIZE,
                modelBytes: config.MAX_MODEL_SIZE,
                datasetBytes: config.MAX_DATASET_SIZE,
              },
              onUnexpected,
            }),
            perspective: perspective.middleware,
          });
    return {
      services,
      worker,
      handler: app?.callback() ?? null,
      perspectiveProblems: perspective.problems,
      close: async (answered = Promise.resolve()) => {
        stopping.abort();
        watch.stop();
        await queue.rest(); // before tasks are handed back, so that this process does not take them again
        await worker.stop();
        await Promise.all([recovering, sweeping, answered]);
        await queue.stop();
        await closeWork();
        await database.close();
      },
    };
  } catch (error) {
    await work?.close();
    await database.close();
    throw error;
  }
}

/**
 * Whether the Perspective API's format may be used without a key on this machine: only while no other can reach the
 * server, neither directly nor, as ALLOWED_HOSTS would say, through a proxy.
 */
export function isOpenOnLoopback({ HOST, ALLOWED_HOSTS, PERSPECTIVE_KEYLESS }: Config): boolean {
  return PERSPECTIVE_KEYLESS === 'loopback' && isLoopbackHost(HOST) && ALLOWED_HOSTS.every(isLoopbackHost);
}

/** `GET /ready` and `GET /metrics`. */
function operations(database: Database, { blobs }: Services, metrics: ReturnType<typeof createMetrics>): Middleware {
  const check = async (ping: () => Promise<void>) => {
    try {
      await ping();
      return 'ok';
    } catch (error) {
      return error instanceof Error ? error.name : 'failed';
    }
  };
  return async (ctx: Context, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || (ctx.path !== '/ready' && ctx.path !== '/metrics'))
      return next();
    ctx.set('Cache-Control', 'no-store');
    if (ctx.path === '/metrics') {
      ctx.type = metrics.contentType;
      ctx.body = await metrics.text();
      return;
    }
    const parts = { database: await check(() => database.ping()), blobs: await check(() => blobs.ping()) };
    const ready = Object.values(parts).every((part) => part === 'ok');
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ok' : 'not ready', ...parts };
  };
}

/** Runs `work` again and again until `signal` fires; what fails is logged and tried again. Resolves at the end. */
async function every(ms: number, signal: AbortSignal, log: Logger, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await sleep(ms, undefined, { signal, ref: false });
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
    if (signal.aborted) return;
    try {
      await work();
    } catch (error) {
      log.error({ error: errorForLog(error) }, 'maintenance');
    }
  }
}

/** The version in package.json. */
export async function versionIn(packageFile: URL): Promise<string> {
  const json: unknown = JSON.parse(await readFile(packageFile, 'utf8'));
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null;
  if (typeof version !== 'string') throw new Error(`${packageFile.pathname} has no version`);
  return version;
}
