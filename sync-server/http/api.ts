import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { Middleware } from 'koa';
import { errorOnWire } from '#shared/api/errors';
import { HTTP_STATUS } from '#shared/api/httpStatus';
import { API_PATH, PROCEDURES } from '#shared/api/procedures';
import { CodedError } from '#shared/base/errors';
import { appRouter } from '../rpc/appRouter';
import { codedErrorOf } from '../rpc/faults';
import { type Context, refuseUnless } from '../rpc/trpc';
import type { Services } from '../services';
import type { Access } from './access';
import { answerBytes, type ByteLimits } from './bytes';
import { allowOrigin } from './cors';
import { openApiDocument } from './openApi';
import { closeIfUnread } from './unread';

export interface ApiDeps {
  readonly services: Services;
  readonly access: Access;
  readonly limits: ByteLimits & { readonly bodyBytes: number };
  /** Origins of other sites whose pages may call the API. */
  readonly corsOrigins: ReadonlySet<string>;
  readonly version: string;
  /** Called with what nobody foresaw. */
  readonly onUnexpected: (error: unknown, request: string) => void;
}

const CORS_HEADERS = {
  allowed: 'Authorization, Content-Type, Last-Event-ID, trpc-accept',
  exposed: 'Content-Disposition, ETag, Retry-After',
};

/** Everything under /api/v1: tRPC, bytes by plain HTTP, and the document that describes both. */
export function createApi(deps: ApiDeps): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== API_PATH && !ctx.path.startsWith(`${API_PATH}/`)) return next();
    const procedure = ctx.path.slice(API_PATH.length + 1);
    ctx.set('Cache-Control', 'no-store');
    if (allowOrigin(ctx, deps.corsOrigins, CORS_HEADERS)) return;
    try {
      if (procedure === 'openapi.json') {
        if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
          throw new CodedError('method-wrong', { procedure, got: ctx.method, expected: 'GET' });
        }
        ctx.body = openApiDocument(deps.version);
        return;
      }
      const caller = await deps.access.identify(ctx.req);
      // A stream would begin with 200 before it could be refused.
      if (procedure === 'tasks.watch') refuseUnless(caller, PROCEDURES['tasks.watch'].role);
      if (await answerBytes(ctx, procedure, deps.services, caller, deps.limits)) return;
      const { bodyBytes } = deps.limits;
      const context: Context = { services: deps.services, caller, maxBodyBytes: bodyBytes, version: deps.version };
      ctx.respond = false;
      ctx.res.statusCode = 200; // Koa's is 404 until a body is set, and tRPC overwrites a 200 alone
      await nodeHTTPRequestHandler({
        router: appRouter,
        req: ctx.req,
        res: ctx.res,
        path: procedure,
        maxBodySize: bodyBytes,
        allowBatching: false, // one request is one for RATE_LIMIT
        createContext: async () => context,
        onError: ({ error, path = '' }) => {
          const coded = codedErrorOf(error, path, bodyBytes);
          if (HTTP_STATUS[coded.code] >= 500) deps.onUnexpected(coded.cause ?? coded, path);
        },
      });
    } catch (error) {
      const coded = codedErrorOf(error, procedure, deps.limits.bodyBytes);
      const status = HTTP_STATUS[coded.code];
      if (status >= 500) deps.onUnexpected(coded.cause ?? coded, procedure);
      if (coded.code === 'rate-limited') {
        ctx.set('Retry-After', String((coded as CodedError<'rate-limited'>).params.seconds));
      }
      if (status === 401) ctx.set('WWW-Authenticate', 'Bearer');
      closeIfUnread(ctx);
      ctx.status = status;
      ctx.body = errorBody(coded, procedure);
    }
  };
}

/** An error outside of tRPC, in tRPC's shape. */
function errorBody(coded: CodedError, path: string) {
  const error = errorOnWire(coded);
  return { error: { message: error.sentences.en, data: { httpStatus: HTTP_STATUS[coded.code], path, error } } };
}
