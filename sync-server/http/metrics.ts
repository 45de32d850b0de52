import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { TASK_STATES } from '#shared/api/tasks';
import type { LoadedModels } from '../models/loadedModels';
import { databaseErrorOf } from '../store/databaseErrors';
import type { TaskRuns } from '../tasks/taskRuns';
import type { TaskWatch } from '../tasks/taskWatch';

/** What Prometheus reads at /metrics. */
export interface Metrics {
  readonly contentType: string;
  observe(route: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

export interface MetricsDeps {
  readonly tasks: Pick<TaskRuns, 'queueFigures'>;
  readonly watch: Pick<TaskWatch, 'followers'>;
  readonly loaded: Pick<LoadedModels, 'count'>;
}

export function createMetrics({ tasks, watch, loaded }: MetricsDeps): Metrics {
  const registers = [new Registry()];
  const [registry] = registers;
  collectDefaultMetrics({ register: registry }); // process, memory, event-loop lag
  const requests = new Counter({
    name: 'moderato_http_requests_total',
    help: 'Requests by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'moderato_http_request_seconds',
    help: 'Time from the request to the end of the reply.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const byState = new Gauge({ name: 'moderato_tasks', help: 'Tasks by state.', labelNames: ['state'], registers });
  const oldest = new Gauge({
    name: 'moderato_queue_oldest_seconds',
    help: 'How long the oldest queued task waits.',
    registers,
  });
  const database = new Gauge({
    name: 'moderato_database_up',
    help: 'Whether the database answered; without it nothing is known of tasks.',
    registers,
  });
  const models = new Gauge({ name: 'moderato_loaded_models', help: 'Models ready to predict.', registers });
  const followers = new Gauge({ name: 'moderato_task_followers', help: 'Open streams of task events.', registers });
  return {
    contentType: registry.contentType,
    observe(route, status, duration) {
      requests.inc({ route, status: String(status) });
      seconds.observe({ route }, duration);
    },
    async text() {
      // What the process itself knows is wanted most while the database is away.
      try {
        const figures = await tasks.queueFigures();
        for (const state of TASK_STATES) byState.set({ state }, figures.byState[state] ?? 0);
        oldest.set(figures.oldestSeconds);
        database.set(1);
      } catch (error) {
        if (databaseErrorOf(error) === null) throw error;
        byState.reset();
        oldest.set(Number.NaN);
        database.set(0);
      }
      models.set(loaded.count);
      followers.set(watch.followers);
      return registry.metrics();
    },
  };
}
