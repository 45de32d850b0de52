import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { TableChunk } from '#shared/data/chunkBuilder';
import { csvLine } from '#shared/data/csvLine';
import { importTable } from '#shared/data/readTable';
import { rowCount, rowText, type TextColumn } from '#shared/data/textColumn';
import { CodedError } from '#shared/errors';
import type { Model } from '#shared/ml/model';
import { hasProbability, probabilityOf } from '#shared/ml/scorer';
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

/** Names for the added columns; one already taken by the input gets a prefix. */
function addedColumns(model: Model, taken: readonly string[]): string[] {
  const { labels } = model.manifest;
  const names = ['score', 'probability', 'label'];
  if (labels.length > 1) {
    for (const label of labels) names.push(`${label}_score`, `${label}_probability`, `${label}_label`);
  }
  return names.map((name) => (taken.includes(name) ? `moderato_${name}` : name));
}

function answersOf(model: Model, scores: Float64Array, row: number): string[] {
  const { labels } = model.linear;
  const cells: string[] = [];
  const push = (label: number) => {
    const score = scores[row * labels + label];
    const probability = hasProbability(model) ? String(probabilityOf(model, score, label)) : '';
    cells.push(String(score), probability, score >= model.manifest.thresholds[label] ? '1' : '0');
  };
  push(0);
  if (labels > 1) for (let label = 0; label < labels; label++) push(label);
  return cells;
}

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
      const answers = answersOf(model, scores, row);
      if (answers[2] === '1') positives++;
      lines.push(csvLine([...columns.map((column) => rowText(column, row)), ...answers], ','));
    }
    rows += lines.length;
    if (!sink.write(`${lines.join('\n')}\n`)) await once(sink, 'drain');
  });
  const keep = ({ columns }: TableChunk) =>
    scored.add(score(columns[textColumn]).then((scores) => ({ columns, scores })));
  try {
    sink.write(`${csvLine([...header, ...addedColumns(model, header)], ',')}\n`);
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
