import { CodedError } from '../base/errors';
import { cellEncodingOf, createCellDecoder } from './cellEncoding';
import { createCommentCleaner } from './cleaning';
import { createChunkBuilder, type TableChunk } from './column/chunkBuilder';
import { createFingerprint } from './column/fingerprint';
import { UNLABELLED } from './column/labels';
import { parseNumber } from './column/plainValue';
import { type ReadOptions, shorten, type TablePlan } from './filePlan';
import { questionsOfScheme, schemeOf } from './guess/columnPlan';
import { combine, createLabelReader } from './guess/labelReader';
import {
  createLineTally,
  type ImportNotice,
  type LabelReading,
  type ReadAgain,
  type ReadingReport,
  type RefusalReason,
} from './importReport';
import { areWordLists, joinedWords } from './json/joinedWords';
import { judgeRepeats } from './repeats/judgeRepeats';
import { createRepeatTally } from './repeats/repeatTally';
import type { RepeatVotes } from './repeats/repeatVotes';
import type { TakeCells } from './tableSource';

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
  end(notices: readonly ImportNotice[]): { chunks: TableChunk[]; report: ReadingReport };
}

/** What a table is built for. */
export interface BuilderOptions {
  /** Rows are counted and not kept; what no label can be read of is reported as a question. */
  readonly inspecting?: boolean;
  /** The judgements of all rows, where those of one comment make one label (`votesOf`). */
  readonly votes?: RepeatVotes | null;
  /** Comments in several rows with different labels are a question of the report. */
  readonly asksOfRepeats?: boolean;
}

/** Different refused labels kept to be shown, and characters of each. */
const EXAMPLES = 5;
const EXAMPLE_CHARACTERS = 40;

/**
 * A builder of the table that `plan` foresees.
 *
 * @param name the file's, for errors.
 * @throws CodedError `file-no-text-column`; from `end` `file-header-only`, `labels-none-usable` and `rows-none-usable`.
 */
