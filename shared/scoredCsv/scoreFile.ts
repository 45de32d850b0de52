import type { DataFile } from '#shared/data/bytes/source';
import { rowCount, rowText, type TextColumn } from '#shared/data/column/textColumn';
import type { ReadOptions } from '#shared/data/filePlan';
import type { ImportReport } from '#shared/data/importReport';
import { readTable } from '#shared/data/readTable';
import { type Decision, decide } from '#shared/ml/scoring/decision';
import type { Doubt } from '#shared/ml/scoring/doubt';
import { type JudgedRows, NO_MODEL } from '#shared/ml/scoring/judgeRows';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { settled } from '#shared/runtime/settled';
import { createRoutedCsv } from '#shared/scoredCsv/routedCsv';
import { isBetween, isUnsure } from '#shared/scoredCsv/scoredColumns';
import { createScoredCsv } from '#shared/scoredCsv/scoredCsv';
import type { LanguageTag } from '#shared/text/language/written';
import type { WordLists } from '#shared/text/wordLists/entries';
import { createWordListReader } from '#shared/text/wordLists/wordLists';
import {
  chooserOf,
  type FileModels,
  type Found,
  foundElsewhere,
  foundHere,
  type Judge,
  type JudgeElsewhere,
  type Route,
} from './fileJudges';

export interface ScoreFileChoices {
  /** Write cells so that a spreadsheet runs none of them as a formula. */
  readonly safeFormulas: boolean;
  /** A person's own words, applied after the model; undefined or empty: none. */
  readonly lists?: WordLists;
}

/** How far scoring a file has come. */
export interface ScoreFileProgress {
  readonly bytesRead: number;
  /** Null if it is not known. */
  readonly totalBytes: number | null;
  readonly rows: number;
}

/** A scored comment, to show. */
export interface ScoredRow {
  /** Of the comments that were read, from 1. */
  readonly row: number;
  /** Its beginning. */
  readonly text: string;
  readonly score: number;
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
  /** The score from which its model flags. */
  readonly threshold: number;
  readonly flagged: boolean;
  /** The model cannot tell. */
  readonly unsure: boolean;
  /** Of three answers, the score is between the two thresholds. */
  readonly between: boolean;
  /** What decided, if a word list did; else null. */
  readonly decision: Decision | null;
}

/** How a file's probabilities are spread. */
export interface Chances {
  /** Shape (100,): comments of 0 to 1 %, of 1 to 2 % ...; those of which a model can tell. */
  readonly counts: readonly number[];
  /** Shape (100,): their probabilities, summed: as many of them are toxic by the estimate of their model. */
  readonly sums: readonly number[];
  /** Whole per cent from which on the model flags, 1 to 99; 50 for several models. */
  readonly threshold: number;
}

export interface ScoredFile {
  /** Null where scores are no probabilities. */
  readonly chances: Chances | null;
  readonly rows: number;
  readonly flagged: number;
  /** Rows of which the model cannot tell, those without a model among them. */
  readonly unsure: number;
  /** Of three answers, other rows whose score is between the two thresholds. */
  readonly between: number;
  /** Rows in a language that no model reads. */
  readonly unread: number;
  /** Rows that could not be read, by reason. */
  readonly refused: ImportReport['refused'];
  /** The highest scores (of several models, probabilities), the highest first; of equal ones the earlier. */
  readonly highest: readonly ScoredRow[];
}

const SHOWN = 50;
const TEXT_SHOWN = 400;
/** UTF-16 code units gathered before they are passed on. */
const PIECE = 1 << 20;
/** Rows turned into text at a time. */
const ROWS_PER_STEP = 64;

/** Chunks that are being scored elsewhere while others are read. */
const CHUNKS_AHEAD = 2;

/** What became of a row. */
interface JudgedRow {
  readonly language: LanguageTag;
  /** Null where no model reads the language. */
  readonly judge: Judge | null;
  readonly scores: Float64Array;
  /** Null where neither a model nor a word list decided. */
  readonly decision: Decision | null;
  readonly doubt: Doubt | null;
  /** Its score is between the two thresholds, and neither a doubt nor a word list decided before that. */
  readonly between: boolean;
}

const NO_SCORES = new Float64Array(0);
const encoder = new TextEncoder();

/** A chunk of the file on its way. */
interface Chunk {
  readonly columns: readonly TextColumn[];
  readonly comments: TextColumn;
  readonly routes: readonly Route[];
  /** Null: it is scored when its turn comes. */
  readonly judging: Promise<JudgedRows> | null;
}

