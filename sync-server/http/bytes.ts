import type { Context as KoaContext } from 'koa';
import * as v from 'valibot';
import { expectedBy } from '#shared/api/expectedBy';
import { PROCEDURES as P, type Procedure } from '#shared/api/procedures';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import type { Caller } from '../auth/tokens';
import { refuseUnless } from '../rpc/trpc';
import type { Services } from '../services';
import { resultName } from '../tasks/taskRows';

/*
 * The procedures whose input or output is bytes: model files, datasets, scored files. They go by plain HTTP, so that
 * nothing holds a whole file in memory, and any client can send one (`curl --data-binary @file`). What else they need
 * is in the query: as fields (`?name=comments.csv`), or as `?input=JSON` like everywhere else.
 */

/** Answers one request; the caller's role has been checked. */
type ByteHandler = (ctx: KoaContext, services: Services, caller: Caller, limits: ByteLimits) => Promise<void>;

export interface ByteLimits {
  readonly modelBytes: number;
  readonly datasetBytes: number;
}

const HANDLERS: Readonly<Record<string, { procedure: Procedure; handle: ByteHandler }>> = {
  'models.put': {
    procedure: P['models.put'],
    handle: async (ctx, { models }, { id: owner }, { modelBytes }) => {
      const { name, id } = inputOf(P['models.put'].input, ctx);
      ctx.body = { result: { data: await models.put(bodyOf(ctx, modelBytes), { name, id, owner }) } };
    },
  },
  'models.pull': {
    procedure: P['models.pull'],
    handle: async (ctx, { models }) => {
      const { id } = inputOf(P['models.pull'].input, ctx);
      const model = await models.pull(id);
      ctx.set('ETag', `"${model.id}"`);
      attach(ctx, `${model.name}.moderato`, 'application/octet-stream', model);
    },
  },
  'tasks.result': {
    procedure: P['tasks.result'],
    handle: async (ctx, { tasks, blobs }, caller) => {
      const { id } = inputOf(P['tasks.result'].input, ctx);
      const task = await tasks.get(id, caller);
      const blob = task.kind === 'score' ? await blobs.open('results', resultName(id)) : null;
      if (!blob) throw new CodedError('task-missing', { id });
      attach(ctx, 'scored.csv', 'text/csv; charset=utf-8', blob);
    },
  },
  'feedback.pull': {
    procedure: P['feedback.pull'],
    handle: async (ctx, { feedback }) => {
      const { community, attribute } = inputOf(P['feedback.pull'].input, ctx);
      const stream = await feedback.pull(community, attribute);
      attach(ctx, `${community || 'feedback'} ${attribute}.csv`, 'text/csv; charset=utf-8', { bytes: null, stream });
    },
  },
  'datasets.put': {
    procedure: P['datasets.put'],
    handle: async (ctx, { datasets }, { id: owner }, { datasetBytes }) => {
      const { name, id, keep } = inputOf(P['datasets.put'].input, ctx);
      ctx.body = { result: { data: await datasets.put(bodyOf(ctx, datasetBytes), { name, id, keep, owner }) } };
    },
  },
};

/** The procedures that go by plain HTTP. */
export const BYTE_PROCEDURES = Object.keys(HANDLERS);

/**
 * Answers a request for `procedure`; false if it is none of these.
 * @throws CodedError and TRPCError.
 */
export async function answerBytes(
  ctx: KoaContext,
  procedure: string,
  services: Services,
  caller: Caller,
  limits: ByteLimits,
): Promise<boolean> {
  const found = Object.hasOwn(HANDLERS, procedure) ? HANDLERS[procedure] : undefined;
  if (!found) return false;
  const expected = found.procedure.kind === 'upload' ? 'POST' : 'GET';
  if (ctx.method !== expected && !(expected === 'GET' && ctx.method === 'HEAD')) {
    throw new CodedError('method-wrong', { procedure, got: ctx.method, expected });
  }
  if (found.procedure.role !== null) refuseUnless(caller, found.procedure.role);
  await found.handle(ctx, services, caller, limits);
  return true;
}

/** @throws CodedError `input-invalid`. */
function inputOf<Schema extends v.GenericSchema>(schema: Schema, ctx: KoaContext): v.InferOutput<Schema> {
  const result = v.safeParse(schema, queryOf(ctx));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new CodedError('input-invalid', {
    path: v.getDotPath(issue) ?? '',
    got: issue.received.slice(0, 100),
    expected: expectedBy(issue).slice(0, 300),
  });
}

function queryOf({ query }: KoaContext): unknown {
  if (typeof query.input === 'string') {
    try {
      return JSON.parse(query.input);
    } catch (error) {
      throw new CodedError('input-invalid', { path: 'input', got: query.input.slice(0, 100), expected: 'JSON' }, error);
    }
  }
  const yesNo: Readonly<Record<string, boolean>> = { true: true, false: false };
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => [
      key,
      key === 'keep' && typeof value === 'string' ? (yesNo[value] ?? value) : value,
    ]),
  );
}

/**
 * The body of a request, counted.
 * @throws CodedError `body-too-large`, at once if its length was announced; `input-invalid` for one that is broken off.
 */
function bodyOf({ req }: KoaContext, limitBytes: number): AsyncIterable<Uint8Array> {
  const refuse = () => new CodedError('body-too-large', { limitBytes });
  if (Number(req.headers['content-length'] ?? 0) > limitBytes) throw refuse();
  return (async function* () {
    let bytes = 0;
    try {
      for await (const chunk of req) {
        bytes += chunk.length;
        if (bytes > limitBytes) throw refuse();
        yield chunk;
      }
    } catch (error) {
      if (systemErrorCode(error) !== 'ECONNRESET') throw error;
      const expected = 'the whole body';
      throw new CodedError('input-invalid', { path: '', got: `broken off after ${bytes} bytes`, expected }, error);
    }
  })();
}

function attach(
  ctx: KoaContext,
  name: string,
  type: string,
  { bytes, stream }: { bytes: number | null; stream: NodeJS.ReadableStream },
): void {
  ctx.attachment(name);
  ctx.type = type;
  if (bytes !== null) ctx.length = bytes; // else it is not known before all of it was sent
  ctx.body = stream;
}
