import { CodedError } from '../errors';
import { createChunkBuilder, type TableChunk } from './chunkBuilder';
import { createCsvRows } from './csvRows';
import { createTextReader } from './encoding';
import { type FilePlan, type ReadOptions, shorten } from './filePlan';
import { createFingerprint } from './fingerprint';
import { createLineTally, type ImportNotice, type ImportReport, type RefusalReason } from './importReport';
import { DEFAULT_LABEL_CUT, parseLabel, UNLABELLED } from './labels';

/** Turns the bytes of one file, after its byte order mark, into chunks and at the end into a report. */
export interface TableReader {
  readonly columns: readonly string[];
  readonly textColumn: number;
  readonly labelColumn: number | null;
  /** Rows kept so far. */
  readonly rows: number;
  /** The chunks that `bytes` completed. */
  push(bytes: Uint8Array): TableChunk[];
  end(): { chunks: TableChunk[]; report: ImportReport };
}

/** Different refused labels kept to be shown, and letters of each. */
const EXAMPLES = 5;
const EXAMPLE_LETTERS = 40;

/**
 * A reader for the file that `plan` was made of.
 *
 * @throws CodedError `file-no-text-column`; from `push` and `end` `file-not-text`, `csv-quote-unclosed` and
 *   `csv-field-too-large`; from `end` `file-header-only`, `labels-none-usable` and `rows-none-usable`.
 */
export function createTableReader(plan: FilePlan, options: ReadOptions): TableReader {
  const { name, labelCut = DEFAULT_LABEL_CUT } = options;
  const { names, labelColumn } = plan;
  if (plan.textColumn === null) throw new CodedError('file-no-text-column', { name, columns: names });
  const textColumn = plan.textColumn;

  const builder = createChunkBuilder(names.length);
  const fingerprint = createFingerprint();
  const refused = createLineTally<RefusalReason>();
  const malformed = createLineTally<'malformed-quotes'>();
  const examples = new Set<string>();
  const counts = [0, 0, 0]; // negatives, positives, unlabelled
  const fieldsNeeded = Math.max(textColumn, labelColumn ?? 0) + 1;
  let started = false;
  let dataRows = 0;
  let rows = 0;
  let textBytes = 0;
  let ready: TableChunk[] = [];

  const emit = (chunk: TableChunk | null) => {
    if (chunk === null) return;
    fingerprint.rows(chunk.columns[textColumn], chunk.labels);
    textBytes += chunk.columns[textColumn].bytes.length;
    ready.push(chunk);
  };

  const labelOf = (fields: readonly string[]): number | RefusalReason => {
    if (fields.length > names.length) return 'too-many-fields';
    if (fields.length < fieldsNeeded) return 'too-few-fields';
    if (labelColumn === null) return UNLABELLED;
    const label = parseLabel(fields[labelColumn], labelCut);
    if (typeof label === 'string' && examples.size < EXAMPLES) {
      examples.add(shorten(fields[labelColumn].trim(), EXAMPLE_LETTERS));
    }
    return label;
  };

  const csv = createCsvRows(plan.dialect, (fields, line, shape) => {
    // In a file of one column a blank line may be an empty comment; in any other it is nothing.
    if (shape === 'blank' && (names.length > 1 || !started)) return;
    if (!started) {
      started = true;
      if (plan.hasHeader) return;
    }
    dataRows++;
    if (shape === 'malformed') malformed.add('malformed-quotes', line);
    const label = labelOf(fields);
    if (typeof label === 'string') {
      refused.add(label, line);
      return;
    }
    counts[Math.min(label, 2)]++;
    rows++;
    emit(builder.add(fields, label));
  });
  const reader = createTextReader(plan.encoding, name, plan.markLength);

  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };

  const checkRows = () => {
    if (rows > 0) return;
    if (dataRows === 0) throw new CodedError('file-header-only', { name });
    if (labelColumn !== null && examples.size > 0) {
      throw new CodedError('labels-none-usable', {
        column: names[labelColumn],
        refused: refused.total(),
        examples: [...examples],
      });
    }
    const line = refused.list()[0].lines[0];
    throw new CodedError('rows-none-usable', { name, refused: refused.total(), line, columns: names.length });
  };

  return {
    columns: names,
    textColumn,
    labelColumn,
    get rows() {
      return rows;
    },
    push(bytes) {
      csv.push(reader.decode(bytes));
      return taken();
    },
    end() {
      csv.push(reader.end());
      csv.end();
      checkRows();
      emit(builder.finish());

      const [negatives, positives, unlabelled] = counts;
      const notices: ImportNotice[] = [...plan.notices];
      for (const { kind: code, count, lines } of malformed.list()) notices.push({ code, count, lines });
      if (labelColumn !== null && (positives === 0 || negatives === 0)) {
        notices.push({ code: 'one-class', label: positives === 0 ? 0 : 1 });
      }
      const report: ImportReport = {
        columns: names,
        textColumn,
        labelColumn,
        rows,
        positives,
        negatives,
        unlabelled,
        refused: refused.list().map(({ kind: reason, count, lines }) => ({ reason, count, lines })),
        notices,
        fingerprint: fingerprint.hex(),
        textBytes,
      };
      return { chunks: taken(), report };
    },
  };
}