/** Counts probabilities, per cent by per cent. */
function createChances(models: FileModels) {
  const counts = new Array<number>(100).fill(0);
  const sums = new Array<number>(100).fill(0);
  let known = true;
  const threshold = () => {
    if (models.kind !== 'one') return 50;
    const { scorer, threshold: chosen } = models.model;
    const chance = probabilityOf(scorer.model, chosen ?? scorer.model.manifest.thresholds[0]) ?? 0.5;
    return Math.min(99, Math.max(1, Math.round(100 * chance)));
  };
  return {
    add({ judge, scores, doubt }: JudgedRow): void {
      if (judge === null || doubt !== null) return;
      const chance = probabilityOf(judge.scorer.model, scores[0]);
      if (chance === null) {
        known = false;
        return;
      }
      const bin = Math.min(99, Math.floor(100 * chance));
      counts[bin]++;
      sums[bin] += chance;
    },
    result: (): Chances | null => (known ? { counts, sums, threshold: threshold() } : null),
  };
}

/** Makes the writer of the scored rows of a chunk. */
function writerOf(models: FileModels, names: readonly string[], options: { safeFormulas: boolean; reasons: boolean }) {
  if (models.kind === 'one') {
    const { scorer, threshold, unsureFrom = null } = models.model;
    const csv = createScoredCsv(scorer.model, names, { ...options, threshold, three: unsureFrom !== null });
    const { labels } = scorer.model.linear;
    return {
      header: csv.header,
      lines(columns: readonly TextColumn[], rows: readonly JudgedRow[], begin: number, end: number) {
        const flat = new Float64Array(rows.length * labels);
        for (let row = begin; row < end; row++) flat.set(rows[row].scores, row * labels);
        return csv.lines(columns, flat, begin, end, (row) => rows[row]);
      },
    };
  }
  const csv = createRoutedCsv(names, options);
  return {
    header: csv.header,
    lines: (columns: readonly TextColumn[], rows: readonly JudgedRow[], begin: number, end: number) =>
      csv.lines(
        rows.slice(begin, end).map(({ language, judge, scores, decision, doubt, between }, i) => ({
          cells: columns.map((column) => rowText(column, begin + i)),
          language,
          model: judge && { name: judge.name, model: judge.scorer.model },
          score: scores[0],
          threshold: judge?.threshold ?? 0,
          decision,
          doubt,
          between: judge === null || judge.unsureFrom === null ? null : between,
        })),
      ),
  };
}

/**
 * Reads a file and writes it as scored CSV (shared/scoredCsv): every column, every row, in order, a chunk in memory at
 * a time.
 *
 * @param write accepts the file piece by piece; the next is made when it has settled.
 * @param elsewhere scores the rows; null: this thread does. The file is the same.
 * @throws CodedError whatever `readTable` and `elsewhere` throw, and what `write` rejects with.
 */
