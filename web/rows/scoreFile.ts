import type { DataFile } from '#shared/data/bytes/source';
import { rowCount, rowText, type TextColumn } from '#shared/data/column/textColumn';
import type { ReadOptions } from '#shared/data/filePlan';
import type { ImportReport } from '#shared/data/importReport';
import { readTable } from '#shared/data/readTable';
import { type Decision, decide } from '#shared/ml/scoring/decision';
import { probabilityOf, type Scorer, scoreColumn } from '#shared/ml/scoring/scorer';
import { createScoredCsv, type ScoredCsv } from '#shared/scoredCsv/scoredCsv';
import { createWordListReader, type WordLists } from '#shared/text/wordLists/wordLists';

export interface ScoreFileChoices {
  /** A score to use in place of the model's own threshold, or null. */
  readonly threshold: number | null;
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
  readonly flagged: boolean;
  /** What decided, if a word list did; else null. */
  readonly decision: Decision | null;
}

export interface ScoredFile {
  readonly rows: number;
  readonly flagged: number;
  /** Rows that could not be read, by reason. */
  readonly refused: ImportReport['refused'];
  readonly threshold: number;
  /** The highest scores, the highest first; of equal ones the earlier. */
  readonly highest: readonly ScoredRow[];
}

const SHOWN = 50;
const TEXT_SHOWN = 400;
/** UTF-16 code units gathered before they are passed on. */
const PIECE = 1 << 20;
/** Rows turned into text at a time. */
const ROWS_PER_STEP = 64;

/**
 * Reads a file and writes it as scored CSV (scoredCsv.ts): every column, every row, in order, a chunk in memory at a
 * time.
 *
 * @param write accepts the file piece by piece; the next is made when it has settled.
 * @throws CodedError whatever `readTable` throws, and what `write` rejects with.
 */
export async function* scoreFile(
  file: DataFile,
  options: ReadOptions,
  scorer: Scorer,
  { threshold, safeFormulas, lists }: ScoreFileChoices,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void> | void,
): AsyncGenerator<ScoreFileProgress, ScoredFile, undefined> {
  const { model } = scorer;
  const { labels } = model.linear;
  const cut = threshold ?? model.manifest.thresholds[0];
  const encoder = new TextEncoder();
  const highest: ScoredRow[] = [];
  let rows = 0;
  let flagged = 0;
  let text = '';
  let csv: ScoredCsv | null = null;
  const found = createWordListReader(lists ?? { allow: [], deny: [] });
  const again = new Float64Array(labels);
  const labelOf = (rest: string): 0 | 1 => {
    const bytes = encoder.encode(rest);
    scorer.scoreRow(bytes, 0, bytes.length, again);
    return again[0] >= cut ? 1 : 0;
  };
  const decideRow = (column: TextColumn, row: number, label: 0 | 1): Decision => {
    if (!found.active) return { label, by: 'model', entries: [] };
    const comment = rowText(column, row);
    return decide(comment, label, found.find(comment), labelOf);
  };
  let read: Pick<ScoreFileProgress, 'bytesRead' | 'totalBytes'> = { bytesRead: 0, totalBytes: file.size };

  const show = (column: TextColumn, row: number, score: number, decision: Decision) => {
    const lowest = highest.at(-1);
    if (highest.length === SHOWN && lowest !== undefined && score <= lowest.score) return;
    const entry: ScoredRow = {
      row: rows + row + 1,
      text: rowText(column, row).slice(0, TEXT_SHOWN),
      score,
      probability: probabilityOf(model, score),
      flagged: decision.label === 1,
      decision: decision.by === 'model' ? null : decision,
    };
    const at = highest.findIndex((other) => other.score < score);
    highest.splice(at < 0 ? highest.length : at, 0, entry);
    if (highest.length > SHOWN) highest.pop();
  };

  // No label column: every row is scored, also one whose label could not be read.
  const events = readTable(file, { ...options, labelColumn: null });
  let finished = false;
  try {
    for (;;) {
      const event = await events.next();
      if (event.done) {
        finished = true;
        if (text !== '') await write(encoder.encode(text));
        return { rows, flagged, refused: event.value.refused, threshold: cut, highest };
      }
      const { value } = event;
      if (value.kind === 'columns') {
        csv = createScoredCsv(model, value.columns, { threshold, safeFormulas, reasons: found.active });
        text = csv.header;
      } else if (value.kind === 'progress') {
        read = { bytesRead: value.bytesRead, totalBytes: value.totalBytes };
        yield { ...read, rows };
      } else if (csv !== null) {
        const comments = value.columns[value.textColumn];
        const scoring = scoreColumn(scorer, comments);
        let step = scoring.next();
        for (; !step.done; step = scoring.next()) yield { ...read, rows: rows + step.value };
        const scores = step.value;
        const decisions: Decision[] = [];
        for (let row = 0; row < rowCount(comments); row++) {
          const score = scores[row * labels];
          const decision = decideRow(comments, row, score >= cut ? 1 : 0);
          decisions.push(decision);
          flagged += decision.label;
          show(comments, row, score, decision);
          if ((row + 1) % ROWS_PER_STEP !== 0 && row + 1 < rowCount(comments)) continue;
          text += csv.lines(value.columns, scores, row - (row % ROWS_PER_STEP), row + 1, (at) => decisions[at]);
          if (text.length < PIECE) continue;
          await write(encoder.encode(text));
          text = '';
          yield { ...read, rows: rows + rowCount(comments) };
        }
        rows += rowCount(comments);
      }
    }
  } finally {
    // The value passed here is discarded: closing releases the file.
    if (!finished) await events.return(undefined as never);
  }
}
