import * as v from 'valibot';
import { count, moment, storableText } from './fields';
import { attributeName } from './perspective';

/*
 * Feedback: what `comments:suggestscore` of the Perspective API's format says of comments. It is kept, as a dataset per
 * community and attribute, where an admin or the configuration has switched it on, and nowhere else.
 */

/** Switches feedback on for whatever community a client names, and for none. */
export const EVERY_COMMUNITY = '*';
/** UTF-16 code units of a `communityId` whose feedback is kept. */
export const COMMUNITY_LIMIT = 200;
/** From this suggested score on the label of a comment is 1. */
export const FEEDBACK_CUT = 0.5;
/** Columns of the file of a dataset of feedback. */
export const FEEDBACK_COLUMNS = ['comment', 'label', 'score', 'attribute', 'language', 'community', 'time'] as const;

const community = v.pipe(v.string(), v.maxLength(COMMUNITY_LIMIT), storableText);
const named = v.pipe(community, v.minLength(1));

/** The communities whose feedback is kept. */
export const feedbackSettingsSchema = v.strictObject({
  /** By PERSPECTIVE_FEEDBACK; these stay on whatever an admin sets. */
  configured: v.array(v.string()),
  /** By an admin. */
  set: v.array(v.string()),
  /** Judgements that are kept of one community, and bytes of comments that are kept of all. */
  maxRows: count,
  maxBytes: count,
});

export type FeedbackSettings = v.InferOutput<typeof feedbackSettingsSchema>;

export const setFeedback = v.strictObject({ communities: v.pipe(v.array(named), v.maxLength(1000)) });

/** What is kept of one community and one attribute. */
export const feedbackSchema = v.strictObject({
  /** As the client named it; empty: it named none. */
  community: v.string(),
  attribute: v.string(),
  rows: count,
  /** Rows whose label is 1. */
  positive: count,
  /** UTF-8 bytes of the comments. */
  bytes: count,
  changedAt: moment,
});

export type Feedback = v.InferOutput<typeof feedbackSchema>;

export const oneFeedback = v.strictObject({ community, attribute: attributeName });
