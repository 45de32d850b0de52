import * as v from 'valibot';
import { ENCODINGS } from '#shared/data/bytes/encodings';
import { CELL_ENCODINGS } from '#shared/data/cellEncoding';
import type { Combination } from '#shared/data/guess/meaning';
import type { ImportNotice, RefusalReason } from '#shared/data/importReport';
import { manifestSchema } from '#shared/ml/model/manifest';
import type { DatasetInfo, ModelRecord } from './records';

/*
 * Schemas of stored records. Records are written only by this app, but a browser's profile may be damaged, restored
 * from a backup, or changed by hand, and one bad record must not break a page. Unknown fields are kept: a newer version
 * may have written them.
 */

/** What a `Date` can hold, milliseconds since 1970. */
const MAX_TIME = 8.64e15;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.minValue(-MAX_TIME), v.maxValue(MAX_TIME));
const names = v.array(v.string());

/** Listed as keys of an object, so that a reason that is added elsewhere and not here does not compile. */
const REASONS: Readonly<Record<RefusalReason, true>> = {
  'label-blank': true,
  'label-minus-one': true,
  'label-not-understood': true,
  'label-left-out': true,
  'label-tied': true,
  'too-few-fields': true,
  'too-many-fields': true,
  'json-broken': true,
  'json-too-deep': true,
  'not-a-record': true,
  'chat-notice': true,
  'total-row': true,
  'header-again': true,
  'combined-above': true,
};
const reasonSchema = v.custom<RefusalReason>(
  (value) => typeof value === 'string' && Object.hasOwn(REASONS, value),
  'a reason to leave a row out',
);

type NoticeCode = ImportNotice['code'];
/** The fields of a notice besides its code. */
type NoticeFields<Code extends NoticeCode> = Omit<Extract<ImportNotice, { code: Code }>, 'code'>;
const counted = v.looseObject({ count });
const countedLines = v.looseObject({ count, lines: v.array(count) });
const ofColumn = v.looseObject({ column: v.string() });
const bare = v.looseObject({});

/** The fields of every notice; one that is added elsewhere and not here does not compile. */
const NOTICES: { readonly [Code in NoticeCode]: v.GenericSchema<unknown, NoticeFields<Code>> } = {
  'duplicate-headers': v.looseObject({ names }),
  'unnamed-columns': v.looseObject({ positions: v.array(count) }),
  'one-class': v.looseObject({ label: v.picklist([0, 1]) }),
  'malformed-quotes': countedLines,
  'encoding-guessed': v.looseObject({ encoding: v.picklist(ENCODINGS) }),
  'nested-fields': v.looseObject({ names }),
  'unknown-fields': v.looseObject({ count, lines: v.array(count), names }),
  'bad-bytes': v.looseObject({ count, offsets: v.array(count) }),
  'nul-characters': counted,
  'header-missing': bare,
  'lines-above-header': counted,
  'quotes-as-text': bare,
  'single-quotes': bare,
  'row-names': bare,
  'whole-lines-quoted': bare,
  'delimiters-in-text': countedLines,
  'label-inverted': ofColumn,
  'words-joined': ofColumn,
  'other-labels': v.looseObject({ columns: names }),
  'cells-beside-table': countedLines,
  'encoded-twice': bare,
  'other-sheets': v.looseObject({ sheets: names }),
  'bytes-after-archive': counted,
  'text-cleaned': v.looseObject({ count, column: v.string() }),
  'text-decoded': v.looseObject({ count, column: v.string(), encoding: v.picklist(CELL_ENCODINGS) }),
  'comments-empty': ofColumn,
  'comments-numeric': ofColumn,
};

const noticeSchema = v.custom<ImportNotice>((value) => {
  const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
  return typeof code === 'string' && Object.hasOwn(NOTICES, code) && v.is(NOTICES[code as NoticeCode], value);
}, 'a notice of an import');

const combinationSchema = v.variant('rule', [
  v.looseObject({ rule: v.picklist(['any', 'majority']) }),
  v.looseObject({ rule: v.literal('atLeast'), votes: count }),
  v.looseObject({
    rule: v.literal('mean'),
    cut: v.pipe(v.number(), v.finite()),
    toxic: v.optional(v.literal('below')),
  }),
]) satisfies v.GenericSchema<unknown, Combination>;

