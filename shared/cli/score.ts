import { CodedError } from '#shared/base/errors';
import type { TableChunk } from '#shared/data/column/chunkBuilder';
import { rowCount, rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { importTable } from '#shared/data/readTable';
import { readingLines, summaryOfReading } from '#shared/labelled/readingReport';
import { runSteps } from '#shared/runtime/steps';
import { createRoutedCsv } from '#shared/scoredCsv/routedCsv';
import { isBetween, isUnsure } from '#shared/scoredCsv/scoredColumns';
import { createScoredCsv } from '#shared/scoredCsv/scoredCsv';
import { maskMatches } from '#shared/text/wordLists/wordLists';
import { type CommandLine, type GivenOptions, readOptions, required } from './args';
import { type DecidedRow, decideRows } from './decideRows';
import { createInOrder } from './inOrder';
import { jsonText, openSource } from './io';
import { MODEL_ARGUMENT } from './models';
import { checkOutput, isStdout, openOutput } from './outputFile';
import { planReading, READ_OPTIONS, READABLE, readSettingsOf, refuseUnclear } from './readLabelled';
import { openRowScorer, type RoutedScores, type RowScorer } from './rowModels';
import { THRESHOLD_OPTION, thresholdOf, UNSURE_FROM_OPTION, unsureFromOf } from './threshold';
import { WORD_LIST_OPTIONS, wordListsOf } from './wordListOptions';
import { WORKERS_OPTION, workersOf } from './workers';

const { label: _, ...readOptionsWithoutLabel } = READ_OPTIONS;

export const scoreCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'score --model MODEL --data FILE --out CSV [options]',
  summary:
    'Scores every comment of a file and writes CSV: its columns, then score, probability, label and whether the model is unsure.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'data!': ['FILE', `comments: ${READABLE}`],
    'out!': ['FILE', 'where to write the scored CSV'],
    ...readOptionsWithoutLabel,
    ...THRESHOLD_OPTION,
    ...UNSURE_FROM_OPTION,
    ...WORD_LIST_OPTIONS,
    mask: [null, 'write * in place of the words of --deny that are found'],
    'safe-formulas': [null, 'put an apostrophe before cells that a spreadsheet would run as formulas'],
    ...WORKERS_OPTION,
    json: [null, 'print a summary as JSON'],
  },
};

/** Rows turned into text at a time. */
const ROWS_PER_WRITE = 1024;

/** A chunk of the table, the scores of its rows and what was decided about them. */
interface ScoredChunk {
  readonly columns: readonly TextColumn[];
  readonly routed: RoutedScores;
  readonly rows: readonly DecidedRow[];
}

