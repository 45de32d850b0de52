import type { TableChunk } from '#shared/data/column/chunkBuilder';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { importTable } from '#shared/data/readTable';
import { runSteps } from '#shared/runtime/steps';
import { createScoredCsv } from '#shared/scoredCsv/scoredCsv';
import { type CommandLine, readOptions, required } from './args';
import { openChunkScorer } from './chunkScorer';
import { createInOrder } from './inOrder';
import { jsonText, openSource } from './io';
import { MODEL_ARGUMENT, readModel } from './models';
import { checkOutput, isStdout, openOutput } from './outputFile';
import { readingLines, summaryOfReading } from './readingReport';
import { planReading, READ_OPTIONS, READABLE, readSettingsOf, refuseUnclear } from './readLabelled';
import { WORKERS_OPTION, workersOf } from './workers';

const { label: _, ...readOptionsWithoutLabel } = READ_OPTIONS;

export const scoreCommand: CommandLine = {
  usage: 'score --model MODEL --data FILE --out CSV [options]',
  summary: 'Scores every comment of a file and writes CSV: its columns, then score, probability and label.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'data!': ['FILE', `comments: ${READABLE}`],
    'out!': ['FILE', 'where to write the scored CSV'],
    ...readOptionsWithoutLabel,
    'safe-formulas': [null, 'put an apostrophe before cells that a spreadsheet would run as formulas'],
    ...WORKERS_OPTION,
    json: [null, 'print a summary as JSON'],
  },
};

/** Rows turned into text at a time. */
const ROWS_PER_WRITE = 1024;

/** A chunk of the table and the scores of its rows. */
interface ScoredChunk {
  readonly columns: readonly TextColumn[];
  readonly scores: Float64Array;
}

export async function runScore(argv: readonly string[]): Promise<void> {
  const given = readOptions(scoreCommand, argv);
  const opened = await readModel(required(given, 'model'));
  const data = required(given, 'data');
  const file = openSource(data);
  const out = required(given, 'out');
  await checkOutput(out, [
    { option: '--data', path: data },
    { option: '--model', path: opened.path },
  ]);
  const settings = readSettingsOf(given);
  const plan = await planReading(file, { ...settings, options: { ...settings.options, labelColumn: null } });
  refuseUnclear(data, {}, { labelling: [], questions: plan.questions });
  const { names: header, textColumn } = plan;
  const workers = workersOf(given, file.size);
  const { model, depth, score, close } = await openChunkScorer(opened.bytes, opened.name, workers);
  const csv = createScoredCsv(model, header, { safeFormulas: given.has('safe-formulas') });
  const { labels } = model.linear;
  let rows = 0;
  let positives = 0;
  try {
    const output = await openOutput(out);
    const scored = createInOrder<ScoredChunk>(depth, async ({ columns, scores }) => {
      const count = rowCount(columns[textColumn]);
      for (let row = 0; row < count; row++) if (scores[row * labels] >= csv.threshold) positives++;
      rows += count;
      for (let begin = 0; begin < count; begin += ROWS_PER_WRITE) {
        await output.write(csv.lines(columns, scores, begin, Math.min(count, begin + ROWS_PER_WRITE)));
      }
    });
    const keep = ({ columns }: TableChunk) =>
      scored.add(score(columns[textColumn]).then((scores) => ({ columns, scores })));
    try {
      await output.write(csv.header);
      const report = await runSteps(importTable(file, { ...plan.options, textColumn, labelColumn: null }, keep));
      const { refused } = report;
      const reading = summaryOfReading(data, { ...plan, report });
      await scored.finish();
      await output.commit();
      // If the rows go to standard output, the summary goes to standard error.
      const print = isStdout(out) ? console.error : console.log;
      if (given.has('json')) print(jsonText({ rows, positives, refused, reading }));
      else print(`${out}: ${rows} comments scored, ${positives} at or over the threshold`);
      for (const line of readingLines(reading, false)) console.error(line);
    } catch (error) {
      await output.discard();
      throw error;
    }
  } finally {
    await close();
  }
}
