import type { ArchivePlace, FileFault, StorageFaultKind, UnreadableReason } from './faults';

export type { StorageFaultKind } from './faults';

/**
 * Every error a person can meet is a code with parameters that name what was got and what was expected.
 * Sentences live in `shared/messages/`, one table per language; a code without a sentence is a type error.
 */
export interface ErrorParams {
  // Reading a file of comments
  'file-empty': { name: string };
  'file-binary': { name: string; kind: string; formats: readonly string[] };
  'file-not-text': { name: string; encoding: string; offset: number };
  'file-starts-blank': { name: string; limitBytes: number };
  'file-header-missing': { name: string; firstLine: string };
  'file-header-only': { name: string };
  'file-no-text-column': { name: string; columns: readonly string[] };
  'file-unreadable': { name: string; reason: UnreadableReason };
  'file-damaged': {
    name: string;
    kind: string;
    reason: FileFault;
    where: string | null;
    got: number | null;
    expected: number | null;
  };
  'file-too-many-columns': { name: string; columns: number; limit: number };
  'file-too-large': { name: string; bytes: number | null; limitBytes: number };
  'archive-damaged': { name: string; where: ArchivePlace; got: number | null; expected: number | null };
  'archive-encrypted': { name: string };
  'archive-method': { name: string; method: number };
  'archive-ratio': { name: string; ratio: number; limit: number };
  'archive-no-table': { name: string; formats: readonly string[] };
  'archive-several': { name: string; files: readonly string[] };
  'archive-file-missing': { name: string; file: string; files: readonly string[] };
  'json-broken': { name: string; line: number; column: number };
  'json-not-a-list': { name: string; got: string };
  'json-no-records': { name: string; line: number; got: string };
  'sheet-missing': { sheet: string; sheets: readonly string[] };
  'column-missing': { column: string; columns: readonly string[] };
  'column-ambiguous': { column: string; positions: readonly number[] };
  'csv-quote-unclosed': { line: number };
  'csv-field-too-large': { line: number; limitBytes: number };
  'csv-row-too-wide': { line: number; limit: number };
  'rows-none-usable': { name: string; refused: number; line: number; columns: number };
  /** The whole file gives the labels in these columns another meaning than its beginning did. */
  'reading-unsettled': { name: string; columns: readonly string[] };
  'reading-unclear': { name: string; questions: readonly string[] };
  'labels-none-usable': { column: string; refused: number; examples: readonly string[] };
  // Keeping things on the device
  'storage-full': { neededBytes: number | null; freeBytes: number | null };
  'storage-unavailable': { reason: string };
  /** What is kept on this device cannot be opened, or is not as this version of the app keeps it. */
  'storage-damaged': { fault: StorageFaultKind; reason: string };
  'dataset-missing': { id: string };
  /** Parts that were stored are gone: the site's data was cleared during the import. */
  'import-interrupted': { storedChunks: number; expectedChunks: number };
  'record-damaged': { store: string; name: string; reason: string };
  /** A file that is no backup of this app. */
  'backup-foreign': { name: string };
  'backup-too-new': { version: number; supported: number };
  /** `entry`: the path in the backup. */
  'backup-invalid': { name: string; entry: string; reason: string };
  'backup-too-large': { limitBytes: number };
  /** A task runs, in this window or another. */
  'storage-busy': Record<never, never>;
  'part-missing': { part: string; parts: readonly string[] };
  'model-missing': { id: string };
  /** A model has no label of that name, nor one that another data set calls so. */
  'comparison-label-missing': { name: string; label: string; labels: readonly string[] };
  'comparison-no-rows': Record<string, never>;
  'label-unknown': { label: string; labels: readonly string[] };
  /** BCP 47 tags: of the text, and of the models that are there. */
  'language-without-model': { language: string; languages: readonly string[] };
  'word-list-invalid': { list: string; line: number; entry: string; reason: string };
  // Settings
  'spec-invalid': { path: string; got: string; expected: string };
  'argument-invalid': { argument: string; got: string; expected: string };
  'pattern-invalid': { pattern: string; reason: string };
  'pattern-too-slow': { pattern: string; seconds: number };
  // Training
  /** `part`: of the rows, some were set aside: to measure the model, or to calibrate it. */
  'training-one-class': { label: string; rows: number; positives: number; part?: true };
  /** `grouped`: `rows` counts groups of rows that stay together. */
  'training-too-few-rows': { rows: number; needed: number; reason: string; grouped?: true };
  'vocabulary-empty': { documents: number; minDf: number; maxDf: number };
  'too-many-terms': { terms: number; limit: number };
  'number-not-finite': { where: string; index: number };
  'shape-mismatch': { what: string; got: number; expected: number };
  // Model files
  'model-not-a-model': { name: string };
  'model-too-new': { version: number; supported: number };
  'model-cut-short': { got: number; expected: number | null };
  'model-corrupt': { where: string; got: string; expected: string };
  'model-too-large': { bytes: number; limit: number };
  /** What another program cannot compute: which setting, and what it would have to be. */
  'export-unsupported': { target: string; setting: string; got: string; expected: string };
  /** A table that is larger than a format of files allows; `cell`: UTF-16 code units of its text. */
  'export-limit': { format: string; what: 'rows' | 'columns' | 'cell' | 'bytes'; got: number; limit: number };
  /** A file of scikit-learn's that is not complete, or not one at all. */
  'sklearn-invalid': { name: string; path: string; got: string; expected: string };
  /** Something fitted by scikit-learn that cannot be a model here. */
  'sklearn-unsupported': { setting: string; got: string; expected: string };
  // Models that come with the app
  'defaults-unreadable': { where: string; reason: string };
  'default-unknown': { name: string; names: readonly string[] };
  'default-unreachable': { name: string; reason: string };
  /** The dictionary of a language (`ru`) could not be loaded. */
  'dictionary-unreachable': { language: string; reason: string };
  // The server
  'input-invalid': { path: string; got: string; expected: string };
  'procedure-unknown': { procedure: string };
  'method-wrong': { procedure: string; got: string; expected: string };
  'not-signed-in': { needed: string };
  'token-unknown': Record<never, never>;
  'token-expired': { expired: string };
  'token-revoked': { revoked: string };
  'role-insufficient': { role: string; needed: string };
  'body-too-large': { limitBytes: number };
  'rate-limited': { seconds: number; limit: number };
  'limit-reached': { what: 'models' | 'datasets' | 'rows' | 'tasks-of-token' | 'loaded-models'; limit: number };
  'queue-full': { limit: number };
  'name-taken': { name: string };
  'digest-mismatch': { got: string; expected: string };
  'model-not-loaded': { id: string };
  'model-is-default': { name: string };
  'feedback-missing': { community: string; attribute: string };
  'dataset-in-use': { id: string; task: string };
  'task-missing': { id: string };
  'task-finished': { id: string; state: string };
  'task-id-taken': { id: string };
  'task-interrupted': { attempts: number };
  'server-stopping': Record<never, never>;
  'token-missing': { id: string };
  'token-last-admin': Record<never, never>;
  'database-unavailable': { reason: string };
  /** The bytes of models and datasets. */
  'files-unavailable': { reason: string };
  'database-too-new': { version: number; supported: number };
  'data-folder-in-use': { folder: string; holder: string };
  // A server that the app uses
  'server-address-invalid': { got: string };
  'server-unreachable': { address: string };
  'server-slow': { address: string; seconds: number };
  /** The content security policy of the page does not allow connections to it. */
  'server-blocked': { address: string };
  /** Something answers there that is no server of Moderato. */
  'server-foreign': { address: string };
  /** A reply that this version does not understand; `got` and `expected` are versions. */
  'server-version': { address: string; got: string; expected: string };
  'server-sign-in': { needed: string };
  'server-lacks-model': Record<never, never>;
  'server-lacks-dataset': Record<never, never>;
  'server-full': Record<never, never>;
  /** The comments are not those that a person agreed to send. */
  'consent-outdated': { name: string };
  // Everything else
  /** Code of the app that is loaded when it is first needed, and was not to be had. */
  'app-part-missing': Record<never, never>;
  'worker-failed': { worker: string; reason: string };
  unexpected: { reason: string };
}

