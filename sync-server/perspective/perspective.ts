import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';
import {
  DISCOVERY_PATH,
  MODEL_HEADER,
  PERSPECTIVE_METHODS,
  PERSPECTIVE_PATH,
  UNSURE_HEADER,
} from '#shared/api/perspective';
import { systemErrorCode } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import type { FeedbackService } from '../feedback/feedbackService';
import { allowOrigin } from '../http/cors';
import { closeIfUnread } from '../http/unread';
import { databaseErrorOf } from '../store/databaseErrors';
import { type Analyzed, Analyzer, type AnalyzerDeps } from './analyzer';
import { discoveryDocument } from './discovery';
import {
  type ErrorBody,
  feedbackFull,
  internal,
  invalidRequest,
  methodNotFound,
  PerspectiveError,
  unavailable,
} from './errors';
import { masked, readFieldMask } from './fieldMask';
import { admit, type KeyDeps } from './keys';
import { originOf } from './origin';
import { readAnalyze, readBatch, readSuggest } from './requests';

/*
 * The wire format of the Perspective API, under /v1alpha1, so that whoever called it changes one address. Nothing of a
 * comment is logged, or stored unless its community's feedback is switched on.
 */

export interface PerspectiveDeps extends AnalyzerDeps, KeyDeps {
  readonly feedback: Pick<FeedbackService, 'keep'>;
  /** Bytes of a comment. */
  readonly maxBytes: number;
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Called with what nobody foresaw. */
  readonly onUnexpected: (error: unknown, request: string) => void;
}

export interface Perspective {
  readonly middleware: Middleware;
  /** What is wrong with the models that the settings name, a sentence each. */
  problems(): Promise<string[]>;
}

type Method = (typeof PERSPECTIVE_METHODS)[number];

const CORS_HEADERS = {
  allowed: 'Authorization, Content-Type, X-Goog-Api-Key, X-Goog-Api-Client, X-Goog-User-Project, X-Requested-With',
  exposed: `${MODEL_HEADER}, ${UNSURE_HEADER}, Retry-After`,
};

/** Puts together what answers the format's addresses. */
export function createPerspective(deps: PerspectiveDeps): Perspective {
  const analyzer = new Analyzer(deps);
  const methods: Readonly<Record<Method, (ctx: Context) => Promise<void>>> = {
    'comments:analyze': async (ctx) => {
      const { body, models, unsure } = await analyzer.analyze(readAnalyze(await bodyOf(ctx, deps), deps.maxBytes));
      setModels(ctx, models);
      if (unsure !== null) ctx.set(UNSURE_HEADER, unsure);
      ctx.body = body;
    },
    'comments:batchAnalyze': async (ctx) => {
      const models = new Set<string>();
      const responses: (Analyzed['body'] | ErrorBody)[] = [];
      for (const request of readBatch(await bodyOf(ctx, deps), deps.maxBytes)) {
        if (ctx.res.closed) return; // nobody waits for the rest: a batch may be minutes of work
        try {
          if (request instanceof PerspectiveError) throw request;
          const analyzed = await analyzer.analyze(request, false);
          for (const id of analyzed.models) models.add(id);
          responses.push(analyzed.body);
        } catch (error) {
          if (!(error instanceof PerspectiveError)) throw error;
          responses.push(error.body);
        }
      }
      setModels(ctx, [...models]);
      ctx.body = { responses };
    },
    'comments:suggestscore': async (ctx) => {
      const request = readSuggest(await bodyOf(ctx, deps), deps.maxBytes);
      const answer = analyzer.suggest(request);
      const { text, communityId: community, scores, languages } = request;
      const language = languages[0] ?? answer.detectedLanguages[0] ?? null;
      const kept = await deps.feedback.keep({ text, community, language, scores });
      if (kept === 'full') throw feedbackFull('the server keeps no more feedback (MAX_FEEDBACK_SIZE).');
      if (kept === 'full-community')
        throw feedbackFull('the server keeps no more feedback of this community (MAX_FEEDBACK_ROWS).');
      ctx.body = answer;
    },
  };

  const answer = async (ctx: Context, name: string | null) => {
    if (name === null) {
      const { version = 'v1alpha1' } = ctx.query;
      if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || version !== 'v1alpha1') {
        throw methodNotFound(ctx.method, ctx.path);
      }
      ctx.body = discoveryDocument(originOf(ctx));
      return;
    }
    const method = PERSPECTIVE_METHODS.find((one) => one === name);
    if (ctx.method !== 'POST' || method === undefined) throw methodNotFound(ctx.method, ctx.path);
    await admit(ctx, deps);
    const { fields } = ctx.query;
    // A mask that cannot be read is refused before anything is scored.
    const mask = fields === undefined || fields === '' ? 'all' : readFieldMask([fields].flat().join(','));
    await methods[method](ctx);
    ctx.body = masked(ctx.body, mask);
  };

  return {
    problems: () => analyzer.problems(),
    middleware: async (ctx, next) => {
      const name = methodNameIn(ctx.path);
      if (name === undefined) return next();
      ctx.set('Cache-Control', 'no-store');
      if (allowOrigin(ctx, deps.corsOrigins, CORS_HEADERS)) return;
      try {
        await answer(ctx, name);
      } catch (error) {
        if (!(error instanceof PerspectiveError))
          deps.onUnexpected(error, name === null ? DISCOVERY_PATH : 'perspective');
        const { httpStatus, retryAfter, body } = answerTo(error);
        closeIfUnread(ctx);
        ctx.status = httpStatus;
        if (retryAfter !== null) ctx.set('Retry-After', String(retryAfter));
        ctx.body = body;
      }
    },
  };
}

