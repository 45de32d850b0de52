import { availableParallelism } from 'node:os';
import * as v from 'valibot';
import { COMMUNITY_LIMIT } from '#shared/api/feedback';
import { COMMENT_BYTES } from '#shared/api/perspective';
import { CodedError } from '#shared/base/errors';
import { bucketPlaceOf } from './blobs/bucketPlace';
import { isHostName } from './hosts';
import { parseAttributeSetting, SETTING_FORM } from './perspective/models';

/*
 * The configuration: environment variables, read once at start by one schema, so that a wrong one is refused by name
 * before anything is opened.
 */

/** The most that PERSPECTIVE_MAX_BYTES may be: one comment is scored without a pause. */
const MAX_COMMENT_BYTES = 1_048_576;

/** A whole number in a variable; empty counts as not set. */
const whole = (standard: number, min: number, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => (text.trim() === '' ? standard : Number(text))),
    v.check((value) => Number.isInteger(value) && value >= min && value <= max, `a whole number from ${min} to ${max}`),
  );

/** A size in bytes: `64MB`, `1GB`, or a number of bytes. */
const size = (standard: string) =>
  v.pipe(
    v.optional(v.string(), standard),
    v.transform((text) => parseSize(text.trim() === '' ? standard : text)),
    v.check((value) => Number.isSafeInteger(value) && value > 0, 'a size such as 500kB, 64MB or 2GB'),
  );

const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text): string => (text.trim() === '' ? choices[0] : text.trim())),
    v.check((text) => choices.includes(text), choices.join(', ')),
    v.transform((text) => text as Choices[number]),
  );

const list = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
);

const DATABASE_FORM =
  'postgres://user:password@host:port/database, where characters such as / # ? @ % of the password are percent-encoded (%2F); or without the password, which is then PGPASSWORD';

const schema = v.object({
  /** A name or an address. `localhost` is both loopback addresses, 127.0.0.1 and ::1. */
  HOST: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text || 'localhost'),
  ),
  /** 0 means any free one. */
  PORT: whole(4173, 0, 65_535),
  /** Names that requests may be for besides localhost and HOST. */
  ALLOWED_HOSTS: v.pipe(
    list,
    v.checkItems(isHostName, 'names or addresses without a scheme or a port, separated by commas'),
  ),
  /** Origins of other sites whose pages may call the API. */
  CORS_ORIGINS: v.pipe(list, v.checkItems(isOrigin, 'origins such as https://example.org, separated by commas')),
  /** Origins of other servers that the app may connect to: its content security policy allows its own alone. */
  CONNECT_ORIGINS: v.pipe(list, v.checkItems(isOrigin, 'origins such as https://example.org, separated by commas')),
  /** The folder of the embedded database and of files. */
  DATA_DIR: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text || './data'),
  ),
  /** A PostgreSQL; without one, the embedded database. */
  DATABASE_URL: v.pipe(
    v.optional(v.string(), ''),
    v.check((text) => text === '' || isDatabaseUrl(text), DATABASE_FORM),
    v.transform((text) => (text === '' ? null : text)),
  ),
  /** Where the bytes of models and datasets are. */
  BLOB_STORE: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.trim() || 'files'),
    v.check(
      (text) => text === 'files' || text === 'postgres' || bucketPlaceOf(text) !== null,
      'files, postgres, or s3://bucket/prefix',
    ),
  ),
  /** What somebody without a token may do. */
  GUEST_ROLE: choice(['none', 'reader']),
  MAX_LOADED_MODELS: whole(8, 1, 10_000),
  /** `yes`: a prediction loads its model, and the least recently used one goes when there is no room. */
  LOAD_ON_PREDICT: choice(['yes', 'no']),
  /** Tasks that this process runs at a time; 0 leaves them to workers. */
  TRAINING_SLOTS: whole(Math.max(1, availableParallelism() - 1), 0, 256),
  MAX_MODELS: whole(1000, 1),
  MAX_DATASETS: whole(1000, 1),
  MAX_QUEUED_TASKS: whole(200, 1),
  MAX_TASKS_PER_TOKEN: whole(20, 1),
  /** Finished tasks that are kept. */
  KEPT_TASKS: whole(500, 1),
  MAX_ROWS: whole(5_000_000, 1),
  MAX_MODEL_SIZE: size('256MB'),
  MAX_DATASET_SIZE: size('1GB'),
  MAX_BODY_SIZE: size('16MB'),
  /** Requests a minute from one token, or from one address without a token. */
  RATE_LIMIT: whole(60_000, 1),
  /** Bytes of one comment that the Perspective API's format accepts. */
  PERSPECTIVE_MAX_BYTES: v.pipe(
    size(String(COMMENT_BYTES)),
    v.check((bytes) => bytes <= MAX_COMMENT_BYTES, `a size of at most ${MAX_COMMENT_BYTES} bytes (1 MB)`),
  ),
  /** An attribute that no model answers in the language: an error, or left out. */
  PERSPECTIVE_UNSUPPORTED: choice(['error', 'drop']),
  /** Which label of which model answers an attribute in a language, besides those that come with Moderato. */
  PERSPECTIVE_MODELS: v.pipe(
    list,
    v.checkItems((text) => parseAttributeSetting(text) !== null, SETTING_FORM),
    v.transform((texts) => texts.flatMap((text) => parseAttributeSetting(text) ?? [])),
  ),
  /** Communities whose suggestions are kept; `*` is all of them, also where none is named. */
  PERSPECTIVE_FEEDBACK: v.pipe(
    list,
    v.checkItems(
      (text) => text.length <= COMMUNITY_LIMIT,
      `names of communities of at most ${COMMUNITY_LIMIT} characters, separated by commas, or *`,
    ),
  ),
  /** Suggestions that are kept of one community. */
  MAX_FEEDBACK_ROWS: whole(100_000, 1),
  /** Comments with suggestions that are kept, of all communities. */
  MAX_FEEDBACK_SIZE: size('256MB'),
  /** `loopback`: while it listens on loopback alone and has no token for clients, anybody on this machine may ask. */
  PERSPECTIVE_KEYLESS: choice(['loopback', 'no']),
  LOG_LEVEL: choice(['info', 'trace', 'debug', 'warn', 'error', 'fatal', 'silent']),
  /** `no`: logs go to standard output alone. */
  LOG_FILE: choice(['yes', 'no']),
});

export type Config = v.InferOutput<typeof schema>;

/**
 * The configuration in `env`; what is not set has its default.
 * @throws CodedError `argument-invalid` naming the variable, what it is and what it must be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(schema, env);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const argument = String(issue.path?.[0].key ?? 'environment');
  throw new CodedError('argument-invalid', { argument, got: shown(argument, env[argument]), expected: issue.message });
}

/** A value as an error may repeat it: errors come into logs, and addresses may hold passwords. */
function shown(argument: string, value = ''): string {
  if (argument !== 'DATABASE_URL') return `"${value.replace(/:\/\/.*@/s, '://…@')}"`;
  return `"${/^[\w+.:-]{1,30}:\/\//.exec(value)?.[0] ?? ''}…"`;
}

/** Whether it is the address of a PostgreSQL; as its driver has it, the host may be left out. */
function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && (URL.canParse(text) || URL.canParse(text.replace('@/', '@localhost/')));
}

function parseSize(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)\s*(|k|M|G)B?$/i.exec(text);
  if (parts === null) return Number.NaN;
  return Math.round(
    Number(parts[1]) * { '': 1, k: 1e3, m: 1e6, g: 1e9 }[parts[2].toLowerCase() as '' | 'k' | 'm' | 'g'],
  );
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