export type ErrorCode = keyof ErrorParams;

/** An error with a code. `message` is for logs; what a person reads comes from the sentences. */
export class CodedError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'CodedError';
  readonly code: Code;
  readonly params: ErrorParams[Code];

  constructor(code: Code, params: ErrorParams[Code], cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}

/** The code of a system error (`ENOENT`), or an empty string. */
export function systemErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What Chromium and Firefox, Safari, and Vite (of a style sheet) say of an `import()` that was not answered. */
const MODULE_NOT_LOADED = /dynamically imported module|Importing a module script failed|Unable to preload CSS/;

/**
 * `error` itself if it is coded, `app-part-missing` if an `import()` failed, else an `unexpected` that keeps it as its
 * cause.
 */
export function toCodedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  if (error instanceof Error && MODULE_NOT_LOADED.test(error.message)) {
    return new CodedError('app-part-missing', {}, error);
  }
  return new CodedError('unexpected', { reason: error instanceof Error ? error.message : String(error) }, error);
}

/** What stopped the reading of a file: a system error (`ENOENT`) or a browser's (`NotReadableError`). */
export function unreadableReason(error: unknown): UnreadableReason {
  const name = systemErrorCode(error) || (error instanceof Error ? error.name : '');
  if (name === 'ENOENT' || name === 'NotFoundError') return 'missing';
  if (/^(?:EACCES|EPERM|NotAllowedError|SecurityError)$/.test(name)) return 'no-access';
  if (name === 'EISDIR') return 'not-a-file';
  return name === 'NotReadableError' ? 'changed' : 'failed';
}
