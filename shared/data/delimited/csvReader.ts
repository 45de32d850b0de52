import { planTable } from '../filePlan';
import { extensionsOf } from '../formats';
import type { PlannedText, TextReader } from '../formats/textReader';
import type { ReadingQuestion } from '../guess/questions';
import type { ImportNotice } from '../importReport';
import { type CsvLayout, createCsvTableRows } from './csvTable';
import { guessTable } from './guessTable';
import { looksTabular } from './looksTabular';

type PlanHead = Parameters<TextReader['plan']>[0];

/** Tables whose cells are separated by a character: CSV, TSV and the like. Their names are believed. */
export const csvReader: TextReader = {
  recognises: {
    name: ({ name }) => extensionsOf('csv').some((extension) => name.toLowerCase().endsWith(extension)),
    rows: ({ text, complete }) => looksTabular(text, complete),
  },
  plan: planCsv,
};

function planCsv({ name, text, complete, options }: PlanHead): PlannedText | null {
  const guess = guessTable(text, complete, options);
  if (guess === null) return null;
  const { dialect, skipLines } = guess;
  const [first, ...rows] = guess.rows;
  if (first === undefined) return null;
  const plan = planTable(name, first, rows, complete, options);
  const notices: ImportNotice[] = [...plan.notices];
  if (skipLines > 0 && options.skipLines === undefined) notices.push({ code: 'lines-above-header', count: skipLines });
  if (dialect.quotes === 'text' && options.quotes === undefined && !dialect.markdown)
    notices.push({ code: 'quotes-as-text' });
  if (dialect.quote === "'") notices.push({ code: 'single-quotes' });
  if (dialect.wrapped) notices.push({ code: 'whole-lines-quoted' });
  const questions: ReadingQuestion[] = [...plan.questions];
  const { doubtfulLines: lines } = guess;
  if (lines.length > 0) questions.push({ code: 'quotes-swallow-lines', count: lines.length, lines });
  const guardsQuotes = options.quotes === undefined && dialect.quotes !== 'text' && lines.length === 0;
  const layout: CsvLayout = {
    dialect,
    skipLines,
    hasHeader: plan.hasHeader,
    columns: plan.names,
    guardsQuotes,
    textColumn: plan.textColumn,
    labelColumns: plan.labelColumns,
  };
  return {
    plan: { ...plan, notices, questions },
    delimiter: dialect.delimiter,
    rows: (take) => createCsvTableRows(layout, take),
  };
}
