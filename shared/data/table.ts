import { CodedError } from '../base/errors';
import { createChunkBuilder, type TableChunk } from './column/chunkBuilder';
import { createFingerprint } from './column/fingerprint';
import { DEFAULT_LABEL_CUT, parseLabel, parseNumber, UNLABELLED } from './column/labels';
import { type ReadOptions, shorten, type TablePlan } from './filePlan';
import { createLineTally, type ImportNotice, type ImportReport, type RefusalReason } from './importReport';
import type { TakeCells } from './textRows';

/** Turns rows into chunks and at the end into a report. */
export interface TableBuilder {
  readonly columns: readonly string[];
  readonly textColumn: number;
  readonly labelColumn: number | null;
  /** Rows kept so far. */
  readonly rows: number;
  readonly take: TakeCells;
  /** The chunks completed since the last call. */
  taken(): TableChunk[];
  /** @param notices what the source of the rows found out. */
  end(notices: readonly ImportNotice[]): { chunks: TableChunk[]; report: ImportReport };
}

/** Different refused labels kept to be shown, and letters of each. */
const EXAMPLES = 5;
const EXAMPLE_LETTERS = 40;

/**
 * A builder of the table that `plan` foresees.
 *
 * @param name the file's, for errors.
 * @throws CodedError `file-no-text-column`; from `end` `file-header-only`, `labels-none-usable` and `rows-none-usable`.
 */
export function createTableBuilder(name: string, plan: TablePlan, options: ReadOptions): TableBuilder {
  const { labelCut = DEFAULT_LABEL_CUT } = options;
  const { names, labelColumn } = plan;
  if (plan.textColumn === null) throw new CodedError('file-no-text-column', { name, columns: names });
  const textColumn = plan.textColumn;

  const builder = createChunkBuilder(names.length);
  const fingerprint = createFingerprint();
  const refused = createLineTally<RefusalReason>();
  const examples = new Set<string>();
  const counts = [0, 0, 0]; // negatives, positives, unlabelled
  const fieldsNeeded = Math.max(textColumn, labelColumn ?? 0) + 1;
  let dataRows = 0;
  let rows = 0;
  let textBytes = 0;
  let someText = false;
  let onlyNumbers = true;
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

  const judgeText = (text: string) => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    someText = true;
    if (Number.isNaN(parseNumber(trimmed))) onlyNumbers = false;
  };

  const take: TakeCells = (fields, line, unreadable) => {
    dataRows++;
    const label = unreadable ?? labelOf(fields);
    if (typeof label === 'string') {
      refused.add(label, line);
      return;
    }
    if (onlyNumbers) judgeText(fields[textColumn]);
    counts[Math.min(label, 2)]++;
    rows++;
    emit(builder.add(fields, label));
  };

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

  const noticesOfRows = (): ImportNotice[] => {
    const notices: ImportNotice[] = [];
    const [negatives, positives] = counts;
    if (labelColumn !== null && (positives === 0 || negatives === 0)) {
      notices.push({ code: 'one-class', label: positives === 0 ? 0 : 1 });
    }
    if (!someText) notices.push({ code: 'comments-empty', column: names[textColumn] });
    else if (onlyNumbers) notices.push({ code: 'comments-numeric', column: names[textColumn] });
    return notices;
  };

  return {
    columns: names,
    textColumn,
    labelColumn,
    get rows() {
      return rows;
    },
    take,
    taken,
    end(notices) {
      checkRows();
      emit(builder.finish());
      const [negatives, positives, unlabelled] = counts;
      const report: ImportReport = {
        columns: names,
        textColumn,
        labelColumn,
        rows,
        positives,
        negatives,
        unlabelled,
        refused: refused.list().map(({ kind: reason, count, lines }) => ({ reason, count, lines })),
        notices: [...plan.notices, ...notices, ...noticesOfRows()],
        fingerprint: fingerprint.hex(),
        textBytes,
      };
      return { chunks: taken(), report };
    },
  };
}
