import * as v from 'valibot';
import { datasetSchema, hasDatasets, oneDataset, putDataset } from './datasets';
import { feedbackSchema, feedbackSettingsSchema, oneFeedback, setFeedback } from './feedback';
import { digest } from './fields';
import {
  fitInput,
  modelSchema,
  modelScoresSchema,
  oneModel,
  predictInput,
  predictionsSchema,
  predictScoresInput,
  putModel,
  removedSchema,
  renameModel,
  scoreInput,
  searchInput,
} from './models';
import { answerSchema, attributeSettingsSchema, setAttributeModels } from './perspective';
import type { Role } from './roles';
import { listTasks, oneTask, taskSchema, watchTasks } from './tasks';
import { createdTokenSchema, createToken, identitySchema, oneToken, tokenSchema } from './tokens';

/*
 * The procedures of the server, once: their addresses under /api/v1, who may call them, what goes in and what comes
 * out. The server's routers, the document at /api/v1/openapi.json and the tests of access are held against this table.
 */

/** Where the API is. */
export const API_PATH = '/api/v1';

export interface Procedure {
  /**
   * `query`: GET with `?input=JSON`. `mutation`: POST with a JSON body. `subscription`: GET, server-sent events.
   * `upload`: POST of bytes. `download`: GET of bytes.
   */
  readonly kind: 'query' | 'mutation' | 'subscription' | 'upload' | 'download';
  /** The least role that may call it; null: anybody. */
  readonly role: Role | null;
  readonly input: v.GenericSchema | null;
  readonly output: v.GenericSchema | null;
  readonly summary: string;
}

const nothing = v.strictObject({});
const ok = v.strictObject({ ok: v.literal(true) });
const taskList = v.array(taskSchema);

