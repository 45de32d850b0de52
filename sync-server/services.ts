import type { TokenService } from './auth/tokens';
import type { BlobStore } from './blobs/blobStore';
import type { DatasetService } from './datasets/datasetService';
import type { FeedbackService } from './feedback/feedbackService';
import type { ModelService } from './models/modelService';
import type { PerspectiveSettings } from './perspective/settings';
import type { TaskRuns } from './tasks/taskRuns';
import type { TaskService } from './tasks/taskService';
import type { TaskWatch } from './tasks/taskWatch';

/** All that the server does, without HTTP. */
export interface Services {
  readonly tokens: TokenService;
  readonly models: ModelService;
  readonly datasets: DatasetService;
  readonly tasks: TaskService;
  readonly runs: TaskRuns;
  readonly watch: TaskWatch;
  readonly perspective: PerspectiveSettings;
  readonly feedback: FeedbackService;
  readonly blobs: BlobStore;
  /** Fires when the server stops: streams end. */
  readonly stopping: AbortSignal;
}
