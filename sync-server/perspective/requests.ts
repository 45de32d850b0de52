import * as v from 'valibot';
import { attributeName, BATCH_LIMIT } from '#shared/api/perspective';
import {
  commentEmpty,
  commentTooLong,
  invalidRequest,
  noRequestedAttributes,
  PerspectiveError,
  unknownAttribute,
} from './errors';
import {
  booleanIn,
  checkChoice,
  type Fields,
  listIn,
  mapIn,
  messageIn,
  numberIn,
  readMessage,
  stringIn,
  stringsIn,
} from './fields';
import { canonicalLanguage } from './languages';

/** One attribute that is asked for. */
export interface RequestedAttribute {
  readonly name: string;
  /** Scores below it are left out; 0 leaves out none. */
  readonly scoreThreshold: number;
}

/** A request of `comments:analyze`, checked but for what depends on models. */
export interface AnalyzeRequest {
  readonly text: string;
  /** Each once, in the order in which they were asked for. */
  readonly attributes: readonly RequestedAttribute[];
  /** As canonical tags (`en` for `en-US`); empty: they are to be detected. */
  readonly languages: readonly string[];
  readonly spanAnnotations: boolean;
  readonly dropUnsupported: boolean;
  readonly reasons: boolean;
  readonly clientToken: string | undefined;
}

/** A request of `comments:suggestscore`. */
export interface SuggestRequest extends CommonRequest {
  readonly text: string;
  /** Of the whole comment, each attribute once. */
  readonly scores: readonly { readonly attribute: string; readonly score: number }[];
}

/** What both methods have. */
interface CommonRequest {
  readonly languages: readonly string[];
  readonly clientToken: string | undefined;
  /** Empty: none is named. */
  readonly communityId: string;
}

const TEXT_ENTRY = ['text', 'type'];
const COMMON = ['comment', 'context', 'languages', 'clientToken', 'sessionId', 'communityId'];
const ANALYZE = [
  ...COMMON,
  'requestedAttributes',
  'doNotStore',
  'spanAnnotations',
  'dropUnsupportedAttributes',
  'reasons',
];
const SUGGEST = [...COMMON, 'attributeScores'];

/** @throws PerspectiveError for what the table of errors lists. */
export function readAnalyze(body: unknown, maxBytes: number): AnalyzeRequest {
  const fields = readMessage(body, '', ANALYZE);
  const options = readOptions(fields);
  const text = readText(fields, maxBytes);
  if (options.attributes.length === 0) throw noRequestedAttributes();
  return { ...options, text };
}

function readOptions(fields: Fields): Omit<AnalyzeRequest, 'text'> {
  booleanIn(fields, 'doNotStore'); // nothing is stored either way
  const { languages, clientToken } = readCommon(fields);
  return {
    languages,
    clientToken,
    attributes: mapIn(fields, 'requestedAttributes', ['scoreType', 'scoreThreshold']).map(([name, options]) => {
      checkChoice(options, 'scoreType', 'PROBABILITY', 'SCORE_TYPE_UNSPECIFIED');
      return { name, scoreThreshold: numberIn(options, 'scoreThreshold') ?? 0 };
    }),
    spanAnnotations: booleanIn(fields, 'spanAnnotations'),
    dropUnsupported: booleanIn(fields, 'dropUnsupportedAttributes'),
    reasons: booleanIn(fields, 'reasons'),
  };
}

/** @throws PerspectiveError as `readAnalyze`. */
export function readSuggest(body: unknown, maxBytes: number): SuggestRequest {
  const fields = readMessage(body, '', SUGGEST);
  const common = readCommon(fields);
  const names = ['summaryScore', 'spanScores'];
  const suggested: SuggestRequest['scores'][number][] = [];
  for (const [attribute, scores] of mapIn(fields, 'attributeScores', names)) {
    if (!v.is(attributeName, attribute)) throw unknownAttribute(attribute);
    const score = readScore(messageIn(scores, 'summaryScore', ['value', 'type']));
    if (scores.values.has('summaryScore')) suggested.push({ attribute, score });
    listIn(scores, 'spanScores').forEach((span, at) => {
      const read = readMessage(span, `${scores.path}.spanScores[${at}]`, ['begin', 'end', 'score']);
      numberIn(read, 'begin');
      numberIn(read, 'end');
      readScore(messageIn(read, 'score', ['value', 'type']));
    });
  }
  return { ...common, text: readText(fields, maxBytes), scores: suggested };
}