const reportSchema = v.looseObject({
  columns: names,
  textColumn: count,
  labelColumn: v.nullable(count),
  rows: count,
  positives: count,
  negatives: count,
  unlabelled: count,
  refused: v.array(v.looseObject({ reason: reasonSchema, count, lines: v.array(count) })),
  notices: v.array(noticeSchema),
  fingerprint: v.string(),
  textBytes: count,
});

export const datasetSchema = v.pipe(
  v.looseObject({
    id: v.string(),
    name: v.string(),
    createdAt: time,
    rows: count,
    positives: count,
    negatives: count,
    unlabelled: count,
    removed: v.optional(count),
    parts: v.optional(v.array(v.looseObject({ name: v.string(), rows: count, positives: count, negatives: count }))),
    revision: v.optional(count),
    columns: v.pipe(names, v.minLength(1)),
    textColumn: count,
    labelColumn: v.nullable(count),
    labelCut: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
    labelInverted: v.optional(v.boolean()),
    labelDecided: v.optional(v.boolean()),
    labelsFrom: v.optional(v.looseObject({ columns: v.array(count), rule: combinationSchema })),
    moreLabels: v.optional(
      v.array(
        v.looseObject({
          column: count,
          positives: count,
          negatives: count,
          unlabelled: count,
          inverted: v.optional(v.boolean()),
        }),
      ),
    ),
    scoreColumn: v.optional(count),
    origin: v.optional(v.picklist(['corrections'])),
    source: v.optional(v.looseObject({ bytes: count, hash: v.string() })),
    fingerprint: v.nullable(v.string()),
    textBytes: count,
    storedBytes: count,
    chunks: count,
    chunkStarts: v.array(count),
    report: reportSchema,
    removedAt: v.optional(time),
  }),
  v.check(({ columns, textColumn }) => textColumn < columns.length, 'a text column that exists'),
  v.check(({ columns, labelColumn }) => (labelColumn ?? 0) < columns.length, 'a label column that exists'),
  v.check(({ columns, scoreColumn }) => (scoreColumn ?? 0) < columns.length, 'a score column that exists'),
  v.check(
    ({ columns, labelsFrom }) => labelsFrom?.columns.every((column) => column < columns.length) ?? true,
    'label columns that exist',
  ),
  v.check(
    ({ columns, moreLabels }) => moreLabels?.every(({ column }) => column < columns.length) ?? true,
    'columns of further labels that exist',
  ),
  v.check(({ chunks, chunkStarts }) => chunkStarts.length === chunks + 1, 'a start for every chunk'),
  v.check(
    ({ chunkStarts, rows }) =>
      chunkStarts[0] === 0 &&
      chunkStarts.at(-1) === rows &&
      chunkStarts.every((start, chunk) => chunk === 0 || start >= chunkStarts[chunk - 1]),
    'chunks that cover all rows in order',
  ),
  v.check(
    ({ rows, positives, negatives, unlabelled, removed = 0 }) => positives + negatives + unlabelled + removed === rows,
    'counts that add up to the rows',
  ),
) satisfies v.GenericSchema<unknown, DatasetInfo>;

export const modelSchema = v.pipe(
  v.looseObject({
    id: v.string(),
    name: v.string(),
    createdAt: time,
    bytes: count,
    manifest: manifestSchema,
    datasetName: v.nullable(v.string()),
    origin: v.picklist(['trained', 'imported']),
    notes: v.string(),
    threshold: v.nullable(v.pipe(v.number(), v.finite())),
    trainedMs: v.optional(count),
    removedAt: v.optional(time),
  }),
  v.check(({ manifest }) => {
    const { labels, positives, known, thresholds, metrics, thresholdPicks } = manifest;
    return [positives, known, thresholds, metrics ?? labels, thresholdPicks ?? labels].every(
      ({ length }) => length === labels.length,
    );
  }, 'figures for every label'),
) satisfies v.GenericSchema<unknown, ModelRecord>;