function answerTo(error: unknown): PerspectiveError {
  if (error instanceof PerspectiveError) return error;
  const away = databaseErrorOf(error);
  return away === null ? internal() : unavailable(sentenceIn('en', away));
}

/** A method under another path, as of a client whose base address lacks `/v1alpha1` or ends with a slash too many. */
const MISPLACED = /\/comments:\w+\/?$/;
/** Where Google's clients send several requests at once. */
const BATCH_PATH = '/batch';

/**
 * `comments:analyze` of its address; null for the discovery document; undefined for what is not of this format. What a
 * client of the format has wrong about an address is of it too, so that the answer can say what is right.
 */
function methodNameIn(path: string): string | null | undefined {
  const plain = path.replace(/%3a/i, ':').replace(/%24/, '$'); // some clients escape them
  if (plain === DISCOVERY_PATH) return null;
  if (plain === PERSPECTIVE_PATH || plain === BATCH_PATH) return '';
  if (plain.startsWith(`${PERSPECTIVE_PATH}/`)) return plain.slice(PERSPECTIVE_PATH.length + 1);
  return MISPLACED.test(plain) ? plain : undefined;
}

function setModels(ctx: Context, models: readonly string[]): void {
  if (models.length > 0) ctx.set(MODEL_HEADER, models.join(', '));
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const gunzipped = promisify(gunzip);

/**
 * The JSON of a body, also one that is gzipped: Google's clients for Java and .NET do so unless they are told otherwise.
 * @throws PerspectiveError INVALID_REQUEST for a body that is too large, broken off or no JSON.
 */
async function bodyOf({ req }: Context, { bodyBytes }: PerspectiveDeps): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const encoding = (req.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const isGzipped = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isGzipped && encoding !== 'identity' && encoding !== '') {
    const got = encoding.replaceAll(/[^\w, -]/g, '?').slice(0, 40);
    throw invalidRequest(`Content-Encoding "${got}" is not supported: send the body as it is, or with gzip.`);
  }
  const refuse = () => invalidRequest(`Request payload size exceeds the limit: ${bodyBytes} bytes.`);
  if (Number(req.headers['content-length'] ?? 0) > bodyBytes) throw refuse();
  try {
    for await (const chunk of req) {
      bytes += chunk.length;
      if (bytes > bodyBytes) throw refuse();
      chunks.push(chunk);
    }
  } catch (error) {
    if (systemErrorCode(error) !== 'ECONNRESET') throw error;
    throw invalidRequest('Invalid JSON payload received: it was broken off.');
  }
  let body: Uint8Array = Buffer.concat(chunks);
  if (isGzipped) {
    try {
      body = await gunzipped(body, { maxOutputLength: bodyBytes });
    } catch (error) {
      if (systemErrorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw refuse();
      throw invalidRequest('Invalid JSON payload received: the body is not gzip, as its Content-Encoding has it.');
    }
  }
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    // Not the parser's own message: it repeats a part of the body.
    throw invalidRequest('Invalid JSON payload received: the body is not JSON in UTF-8.');
  }
}