/** 0 to 1; protobuf leaves out a 0. */
function readScore(score: Fields): number {
  checkChoice(score, 'type', 'PROBABILITY', 'SCORE_TYPE_UNSPECIFIED');
  const value = numberIn(score, 'value') ?? 0;
  if (value < 0 || value > 1) throw invalidRequest(`Invalid value at '${score.path}.value': expected 0 to 1.`);
  return value;
}

/** What both methods have. Context is checked and not used. */
function readCommon(fields: Fields): CommonRequest {
  readContext(messageIn(fields, 'context', ['entries', 'articleAndParentComment']));
  stringIn(fields, 'sessionId');
  return {
    communityId: stringIn(fields, 'communityId') ?? '',
    languages: [...new Set(stringsIn(fields, 'languages').map(canonicalLanguage))],
    clientToken: stringIn(fields, 'clientToken'),
  };
}

function readContext(context: Fields): void {
  if (context.values.has('entries') && context.values.has('articleAndParentComment')) {
    throw invalidRequest("Invalid value at 'context': give entries or articleAndParentComment, not both.");
  }
  listIn(context, 'entries').forEach((entry, at) => {
    readTextEntry(readMessage(entry, `context.entries[${at}]`, TEXT_ENTRY));
  });
  const both = messageIn(context, 'articleAndParentComment', ['article', 'parentComment']);
  readTextEntry(messageIn(both, 'article', TEXT_ENTRY));
  readTextEntry(messageIn(both, 'parentComment', TEXT_ENTRY));
}

function readTextEntry(entry: Fields): string {
  checkChoice(entry, 'type', 'PLAIN_TEXT', 'TEXT_TYPE_UNSPECIFIED');
  return stringIn(entry, 'text') ?? '';
}

function readText(fields: Fields, maxBytes: number): string {
  const text = readTextEntry(messageIn(fields, 'comment', TEXT_ENTRY));
  if (text === '') throw commentEmpty();
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) throw commentTooLong(bytes, maxBytes);
  return text;
}

/**
 * The requests of a batch, each read by itself: one that is wrong is an error in its place. Fields beside `requests`
 * are those of every request that does not have its own.
 * @throws PerspectiveError for what is wrong with the whole.
 */
export function readBatch(body: unknown, maxBytes: number): (AnalyzeRequest | PerspectiveError)[] {
  const shared = ANALYZE.filter((name) => name !== 'comment');
  const fields = readMessage(body, '', ['requests', ...shared]);
  const requests = listIn(fields, 'requests');
  if (requests.length > BATCH_LIMIT) {
    throw invalidRequest(`Invalid value at 'requests': ${requests.length} of them, and the limit is ${BATCH_LIMIT}.`);
  }
  const defaults = readOptions(fields);
  return requests.map((request, at) => {
    try {
      const own = readMessage(request, `requests[${at}]`, ANALYZE);
      const options = readOptions(own);
      const text = readText(own, maxBytes);
      const merged = { ...defaults, text };
      for (const name of shared) if (own.values.has(name)) Object.assign(merged, pick(options, name));
      if (merged.attributes.length === 0) throw noRequestedAttributes();
      return merged;
    } catch (error) {
      if (error instanceof PerspectiveError) return error;
      throw error;
    }
  });
}

/** The option that a field of that name sets. */
function pick(options: Omit<AnalyzeRequest, 'text'>, field: string): Partial<AnalyzeRequest> {
  switch (field) {
    case 'requestedAttributes':
      return { attributes: options.attributes };
    case 'dropUnsupportedAttributes':
      return { dropUnsupported: options.dropUnsupported };
    case 'languages':
      return { languages: options.languages };
    case 'clientToken':
      return { clientToken: options.clientToken };
    case 'spanAnnotations':
      return { spanAnnotations: options.spanAnnotations };
    case 'reasons':
      return { reasons: options.reasons };
    default:
      return {};
  }
}