export async function* scoreFile(
  file: DataFile,
  options: ReadOptions,
  models: FileModels,
  { safeFormulas, lists }: ScoreFileChoices,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void> | void,
  elsewhere: JudgeElsewhere | null = null,
): AsyncGenerator<ScoreFileProgress, ScoredFile, undefined> {
  const { judges, choose } = chooserOf(models);
  const listed = models.kind === 'one' ? [models.model] : [...models.models.values()];
  const thresholds = judges.map(({ threshold }) => threshold);
  const highest: (ScoredRow & { readonly rank: number })[] = [];
  let rows = 0;
  let flagged = 0;
  let unsure = 0;
  let between = 0;
  const chances = createChances(models);
  let unread = 0;
  let text = '';
  let csv: ReturnType<typeof writerOf> | null = null;
  const found = createWordListReader(lists ?? { allow: [], deny: [] });
  let read: Pick<ScoreFileProgress, 'bytesRead' | 'totalBytes'> = { bytesRead: 0, totalBytes: file.size };

  const judgeRow = ({ comments, routes }: Chunk, row: number, judged: JudgedRows | null): JudgedRow => {
    const { judge } = routes[row];
    const own = judge && (judged ? foundElsewhere(judged, row, judge) : foundHere(comments, row, judge));
    const decided = decidedRow(comments, row, routes[row], own ?? { scores: NO_SCORES, doubt: 'language' });
    const { scores, decision, doubt } = decided;
    return { ...decided, between: judge !== null && isBetween(scores[0], judge, doubt, decision) };
  };

  const decidedRow = (
    column: TextColumn,
    row: number,
    { language, judge }: Route,
    { scores, doubt }: Found,
  ): Omit<JudgedRow, 'between'> => {
    const label = judge !== null && scores[0] >= judge.threshold ? 1 : 0;
    const none: Decision | null = judge === null ? null : { label, by: 'model', entries: [] };
    if (!found.active) return { language, judge, scores, decision: none, doubt };
    const comment = rowText(column, row);
    const matches = found.find(comment);
    if (judge === null && matches.deny.length === 0) return { language, judge, scores, decision: null, doubt };
    const decision = decide(comment, label, matches, (rest) => judge?.labelOf(rest) ?? 0);
    return { language, judge, scores, decision, doubt };
  };

  const show = (column: TextColumn, row: number, { judge, scores, decision, doubt, between }: JudgedRow) => {
    if (judge === null) return;
    const probability = probabilityOf(judge.scorer.model, scores[0]);
    const rank = models.kind === 'one' ? scores[0] : (probability ?? scores[0]);
    const lowest = highest.at(-1);
    if (highest.length === SHOWN && lowest !== undefined && rank <= lowest.rank) return;
    const entry = {
      row: rows + row + 1,
      text: rowText(column, row).slice(0, TEXT_SHOWN),
      score: scores[0],
      probability,
      threshold: judge.threshold,
      flagged: decision?.label === 1,
      unsure: isUnsure(doubt, decision),
      between,
      decision: decision?.by === 'model' ? null : decision,
      rank,
    };
    const at = highest.findIndex((other) => other.rank < rank);
    highest.splice(at < 0 ? highest.length : at, 0, entry);
    if (highest.length > SHOWN) highest.pop();
  };

  const waiting: Chunk[] = [];
  function* send(columns: readonly TextColumn[], textColumn: number): Generator<ScoreFileProgress, void, undefined> {
    const comments = columns[textColumn];
    const routes: Route[] = [];
    for (let row = 0; row < rowCount(comments); row++) {
      routes.push(choose(comments, row));
      if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield { ...read, rows };
    }
    const modelOf = () => Uint8Array.from(routes, ({ judge }) => (judge === null ? NO_MODEL : judges.indexOf(judge)));
    const judging = elsewhere?.(comments, listed, thresholds, modelOf()) ?? null;
    judging?.catch(() => {}); // thrown when its turn comes
    waiting.push({ columns, comments, routes, judging });
  }
  /** Writes the chunks that came first, until `left` are waiting. */
  async function* writeWaiting(
    csv: ReturnType<typeof writerOf>,
    left: number,
  ): AsyncGenerator<ScoreFileProgress, void, undefined> {
    while (waiting.length > left) {
      const chunk = waiting[0];
      const found = chunk.judging && (yield* settled(chunk.judging, () => ({ ...read, rows })));
      waiting.shift();
      const { columns, comments } = chunk;
      const judged: JudgedRow[] = [];
      for (let row = 0; row < rowCount(comments); row++) {
        const own = judgeRow(chunk, row, found);
        judged.push(own);
        if (own.decision?.label === 1) flagged += 1;
        if (isUnsure(own.doubt, own.decision)) unsure += 1;
        if (own.between) between += 1;
        chances.add(own);
        if (own.judge === null) unread += 1;
        show(comments, row, own);
        if ((row + 1) % ROWS_PER_STEP !== 0 && row + 1 < rowCount(comments)) continue;
        text += csv.lines(columns, judged, row - (row % ROWS_PER_STEP), row + 1);
        yield { ...read, rows: rows + row + 1 };
        if (text.length < PIECE) continue;
        await write(encoder.encode(text));
        text = '';
      }
      rows += rowCount(comments);
    }
  }

  // No label column: every row is scored, also one whose label could not be read.
  const events = readTable(file, { ...options, labelColumn: null });
  let finished = false;
  try {
    for (;;) {
      const event = await events.next();
      if (event.done) {
        finished = true;
        if (csv !== null) yield* writeWaiting(csv, 0);
        if (text !== '') await write(encoder.encode(text));
        const shown = highest.map(({ rank, ...row }) => row);
        return {
          rows,
          chances: chances.result(),
          flagged,
          unsure,
          between,
          unread,
          refused: event.value.refused,
          highest: shown,
        };
      }
      const { value } = event;
      if (value.kind === 'columns') {
        csv = writerOf(models, value.columns, { safeFormulas, reasons: found.active });
        text = csv.header;
      } else if (value.kind === 'progress') {
        read = { bytesRead: value.bytesRead, totalBytes: value.totalBytes };
        yield { ...read, rows };
      } else if (csv !== null) {
        yield* send(value.columns, value.textColumn);
        yield* writeWaiting(csv, elsewhere === null ? 0 : CHUNKS_AHEAD);
      }
    }
  } finally {
    // The value passed here is discarded: closing releases the file.
    if (!finished) await events.return(undefined as never);
  }
}
