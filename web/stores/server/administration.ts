import { createSignal } from 'solid-js';
import { EVERY_COMMUNITY, type Feedback, type FeedbackSettings } from '#shared/api/feedback';
import type { ModelOnServer } from '#shared/api/models';
import type { AttributeAnswer, AttributeSetting } from '#shared/api/perspective';
import type { Role } from '#shared/api/roles';
import type { Token } from '#shared/api/tokens';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { createTurns } from '#shared/runtime/turns';
import { receiveFiles } from '../incomingFiles';
import { createReread } from '../reread';
import { keepOpen } from '../tasks/runTask';
import { withServer } from './connection';
import { server } from './kept';

/*
 * What whoever runs a server sees and changes of it: what answers the Perspective API's format, the feedback that
 * clients left, tokens. Everything is asked anew when the page opens and after each change, and nothing is kept here.
 */

export type { Feedback, FeedbackSettings } from '#shared/api/feedback';
export type { AttributeAnswer, AttributeSetting } from '#shared/api/perspective';
export type { Token } from '#shared/api/tokens';
export { EVERY_COMMUNITY };

/** Something on the server as it was last seen. */
export interface Seen<Value> {
  /** Undefined before it was first seen. */
  value(): Value | undefined;
  /** Why it could not be seen the last time, or null. */
  error(): CodedError | null;
  /** Asks anew. A failure is in `error()`. */
  refresh(): Promise<void>;
}

function createSeen<Value>(ask: () => Promise<Value>): Seen<Value> {
  const [value, setValue] = createSignal<{ readonly of: string; readonly value: Value } | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  return {
    value: () => {
      const seen = value();
      return seen !== null && seen.of === server()?.address ? seen.value : undefined;
    },
    error,
    refresh: createReread(async () => {
      const asked = server();
      if (asked === null) return;
      try {
        const found = await ask();
        if (server() !== asked) return;
        setValue({ of: asked.address, value: found });
        setError(null);
      } catch (failure) {
        if (server() === asked) setError(toCodedError(failure));
      }
    }),
  };
}

/** Changes of a list that is read, changed and written as a whole: each begins with what the one before it wrote. */
const inTurn = createTurns();

/** What answers each attribute in each language, and the models that could. */
export const answers: Seen<{
  readonly answers: readonly AttributeAnswer[];
  readonly models: readonly ModelOnServer[];
}> = createSeen(() =>
  withServer(async (api) => ({
    answers: await api.call('perspective.answers', undefined),
    models: await api.call('models.list', undefined),
  })),
);

/**
 * Lets a model answer an attribute in a language; with null, what answered before an admin said anything.
 * @throws CodedError `server-...`, `model-missing`, `label-unknown`.
 */
export async function setAnswer(
  { attribute, language }: Pick<AttributeSetting, 'attribute' | 'language'>,
  by: Pick<AttributeSetting, 'model' | 'label'> | null,
): Promise<void> {
  await inTurn(() =>
    withServer(async (api) => {
      const others = (await api.call('perspective.models', undefined)).filter(
        (one) => one.attribute !== attribute || one.language !== language,
      );
      const models = by === null ? others : [...others, { attribute, language, ...by }];
      await api.call('perspective.setModels', { models });
    }),
  );
  await answers.refresh();
}

/** The feedback that is kept, and the communities whose feedback is. */
export const feedback: Seen<{ readonly kept: readonly Feedback[]; readonly settings: FeedbackSettings }> = createSeen(
  () =>
    withServer(async (api) => ({
      kept: await api.call('feedback.list', undefined),
      settings: await api.call('feedback.settings', undefined),
    })),
);

/** Switches the feedback of a community on or off. @throws CodedError `server-...`. */
export async function keepFeedback(community: string, on: boolean): Promise<void> {
  await inTurn(() =>
    withServer(async (api) => {
      const { set } = await api.call('feedback.settings', undefined);
      const others = set.filter((one) => one !== community);
      await api.call('feedback.set', { communities: on ? [...others, community] : others });
    }),
  );
  await feedback.refresh();
}

/** Removes feedback from the server. Returns how much that was. @throws CodedError `server-...`. */
export async function removeFeedback({ community, attribute }: Feedback): Promise<number> {
  const { removed } = await withServer((api) => api.call('feedback.remove', { community, attribute }));
  await feedback.refresh();
  return removed;
}

/**
 * Brings feedback here as a file of comments, which waits on the Data page like one that was dropped there.
 * @returns the address of that page.
 * @throws CodedError `server-...`, `feedback-missing`; an AbortError.
 */
export function takeFeedback({ community, attribute }: Feedback, signal: AbortSignal): Promise<string> {
  return keepOpen(async () => {
    const blob = await withServer((api) => api.pullFeedback({ community, attribute }, () => {}, signal));
    const name = `${[community, attribute].filter((part) => part !== '').join(' ')}.csv`;
    return receiveFiles([new File([blob], name, { type: 'text/csv' })]) ?? '/data';
  });
}

/** Every token of the server, the latest first. */
export const tokens: Seen<readonly Token[]> = createSeen(() => withServer((api) => api.call('tokens.list', undefined)));

/** Makes a token. Its secret is nowhere else. @throws CodedError `server-...`. */
export async function makeToken(
  name: string,
  role: Role,
  days: number | null,
): Promise<{ token: Token; secret: string }> {
  const made = await withServer((api) => api.call('tokens.create', { name, role, days }));
  await tokens.refresh();
  return made;
}

/** Ends a token at once. @throws CodedError `server-...`, `token-last-admin`. */
export async function revokeToken(id: string): Promise<void> {
  await withServer((api) => api.call('tokens.revoke', { id }));
  await tokens.refresh();
}
