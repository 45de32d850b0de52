import { CodedError } from '../base/errors';
import { byteOrderMark, createTextReader, type Encoding, guessEncoding } from './bytes/encoding';
import { binaryKind } from './bytes/fileKind';
import type { Delimiter } from './delimited/dialect';
import type { ReadOptions, TablePlan } from './filePlan';
import { FORMAT_LABELS, type TextFormat } from './formats';
import { guessTextFormat } from './formats/guessTextFormat';
import { TEXT_READERS } from './formats/readers';
import type { PlannedText } from './formats/textReader';

/** The bytes from the beginning of a text by which it is judged. */
export const HEAD_BYTES = 256 * 1024;
/** Bytes by which its encoding is guessed where its first row is longer than that. */
const JUDGED_BYTES = 4 * HEAD_BYTES;

/** What the beginning of a text says about the rest. */
export interface TextPlan extends TablePlan {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly markLength: number;
  readonly format: TextFormat;
  readonly delimiter: Delimiter | null;
  /** A reader of its rows. */
  readonly createRows: PlannedText['rows'];
}

/**
 * Judges a text by its beginning.
 *
 * @param complete `head` is the whole file.
 * @returns null if the first row goes on past `head`.
 * @throws CodedError `file-binary`, `file-not-text`, `file-empty`, `csv-quote-unclosed`, `csv-field-too-large`,
 *   `json-broken`, `json-not-a-list`, `json-no-records`, and whatever `planTable` throws.
 */
export function planText(name: string, head: Uint8Array, complete: boolean, options: ReadOptions): TextPlan | null {
  const mark = byteOrderMark(head);
  const start = head.subarray(0, JUDGED_BYTES);
  const encoding = mark?.encoding ?? options.encoding ?? guessEncoding(start, complete && start.length === head.length);
  const markLength = mark?.length ?? 0;
  const kind = binaryKind(start, encoding === 'utf-16le' || encoding === 'utf-16be');
  if (kind !== null) throw binaryError(name, kind);

  const reader = createTextReader(encoding, name, markLength, options.replaceBadBytes);
  const text = reader.decode(head.subarray(markLength)) + (complete ? reader.end() : '');
  if (text.trim() === '') {
    if (complete) throw new CodedError('file-empty', { name });
    return null;
  }
  const document = options.format === undefined ? documentKind(text.slice(0, DOCUMENT_HEAD)) : undefined;
  if (document !== undefined) throw binaryError(name, document);
  const format = options.format ?? guessTextFormat({ name, text, complete });
  const planned = TEXT_READERS[format].plan({ name, text, complete, options });
  if (planned === null) return null;
  const { plan, delimiter, rows } = planned;
  const notices = [...plan.notices];
  if (mark === null && options.encoding === undefined && encoding !== 'utf-8') {
    notices.unshift({ code: 'encoding-guessed', encoding });
  }
  if (isEncodedTwice(text)) notices.unshift({ code: 'encoded-twice' });
  return { ...plan, notices, encoding, markLength, format, delimiter, createRows: rows };
}

/**
 * Whether Cyrillic in UTF-8 was decoded as windows-1251 (`СЃРїР°СЃРёР±Рѕ`) or as windows-1252 (`ÑÐ¿Ð°Ñ`) and saved: a
 * letter is then what the bytes D0 or D1 became and, after it, a sign that Russian does not use.
 */
function isEncodedTwice(text: string): boolean {
  const start = text.slice(0, JUDGED_BYTES);
  const foreign = start.match(/\P{ASCII}/gu)?.length ?? 0;
  const pairs = start.match(/[РСÐÑ][^\p{ASCII}А-я]/gu)?.length ?? 0;
  return foreign >= 40 && 2 * pairs > foreign * 0.8;
}

/** Characters from which a document is known. */
const DOCUMENT_HEAD = 4096;

/**
 * How texts begin that are no table, by what they are: their lines would be read as comments, marks of the format and
 * all.
 */
const DOCUMENTS: Readonly<Record<string, RegExp>> = {
  html: /^\s*(?:<!doctype html|<html|<table)/i,
  xml: /^\s*<\?xml/i,
  rtf: /^\s*\{\\rtf/i,
  arff: /^(?:\s*%.*\n)*\s*@relation\s/i,
  sql: /^(?:\s*(?:--|\/\*).*\n)*\s*(?:insert into [\w.`"'[\]]+\s*(?:\([^)]*\)\s*)?(?:values|select)\b|create table (?:if not exists )?[\w.`"'[\]]+\s*\(|drop table (?:if exists )?[\w.`"'[\]]+\s*;)/i,
  CoNLL:
    /^(?:-DOCSTART-.*\n\s*)?(?:(?:\S+[\t ]+)+(?:O|[BIESLU]-[\w.-]+)[ \t]*\r?\n){3}|^(?:#.*\n)*1\t\S+\t[^\n]*\n2\t\S+\t(?:\S+\t)*\S+\r?\n3\t\S+\t/,
  // What the clients of databases draw with lines.
  mysql: /^\s*\+-+(?:\+-+)*\+[ \t]*\r?\n\|/,
  psql: /^ ?[^\n|]*\|[^\n]*\n-+(?:\+-+)+[ \t]*\r?\n/,
  subtitles: /^\s*(?:WEBVTT|(?:\d+\s*\n)?\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:)/,
  yaml: /^(?:%YAML.*\n)?(?:---\s*\n)?- [\p{L}_]\w*: .*\n {2}[\p{L}_]\w*:(?: .*)?\n(?: {2}.*\n)*- [\p{L}_]\w*: /u,
};

function documentKind(text: string): string | undefined {
  return Object.keys(DOCUMENTS).find((kind) => DOCUMENTS[kind].test(text));
}

const binaryError = (name: string, kind: string) =>
  new CodedError('file-binary', { name, kind, formats: FORMAT_LABELS });
