import { CodedError } from '../base/errors';
import { createTextReader } from './bytes/encoding';
import { joinBytes, PIECE_BYTES, piecesOf } from './bytes/source';
import { FIELD_LIMIT_BYTES } from './delimited/csvRows';
import { checkOptions, type ReadOptions } from './filePlan';
import type { TableSource, TakeCells } from './tableSource';
import { HEAD_BYTES, planText, type TextPlan } from './textPlan';

/** A text to read as a stream. */
export interface TextInput {
  readonly name: string;
  /** In order, cut anywhere. */
  readonly bytes: AsyncIterable<Uint8Array>;
  progress: TableSource['progress'];
}

/**
 * Opens a text: reads as much of its beginning as tells how to read the rest. At no time is more in memory than that,
 * or a piece of the file and the row it ends in.
 *
 * @throws CodedError whatever `planText` throws; `file-unreadable` if the source fails. The source is closed then.
 */
export async function openTextSource(
  { name, bytes, progress }: TextInput,
  options: ReadOptions,
): Promise<TableSource & { readonly plan: TextPlan }> {
  checkOptions(options);
  const pieces = piecesOf(bytes, name);
  try {
    const { plan, head } = await readHead(pieces, name, options);
    return {
      plan,
      progress,
      async *read(take: TakeCells) {
        const reader = createTextReader(
          plan.encoding,
          name,
          plan.markLength,
          options.replaceBadBytes,
          options.encoding === undefined && plan.markLength === 0,
        );
        const rows = plan.createRows(take);
        for (let at = plan.markLength; at < head.length; at += PIECE_BYTES) {
          rows.push(reader.decode(head.subarray(at, at + PIECE_BYTES)));
          yield;
        }
        for await (const piece of pieces) {
          rows.push(reader.decode(piece));
          yield;
        }
        rows.push(reader.end());
        rows.end();
        return [...reader.notices(), ...rows.notices()];
      },
      async close() {
        await pieces.return();
      },
    };
  } catch (error) {
    await pieces.return();
    throw error;
  }
}

/** Bytes of blank lines after which no row is waited for. */
const BLANK_BYTES = 4 * 1024 * 1024;

/** Spaces, line ends, and what a power cut or DOS leaves. */
const BLANKS = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20]) BLANKS[byte] = 1;

function isBlank(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (BLANKS[bytes[i]] === 0) return false;
  return true;
}

/** Why a file whose first megabytes are blank is not read: all of it is, or its first row comes too late. */
async function blankBeginning(pieces: AsyncIterable<Uint8Array>, name: string): Promise<CodedError> {
  for await (const piece of pieces) {
    if (!isBlank(piece)) return new CodedError('file-starts-blank', { name, limitBytes: BLANK_BYTES });
  }
  return new CodedError('file-empty', { name });
}

/** Reads on until the beginning tells enough. */
async function readHead(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  name: string,
  options: ReadOptions,
): Promise<{ plan: TextPlan; head: Uint8Array }> {
  const held: Uint8Array[] = [];
  let length = 0;
  let blank = true;
  for (let limit = HEAD_BYTES; ; limit *= 2) {
    let complete = false;
    while (length <= limit && !complete) {
      const step = await pieces.next();
      if (step.done) complete = true;
      else {
        held.push(step.value);
        blank &&= isBlank(step.value);
        length += step.value.length;
      }
    }
    const head = joinBytes(held, length);
    const plan = planText(name, complete ? head : head.subarray(0, limit), complete, options);
    // A header with megabytes of blank lines below it is planned without rows.
    if (plan !== null && (plan.rows.length > 0 || complete || limit > BLANK_BYTES)) return { plan, head };
    if (complete) throw new CodedError('file-empty', { name });
    if (blank && length > BLANK_BYTES) throw await blankBeginning(pieces, name);
    if (limit > 2 * FIELD_LIMIT_BYTES) {
      throw new CodedError('csv-field-too-large', { line: 1, limitBytes: FIELD_LIMIT_BYTES });
    }
    held.splice(0, held.length, head);
  }
}
