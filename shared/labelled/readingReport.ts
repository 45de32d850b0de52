import { isWorthCleaning, kindsFound } from '#shared/data/cleaning';
import type { Refused } from '#shared/data/importReport';
import type { ReadingPlan } from '#shared/data/inspect';
import { noticeText, questionText, refusalText } from './readingText';

/** What was read, as `--json` carries it. */
export interface ReadingSummary {
  readonly file: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly entry: string | null;
  readonly sheet: string | null;
  readonly header: boolean;
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly examples: readonly string[] }[];
  readonly text: string | null;
  readonly label: string | null;
  readonly labels: readonly string[];
  readonly meanings: Readonly<Record<string, { readonly meaning: string; readonly count: number }>>;
  readonly inverted: boolean;
  readonly rows: number;
  readonly pos: number;
  readonly neg: number;
  readonly unlabelled: number;
  readonly left_out: readonly Refused[];
  /** What `--clean` changes. */
  readonly cleaning: ReadingPlan['report']['cleaning'];
  readonly first: string | null;
  readonly questions: ReadingPlan['report']['questions'];
  readonly notices: ReadingPlan['report']['notices'];
}

/** Values and characters of a comment that a summary holds. */
const VALUES = 200;
const FIRST_CHARACTERS = 2000;

/** @param file as it was named. */
export function summaryOfReading(file: string, plan: ReadingPlan): ReadingSummary {
  const { report } = plan;
  const [first] = report.labelling;
  return {
    file,
    format: plan.format,
    encoding: plan.encoding,
    delimiter: plan.delimiter,
    entry: plan.packing?.entry ?? null,
    sheet: plan.sheet,
    header: plan.hasHeader,
    columns: plan.columns.map(({ name, kind, examples }) => ({ name, kind, examples })),
    text: report.columns[report.textColumn] ?? null,
    label: first?.name ?? null,
    labels: report.labelling.map(({ name }) => name),
    meanings: Object.fromEntries(
      (first?.values ?? []).slice(0, VALUES).map(({ value, count, meaning }) => [value, { meaning, count }]),
    ),
    inverted: first?.inverted ?? false,
    rows: report.rows,
    pos: report.positives,
    neg: report.negatives,
    unlabelled: report.unlabelled,
    left_out: report.refused,
    cleaning: report.cleaning,
    first: report.firstText === null ? null : report.firstText.slice(0, FIRST_CHARACTERS),
    questions: report.questions,
    notices: report.notices,
  };
}

/** Columns listed one by one; of a file with more, the rest are counted. */
const COLUMNS = 40;
const MEANINGS = 30;

/** The summary in words, a line each. */
export function readingLines(summary: ReadingSummary, withColumns: boolean): string[] {
  const { file, format, encoding, delimiter, sheet, entry, text, label, rows, pos, neg, unlabelled } = summary;
  const how = [format, encoding, delimiter === null ? null : `separated by ${shownDelimiter(delimiter)}`];
  const where = [entry === null ? null : `file ${entry}`, sheet === null ? null : `sheet ${sheet}`];
  const lines = [`${file}: ${[...how, ...where].filter((part) => part !== null).join(', ')}`];
  if (withColumns) {
    for (const { name, kind, examples } of summary.columns.slice(0, COLUMNS)) {
      lines.push(
        `  column ${JSON.stringify(name)}: ${kind}${examples.length > 0 ? `, such as ${examples.map((one) => JSON.stringify(one)).join(', ')}` : ''}`,
      );
    }
    if (summary.columns.length > COLUMNS) lines.push(`  and ${summary.columns.length - COLUMNS} more columns`);
  }
  lines.push(`  comments: ${text === null ? 'no column found' : JSON.stringify(text)}`);
  lines.push(
    `  labels: ${label === null ? 'none' : summary.labels.map((name) => JSON.stringify(name)).join(', ')}${summary.inverted ? ' (inverted)' : ''}`,
  );
  const meanings = Object.entries(summary.meanings);
  for (const [value, { meaning, count }] of meanings.slice(0, MEANINGS)) {
    lines.push(`    ${JSON.stringify(value)} (${count}): ${MEANING[meaning] ?? meaning}`);
  }
  if (meanings.length > MEANINGS) lines.push(`    and ${meanings.length - MEANINGS} more values`);
  lines.push(
    label === null
      ? `  rows: ${rows}`
      : `  rows: ${rows}; toxic ${pos}, not toxic ${neg}${unlabelled > 0 ? `, unlabelled ${unlabelled}` : ''}`,
  );
  for (const refused of summary.left_out) lines.push(`  left out: ${refusalText(refused)}`);
  const { cleaning } = summary;
  const done = summary.notices.some(({ code }) => code === 'text-cleaned');
  if (!done && isWorthCleaning(cleaning)) {
    lines.push(`  leftovers of programs in ${cleaning.rows} comments (${leftovers(cleaning)}): undo them with --clean`);
    if (withColumns) {
      for (const { before, after } of cleaning.examples) {
        lines.push(`    ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`);
      }
    }
  }
  for (const notice of summary.notices) lines.push(`  note: ${noticeText(notice)}`);
  for (const question of summary.questions) lines.push(`  question: ${questionText(question)}`);
  return lines;
}

const LEFTOVER: Readonly<Record<keyof ReadingSummary['cleaning']['found'], string>> = {
  entities: 'HTML entities',
  escapes: 'literal \\n or \\u2019',
  decomposed: 'accents apart from their letters',
  zeroWidth: 'zero-width characters',
};

function leftovers(cleaning: ReadingSummary['cleaning']): string {
  return kindsFound(cleaning)
    .map((kind) => `${LEFTOVER[kind]}: ${cleaning.found[kind]}`)
    .join('; ');
}

const MEANING: Readonly<Record<string, string>> = {
  toxic: 'toxic',
  notToxic: 'not toxic',
  leaveOut: 'left out',
  ask: 'not known: say with --positive, --negative or --leave-out',
};

function shownDelimiter(delimiter: string): string {
  return delimiter === '\t' ? 'tabs' : delimiter;
}