export async function runScore(argv: readonly string[]): Promise<void> {
  const given = readOptions(scoreCommand, argv);
  const data = required(given, 'data');
  const file = openSource(data);
  const out = required(given, 'out');
  const lists = await wordListsOf(given);
  if (given.has('mask') && !given.has('deny')) {
    throw new CodedError('argument-invalid', { argument: '--mask', got: 'given alone', expected: '--deny beside it' });
  }
  const scorer = await openRowScorer(
    required(given, 'model'),
    workersOf(given, file.size),
    (model) => thresholdOf(given, model, 0),
    (model, threshold) => unsureFromOf(given, model, threshold),
  );
  const three = given.has('unsure-from');
  try {
    await checkOutput(out, [
      { option: '--data', path: data },
      ...scorer.models.map(({ path }) => ({ option: '--model', path })),
    ]);
    const settings = readSettingsOf(given);
    const plan = await planReading(file, { ...settings, options: { ...settings.options, labelColumn: null } });
    refuseUnclear(data, {}, { labelling: [], questions: plan.questions });
    const { names: header, textColumn } = plan;
    const csv = createWriter(given, scorer, header);
    let rows = 0;
    let positives = 0;
    let unread = 0;
    let unsure = 0;
    let between = 0;
    const output = await openOutput(out);
    const scored = createInOrder<ScoredChunk>(scorer.depth, async (chunk) => {
      unread += chunk.routed.models.filter((model) => model === null).length;
      positives += chunk.rows.filter(({ decision }) => decision?.label === 1).length;
      between += chunk.rows.filter((_, row) => betweenOf(chunk, row)).length;
      unsure += chunk.rows.filter(({ decision }, row) => isUnsure(chunk.routed.doubts[row], decision)).length;
      rows += chunk.rows.length;
      const columns = given.has('mask') ? masked(chunk.columns, textColumn, chunk.rows) : chunk.columns;
      for (let begin = 0; begin < chunk.rows.length; begin += ROWS_PER_WRITE) {
        await output.write(
          csv.lines({ ...chunk, columns }, begin, Math.min(chunk.rows.length, begin + ROWS_PER_WRITE)),
        );
      }
    });
    const scoreChunk = async (columns: readonly TextColumn[]): Promise<ScoredChunk> => {
      const routed = await scorer.score(columns[textColumn]);
      return { columns, routed, rows: await decideRows(columns[textColumn], routed, lists) };
    };
    const keep = ({ columns }: TableChunk) => scored.add(scoreChunk(columns));
    try {
      await output.write(csv.header);
      const report = await runSteps(importTable(file, { ...plan.options, textColumn, labelColumn: null }, keep));
      const { refused } = report;
      const reading = summaryOfReading(data, { ...plan, report });
      await scored.finish();
      await output.commit();
      // If the rows go to standard output, the summary goes to standard error.
      const print = isStdout(out) ? console.error : console.log;
      if (given.has('json'))
        print(
          jsonText({
            rows,
            positives,
            unsure,
            ...(three ? { between } : {}),
            ...(scorer.automatic ? { unread } : {}),
            refused,
            reading,
          }),
        );
      else
        print(
          `${out}: ${rows} comments scored, ${positives} at or over the threshold, ${unsure} unsure${three ? `, ${between} from ${given.get('unsure-from')} up to it` : ''}${unread > 0 ? `, ${unread} in languages without a model` : ''}`,
        );
      for (const line of readingLines(reading, false)) console.error(line);
    } catch (error) {
      await output.discard();
      throw error;
    }
  } finally {
    await scorer.close();
  }
}

/** Of three answers, whether a row is left to a person for its score. */
function betweenOf({ routed, rows }: Pick<ScoredChunk, 'routed' | 'rows'>, row: number): boolean {
  const model = routed.models[row];
  return model !== null && isBetween(routed.scores[row][0], model, routed.doubts[row], rows[row].decision);
}

/** Writes chunks as CSV: with the columns of one model, or with language and model per row. */
function createWriter(
  given: GivenOptions,
  scorer: RowScorer,
  header: readonly string[],
): { readonly header: string; lines(chunk: ScoredChunk, begin: number, end: number): string } {
  const options = { safeFormulas: given.has('safe-formulas'), reasons: given.has('allow') || given.has('deny') };
  if (scorer.automatic) {
    const csv = createRoutedCsv(header, options);
    return {
      header: csv.header,
      lines: ({ columns, routed, rows }, begin, end) =>
        csv.lines(
          Array.from({ length: end - begin }, (_, i) => {
            const row = begin + i;
            const model = routed.models[row];
            return {
              cells: columns.map((column) => rowText(column, row)),
              language: routed.languages[row],
              model,
              score: routed.scores[row][0],
              threshold: model?.threshold ?? 0,
              decision: rows[row].decision,
              doubt: routed.doubts[row],
              between: model === null || model.unsureFrom === null ? null : betweenOf({ routed, rows }, row),
            };
          }),
        ),
    };
  }
  const [only] = scorer.models;
  const csv = createScoredCsv(only.model, header, {
    ...options,
    threshold: only.threshold,
    three: only.unsureFrom !== null,
  });
  return {
    header: csv.header,
    lines: ({ columns, routed, rows }, begin, end) => {
      const { flat, doubts } = routed;
      if (flat === null) throw new CodedError('shape-mismatch', { what: 'models', got: 0, expected: 1 });
      return csv.lines(columns, flat, begin, end, (row) => ({
        decision: rows[row].decision,
        doubt: doubts[row],
        between: betweenOf({ routed, rows }, row),
      }));
    },
  };
}

/** The columns with the denied words of the comments masked. */
function masked(
  columns: readonly TextColumn[],
  textColumn: number,
  rows: readonly DecidedRow[],
): readonly TextColumn[] {
  const column = columns[textColumn];
  if (rowCount(column) === 0 || rows.every(({ matches }) => matches.deny.length === 0)) return columns;
  const texts = rows.map(({ matches }, row) => maskMatches(rowText(column, row), matches.deny));
  return columns.map((each, i) => (i === textColumn ? textColumnOf(texts) : each));
}
