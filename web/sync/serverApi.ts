import {
  createTRPCUntypedClient,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCUntypedClient,
} from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { EventSource } from 'eventsource';
import * as v from 'valibot';
import { API_PATH, PROCEDURES } from '#shared/api/procedures';
import { isFinished, type Task, taskSchema } from '#shared/api/tasks';
import { CodedError } from '#shared/base/errors';
import { AbortError } from '#shared/runtime/steps';
import { field, refusalIn, refusalOf } from './errors';
import { createTransfers, type Transfers } from './transfers';
import { unreached } from './unreached';

/*
 * A server of Moderato as the app calls it. What goes in and comes out is typed and checked by shared/api's table of
 * procedures, so that a server of another version is noticed and never believed.
 */

type Procedures = typeof PROCEDURES;

/** Procedures that are called with JSON and answer once. */
export type CallName = {
  [Name in keyof Procedures]: Procedures[Name]['kind'] extends 'query' | 'mutation' ? Name : never;
}[keyof Procedures];

type InputOf<Name extends CallName> = Procedures[Name]['input'] extends v.GenericSchema
  ? v.InferInput<Procedures[Name]['input']>
  : undefined;
export type OutputOf<Name extends CallName> = Procedures[Name]['output'] extends v.GenericSchema
  ? v.InferOutput<Procedures[Name]['output']>
  : never;

export interface ServerPlace {
  /** The origin: `https://moderato.example.org`. */
  readonly address: string;
  /** Null: as a guest. */
  readonly token: string | null;
  /** Of the app, for the error about a server of another one. */
  readonly appVersion: string;
}

export interface ServerApi extends Transfers {
  /**
   * Calls a procedure.
   * @throws CodedError `server-...`, and what the server refuses; an AbortError.
   */
  call<Name extends CallName>(name: Name, input: InputOf<Name>, signal?: AbortSignal): Promise<OutputOf<Name>>;
  /**
   * Follows a task: `onTask` gets its present state and every later one. Lost connections are made anew.
   * @returns the task once it has ended.
   * @throws as `call`.
   */
  watchTask(id: string, onTask: (task: Task) => void, signal: AbortSignal): Promise<Task>;
}

/** Seconds for an answer to a request without bytes. */
const ANSWER_SECONDS = 20;

/** Connects to nothing yet: each call is a request of its own. */
export function createServerApi({ address, token, appVersion }: ServerPlace): ServerApi {
  let serverVersion: string | null = null;
  const url = `${address}${API_PATH}`;
  const headers = (): Record<string, string> => (token === null ? {} : { Authorization: `Bearer ${token}` });
  const options = { credentials: 'omit', cache: 'no-store', redirect: 'error' } as const;
  const stream = (input: string | URL, init: RequestInit) =>
    fetch(input, { ...init, ...options, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers() } });
  const client: TRPCUntypedClient<AnyRouter> = createTRPCUntypedClient({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        // The browser's own EventSource cannot send a token.
        true: httpSubscriptionLink({ url, EventSource, eventSourceOptions: { fetch: stream } }),
        false: httpLink({
          url,
          headers,
          fetch: (input, init) => fetch(input, { ...(init as RequestInit), ...options }),
        }),
      }),
    ],
  });

  const understood = <Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> => {
    const parsed = v.safeParse(schema, value, { abortEarly: true });
    if (parsed.success) return parsed.output;
    throw new CodedError('server-version', { address, got: serverVersion ?? '?', expected: appVersion });
  };

  const codedOf = async (error: unknown): Promise<CodedError> => {
    if (error instanceof CodedError) return error;
    if (!(error instanceof TRPCClientError)) return unreached(address, error);
    const refusal = refusalOf(field(error.data, 'error')) ?? refusalIn(error.meta?.responseJSON);
    if (refusal !== null) return refusal;
    // A reply that is no JSON, or no JSON of ours.
    if (error.meta?.response !== undefined || error.cause instanceof SyntaxError)
      return new CodedError('server-foreign', { address }, error);
    return unreached(address, error);
  };

  const call: ServerApi['call'] = async (name, input, signal = new AbortController().signal) => {
    const { kind, output } = PROCEDURES[name];
    const limit = AbortSignal.timeout(ANSWER_SECONDS * 1000);
    const request = { signal: AbortSignal.any([signal, limit]) };
    let answer: unknown;
    try {
      answer = await (kind === 'query' ? client.query(name, input, request) : client.mutation(name, input, request));
    } catch (error) {
      if (signal.aborted) throw new AbortError();
      if (limit.aborted) throw new CodedError('server-slow', { address, seconds: ANSWER_SECONDS }, error);
      throw await codedOf(error);
    }
    const understoodAnswer = understood(output, answer);
    if (name === 'health') serverVersion = String(field(understoodAnswer, 'version'));
    return understoodAnswer as OutputOf<typeof name>;
  };

  const watchTask: ServerApi['watchTask'] = (id, onTask, signal) =>
    new Promise((resolve, reject) => {
      let last: Task | null = null;
      const stop = () => {
        signal.removeEventListener('abort', abort);
        subscription.unsubscribe();
      };
      const abort = () => {
        stop();
        reject(new AbortError());
      };
      const fail = (error: unknown) => {
        stop();
        void codedOf(error).then(reject);
      };
      const subscription = client.subscription(
        'tasks.watch',
        { id },
        {
          onData: (event: unknown) => {
            try {
              const task = understood(taskSchema, field(event, 'data'));
              if (last !== null && task.revision < last.revision) return;
              last = task;
              onTask(task);
              if (!isFinished(task.state)) return;
              stop();
              resolve(task);
            } catch (error) {
              fail(error);
            }
          },
          onError: fail,
          onComplete: () => fail(new CodedError('server-unreachable', { address })),
        },
      );
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
    });

  return { call, watchTask, ...createTransfers(address, headers, understood) };
}