export function createTableBuilder(
  name: string,
  plan: TablePlan,
  options: ReadOptions,
  { inspecting = false, votes = null, asksOfRepeats = false }: BuilderOptions = {},
): TableBuilder {
  const { names, labelColumn, labelColumns } = plan;
  if (plan.textColumn === null) throw new CodedError('file-no-text-column', { name, columns: names });
  const textColumn = plan.textColumn;

  // The comments as they were go after the file's own columns.
  const columns = options.clean === true ? [...names, originalName(names, textColumn)] : names;
  const builder = createChunkBuilder(columns.length);
  const cleaner = createCommentCleaner();
  const fingerprint = createFingerprint();
  const refused = createLineTally<RefusalReason>();
  const examples = new Set<string>();
  const counts = [0, 0, 0]; // negatives, positives, unlabelled
  const fieldsNeeded = Math.max(textColumn, ...labelColumns.map((column) => column)) + 1;
  const readers = plan.schemes.map(({ scheme }) => createLabelReader(scheme));
  const sample = plan.rows.map((row) => row[textColumn] ?? '');
  const joinsWords = plan.facts[textColumn]?.kind === 'list' && areWordLists(sample);
  const encoding = options.decode ?? cellEncodingOf(sample) ?? 'none';
  const decode = encoding === 'none' ? null : createCellDecoder(encoding, sample);
  let decodedCells = 0;
  const separate = labelColumns.length > 1 && plan.combine === null;
  const repeats = asksOfRepeats && !separate && options.repeats === undefined ? createRepeatTally() : null;
  let firstText: string | null = null;
  let firstSeen: string | null = null; // of a row that was refused, for a person who is asked about the labels
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
    const label =
      plan.combine === null ? readers[0].read(fields[labelColumn]).label : combinedLabel(fields, plan.combine);
    if (options.keepUnlabelled === true && typeof label === 'string') return UNLABELLED;
    if (typeof label === 'string' && examples.size < EXAMPLES) {
      examples.add(shorten(fields[labelColumn].trim(), EXAMPLE_CHARACTERS));
    }
    return label;
  };
  const combinedLabel = (fields: readonly string[], combination: NonNullable<TablePlan['combine']>) =>
    combine(
      readers.map((reader, i) => reader.read(fields[labelColumns[i]])),
      combination,
    );

  const judgeText = (text: string) => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    someText = true;
    if (Number.isNaN(parseNumber(trimmed))) onlyNumbers = false;
  };

  const take: TakeCells = (cells, line, unreadable) => {
    let fields = decode === null || unreadable !== undefined ? cells : decoded(cells);
    dataRows++;
    const own = unreadable ?? labelOf(fields);
    const label = votes !== null && (own === 0 || own === 1) ? votes.take(fields[textColumn], own) : own;
    if (typeof label === 'string') {
      refused.add(label, line);
      firstSeen ??= fields[textColumn] ?? null;
      if (inspecting && label.startsWith('label-')) cleaner.clean(fields[textColumn]);
      return;
    }
    const original = fields[textColumn];
    if (joinsWords) fields = fields.map((field, i) => (i === textColumn ? joinedWords(field) : field));
    const cleaned = cleaner.clean(fields[textColumn]);
    if (options.clean === true) {
      fields = names.map((_, i) => (i === textColumn ? cleaned : (fields[i] ?? '')));
      fields = [...fields, original];
    }
    if (onlyNumbers) judgeText(fields[textColumn]);
    if (firstText === null) firstText = fields[textColumn];
    if (repeats !== null && label !== UNLABELLED) repeats.add(fields[textColumn], label);
    counts[Math.min(label, 2)]++;
    rows++;
    // Labels that stay separate are counted in kept rows alone, as the first one is.
    if (plan.combine === null) for (let i = 1; i < readers.length; i++) readers[i].read(fields[labelColumns[i]]);
    if (!inspecting) emit(builder.add(fields, label));
  };

  const decoded = (cells: readonly string[]): readonly string[] => {
    const cell = cells[textColumn];
    if (decode === null || cell === undefined) return cells;
    const text = decode(cell);
    if (text === cell) return cells;
    decodedCells++;
    return cells.map((one, i) => (i === textColumn ? text : one));
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
    if (labelColumn !== null && (positives === 0) !== (negatives === 0)) {
      notices.push({ code: 'one-class', label: positives === 0 ? 0 : 1 });
    }
    for (const { name: column, inverted } of labelling())
      if (inverted) notices.push({ code: 'label-inverted', column });
    const others = plan.labelCandidates
      .filter((column) => !labelColumns.includes(column))
      .map((column) => names[column]);
    if (labelColumn !== null && others.length > 0) notices.push({ code: 'other-labels', columns: others });
    const changed = cleaner.counted().rows;
    if (options.clean === true && changed > 0) {
      notices.push({ code: 'text-cleaned', count: changed, column: columns[names.length] });
    }
    if (decodedCells > 0 && encoding !== 'none') {
      notices.push({ code: 'text-decoded', count: decodedCells, column: names[textColumn], encoding });
    }
    if (joinsWords) notices.push({ code: 'words-joined', column: names[textColumn] });
    // Of no row nothing can be said: what keeps them out is said elsewhere.
    if (rows === 0) return notices;
    if (!someText) notices.push({ code: 'comments-empty', column: names[textColumn] });
    else if (onlyNumbers) notices.push({ code: 'comments-numeric', column: names[textColumn] });
    return notices;
  };

  /** How the label columns are to be read by all of their values; the plan knew those of the beginning only. */
  const labelling = (): LabelReading[] =>
    readers.map((reader, i) => {
      const column = labelColumns[i];
      return {
        column,
        name: names[column],
        ...schemeOf(names[column], reader.counts(), { ...options, label: plan.label }),
      };
    });

  /** The schemes by all values, if they read any cell differently from the plan's. */
  const otherSchemes = (readings: readonly LabelReading[]): ReadAgain | null => {
    const differs = readings.some(({ scheme }, i) => {
      const reader = createLabelReader(scheme);
      const planned = createLabelReader(plan.schemes[i].scheme);
      return [...readers[i].counts().keys()].some((cell) => reader.read(cell).label !== planned.read(cell).label);
    });
    return differs
      ? { schemes: readings.map(({ scheme, values, inverted, doubts }) => ({ scheme, values, inverted, doubts })) }
      : null;
  };

  return {
    columns,
    textColumn,
    labelColumn,
    get rows() {
      return rows;
    },
    take,
    taken,
    end(notices) {
      const readings = labelling();
      const again = otherSchemes(readings);
      const questions = [...plan.questions, ...readings.flatMap((reading) => questionsOfScheme(reading.name, reading))];
      const groups = repeats?.counted() ?? [];
      questions.push(...judgeRepeats(groups, [0, 1], options.repeats, counts[0] + counts[1]).questions);
      if (!inspecting || (again === null && !(questions.length > 0 && dataRows > 0))) checkRows();
      emit(builder.finish());
      const [negatives, positives, unlabelled] = counts;
      const report: ReadingReport = {
        columns,
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
        labelling: readings,
        questions,
        cleaning: cleaner.counted(),
        firstText: firstText ?? firstSeen,
        again,
      };
      return { chunks: taken(), report };
    },
  };
}

/** What the column of the comments as they were is called. */
function originalName(names: readonly string[], textColumn: number): string {
  const wanted = `${names[textColumn]} (original)`;
  let name = wanted;
  for (let n = 2; names.includes(name); n++) name = `${wanted} (${n})`;
  return name;
}