export const PROCEDURES = {
  health: {
    kind: 'query',
    role: null,
    input: null,
    output: v.strictObject({ status: v.literal('ok'), version: v.string() }),
    summary: 'Whether the process answers.',
  },
  'models.list': {
    kind: 'query',
    role: 'reader',
    input: null,
    output: v.array(modelSchema),
    summary:
      'Every model, those that come with Moderato first, with what it was trained with and whether it is loaded.',
  },
  'models.get': { kind: 'query', role: 'reader', input: oneModel, output: modelSchema, summary: 'One model.' },
  'models.fit': {
    kind: 'mutation',
    role: 'contributor',
    input: fitInput,
    output: taskSchema,
    summary: 'Trains a model on a dataset in the background.',
  },
  'models.search': {
    kind: 'mutation',
    role: 'contributor',
    input: searchInput,
    output: taskSchema,
    summary: 'Compares settings by cross-validation in the background.',
  },
  'models.score': {
    kind: 'mutation',
    role: 'contributor',
    input: scoreInput,
    output: taskSchema,
    summary: 'Scores every comment of a dataset in the background.',
  },
  'models.load': {
    kind: 'mutation',
    role: 'contributor',
    input: oneModel,
    output: modelSchema,
    summary: 'Makes a model ready to predict.',
  },
  'models.unload': {
    kind: 'mutation',
    role: 'contributor',
    input: oneModel,
    output: modelSchema,
    summary: 'Frees the memory of a loaded model.',
  },
  'models.predict': {
    kind: 'mutation',
    role: 'reader',
    input: predictInput,
    output: predictionsSchema,
    summary: 'Scores, probabilities and labels of comments.',
  },
  'models.predictScores': {
    kind: 'mutation',
    role: 'reader',
    input: predictScoresInput,
    output: modelScoresSchema,
    summary: 'The scores of several models beside the labels that people gave, as curves need them.',
  },
  'models.rename': {
    kind: 'mutation',
    role: 'contributor',
    input: renameModel,
    output: modelSchema,
    summary: 'Another name, other notes.',
  },
  'models.remove': {
    kind: 'mutation',
    role: 'contributor',
    input: oneModel,
    output: removedSchema,
    summary: 'Removes a model.',
  },
  'models.removeAll': {
    kind: 'mutation',
    role: 'admin',
    input: nothing,
    output: removedSchema,
    summary: 'Removes every model but those that come with Moderato.',
  },
  'models.put': {
    kind: 'upload',
    role: 'contributor',
    input: putModel,
    output: modelSchema,
    summary: 'Stores a model file after checking all of it.',
  },
  'models.pull': { kind: 'download', role: 'reader', input: oneModel, output: null, summary: 'A model file.' },
  'tasks.list': {
    kind: 'query',
    role: 'reader',
    input: listTasks,
    output: taskList,
    summary: 'The latest tasks: one’s own, of an admin everybody’s.',
  },
  'tasks.get': { kind: 'query', role: 'reader', input: oneTask, output: taskSchema, summary: 'One task.' },
  'tasks.cancel': {
    kind: 'mutation',
    role: 'contributor',
    input: oneTask,
    output: taskSchema,
    summary: 'Stops a task within a second.',
  },
  'tasks.watch': {
    kind: 'subscription',
    role: 'reader',
    input: watchTasks,
    output: taskSchema,
    summary: 'Every change of a task, or of all that one may see, as server-sent events.',
  },
  'tasks.result': {
    kind: 'download',
    role: 'reader',
    input: oneTask,
    output: null,
    summary: 'The scored file of a task that scored a dataset, as CSV.',
  },
  'datasets.list': {
    kind: 'query',
    role: 'contributor',
    input: null,
    output: v.array(datasetSchema),
    summary: 'The datasets on the server.',
  },
  'datasets.has': {
    kind: 'query',
    role: 'contributor',
    input: hasDatasets,
    output: v.array(digest),
    summary: 'Those of some datasets that the server has, so that nothing is sent twice.',
  },
  'datasets.put': {
    kind: 'upload',
    role: 'contributor',
    input: putDataset,
    output: datasetSchema,
    summary: 'Stores a file of comments.',
  },
  'datasets.remove': {
    kind: 'mutation',
    role: 'contributor',
    input: oneDataset,
    output: ok,
    summary: 'Removes a dataset.',
  },
  'perspective.models': {
    kind: 'query',
    role: 'reader',
    input: null,
    output: attributeSettingsSchema,
    summary: 'Which models an admin has set for attributes of the Perspective API’s format.',
  },
  'perspective.answers': {
    kind: 'query',
    role: 'reader',
    input: null,
    output: v.array(answerSchema),
    summary: 'What answers each attribute in each language, and who said so.',
  },
  'perspective.setModels': {
    kind: 'mutation',
    role: 'admin',
    input: setAttributeModels,
    output: attributeSettingsSchema,
    summary: 'Sets them, all at once: before those of PERSPECTIVE_MODELS and those that come with Moderato.',
  },
  'feedback.list': {
    kind: 'query',
    role: 'contributor',
    input: null,
    output: v.array(feedbackSchema),
    summary: 'What comments:suggestscore left here, by community and attribute.',
  },
  'feedback.pull': {
    kind: 'download',
    role: 'contributor',
    input: oneFeedback,
    output: null,
    summary: 'The comments of one community with what was suggested for one attribute, as CSV.',
  },
  'feedback.remove': {
    kind: 'mutation',
    role: 'admin',
    input: oneFeedback,
    output: removedSchema,
    summary: 'Removes them.',
  },
  'feedback.settings': {
    kind: 'query',
    role: 'contributor',
    input: null,
    output: feedbackSettingsSchema,
    summary: 'The communities whose feedback is kept, and how much of it.',
  },
  'feedback.set': {
    kind: 'mutation',
    role: 'admin',
    input: setFeedback,
    output: feedbackSettingsSchema,
    summary: 'Sets the communities whose feedback is kept, besides those of PERSPECTIVE_FEEDBACK; * is all of them.',
  },
  'tokens.me': {
    kind: 'query',
    role: null,
    input: null,
    output: identitySchema,
    summary: 'Who is asking: the token that was sent and its role, or what a guest may do.',
  },
  'tokens.list': { kind: 'query', role: 'admin', input: null, output: v.array(tokenSchema), summary: 'Every token.' },
  'tokens.create': {
    kind: 'mutation',
    role: 'admin',
    input: createToken,
    output: createdTokenSchema,
    summary: 'A new token; its secret is shown this once.',
  },
  'tokens.revoke': {
    kind: 'mutation',
    role: 'admin',
    input: oneToken,
    output: tokenSchema,
    summary: 'Ends a token at once.',
  },
} as const satisfies Record<string, Procedure>;

export type ProcedureName = keyof typeof PROCEDURES;
