import * as v from 'valibot';
import { count, digest, moment, name } from './fields';

/* Datasets on the server: files of comments, called by the SHA-256 of their bytes. */

export const datasetSchema = v.strictObject({
  id: digest,
  /** Of the file, which its reading may depend on: `comments.csv`. */
  name: v.string(),
  bytes: count,
  createdAt: moment,
  /** Stays when the tasks that use it have ended. */
  kept: v.boolean(),
});

export type DatasetOnServer = v.InferOutput<typeof datasetSchema>;

export const hasDatasets = v.strictObject({ ids: v.pipe(v.array(digest), v.maxLength(1000)) });

export const oneDataset = v.strictObject({ id: digest });

/** What goes with an upload, in the query of its address. */
export const putDataset = v.strictObject({
  name,
  /** What the sender computed; another one is an error. */
  id: v.optional(digest),
  keep: v.optional(v.boolean(), false),
});
