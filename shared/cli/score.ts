import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { TableChunk } from '#shared/data/chunkBuilder';
import { csvLine } from '#shared/data/csvLine';
import { importTable } from '#shared/data/readTable';
import { rowCount, rowText, type TextColumn } from '#shared/data/textColumn';
import { CodedError } from '#shared/errors';
import { scoredCells, scoredColumnNames } from '#shared/ml/scoredColumns';
import { runSteps } from '#shared/steps';
import { type CommandLine, readOptions, required } from './args';
import { openChunkScorer } from './chunkScorer';
import { createInOrder } from './inOrder';
import { checkOut, openSource, printJson } from './io';
import { MODEL_ARGUMENT, readModel } from './models';
import { planReading, READ_OPTIONS, READABLE, readSettingsOf } from './readLabelled';
import { WORKERS_OPTION, workersOf } from './workers';

const { label: _, ...readOptionsWithoutLabel } = READ_OPTIONS;

export const scoreCommand: CommandLine = {
  usage: 'score --model MODEL --data FILE --out CSV [options]',
  summary: "Scores every comment of a file and writes it as CSV with the model's answers beside each row.",
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'data!': ['FILE', `comments: ${READABLE}`],
    'out!': ['FILE', 'where to write the scored CSV'],
    ...readOptionsWithoutLabel,
    ...WORKERS_OPTION,
    json: [null, 'print a summary as JSON'],
  },
};

/** A chunk of the table and the scores of its rows. */
interface ScoredChunk {
  readonly columns: readonly TextColumn[];
  readonly scores: Float64Array;
}

export async function runScore(argv: readonly string[]): Promise<void> {
  const given = readOptions(scoreCommand, argv);
  const opened = await readModel(required(given, 'model'));
  const file = openSource(required(given, 'data'));
  const out = required(given, 'out');
  await checkOut(out);
  const plan = await planReading(file, readSettingsOf(given));
  const { header, textColumn } = plan.preview;
  if (textColumn === null) throw new CodedError('file-no-text-column', { name: file.name, columns: header });
  const workers = workersOf(given, file.size);
  const { model, depth, score, close } = await openChunkScorer(opened.bytes, opened.name, workers);
  const sink = createWriteStream(out);
  let rows = 0;
  let positives = 0;
  const scored = createInOrder<ScoredChunk>(depth, async ({ columns, scores }) => {
    const lines: string[] = [];
    for (let row = 0; row < rowCount(columns[textColumn]); row++) {
      const answers = scoredCells(model, scores, row);
      if (answers[2] === '1') positives++;
      lines.push(csvLine([...columns.map((column) => rowText(column, row)), ...answers], ','));
    }
    rows += lines.length;
    if (!sink.write(`${lines.join('\n')}\n`)) await once(sink, 'drain');
  });
  const keep = ({ columns }: TableChunk) =>
    scored.add(score(columns[textColumn]).then((scores) => ({ columns, scores })));
  try {
    sink.write(`${csvLine([...header, ...scoredColumnNames(model, header)], ',')}\n`);
    const { refused } = await runSteps(importTable(file, { ...plan.options, textColumn, labelColumn: null }, keep));
    await scored.finish();
    sink.end();
    await once(sink, 'finish');
    if (given.has('json')) printJson({ rows, positives, refused });
    else console.log(`${out}: ${rows} comments scored, ${positives} at or over the threshold`);
    for (const { reason, count, lines } of refused) {
      console.error(`${count} rows left out (${reason}), first on lines ${lines.join(', ')}`);
    }
  } catch (error) {
    sink.destroy();
    await rm(out, { force: true });
    throw error;
  } finally {
    await close();
  }
}
