import type { LengthMeasure } from '#shared/eda/lengths/measures';
import { CLASS_KEYS, type ClassKey } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import type { Share } from '#shared/eda/share/wilson';
import { format } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import { reportClasses } from '../../stores/explore';
import type { TableCell, TableColumn, TableData } from './tableData';

/*
 * The numbers of each section as tables: what the table beside a chart shows, what is saved as CSV and what a report holds.
 */

const whole = (value: number) => format().number(value);
const share = (value: number) => format().percent(value, value < 0.1 ? 1 : 0);
const points = (value: number) => exploreWords().partsOfSpeech.difference(value);
const decimal = (digits: number) => (value: number) => format().number(value, digits);

export function overviewTables({ overview, classes }: Partial<EdaReport>): TableData[] {
  if (overview === undefined) return [];
  const words = exploreWords();
  const rows: TableCell[][] = [
    [words.overview.rows, overview.rows],
    ...CLASS_KEYS.flatMap((key): TableCell[][] => {
      const facts = classes?.[key];
      return facts === undefined ? [] : [[words.classes[key], facts.rows]];
    }),
    [words.overview.unique, overview.unique],
    [words.overview.empty, overview.empty],
    [words.overview.missing, overview.missing],
    [words.overview.duplicates, overview.duplicates],
    [words.overview.conflicts, overview.conflicts.texts],
  ];
  const columns: TableColumn[] = [{ head: words.overview.fact }, { head: words.overview.value, format: whole }];
  const languages = CLASS_KEYS.flatMap((key) => {
    const counts = overview.languages[key];
    if (counts === undefined) return [];
    const row: TableCell[] = [words.classes[key], counts.en, counts.ru, counts.other, counts.unknown];
    return [row];
  });
  return [
    { caption: words.sections.overview, columns, rows },
    {
      caption: words.overview.languages,
      columns: [
        { head: words.classHead },
        ...(['en', 'ru', 'other', 'unknown'] as const).map((id) => ({ head: words.languages[id], format: whole })),
      ],
      rows: languages,
    },
  ];
}

const QUANTILES = ['0.05', '0.25', '0.5', '0.75', '0.95', '0.99'] as const;

/** Statistics of one measure, a column per class; the histogram's bins after them. */
export function lengthTables(report: Partial<EdaReport>, measure: LengthMeasure, axis: 'linear' | 'log'): TableData[] {
  const words = exploreWords();
  const keys = reportClasses();
  const statistics = keys.flatMap((key) => report.classes?.[key]?.[measure] ?? []);
  if (report.lengths === undefined || statistics.length !== keys.length) return [];
  const row = (name: string, of: (facts: (typeof statistics)[number]) => number): TableCell[] => [
    name,
    ...statistics.map(of),
  ];
  const tenth = (value: number) => format().number(value, Number.isInteger(value) ? 0 : 1);
  const classColumns = keys.map((key) => ({ head: words.classes[key], format: tenth }));
  const { edges, counts } = report.lengths[measure][axis];
  return [
    {
      caption: `${words.lengths.quantiles}: ${words.measures[measure]}`,
      columns: [{ head: words.lengths.statistics }, ...classColumns],
      rows: [
        row(words.lengths.mean, ({ mean }) => mean),
        row(words.lengths.median, ({ median }) => median),
        row(words.lengths.min, ({ min }) => min),
        ...QUANTILES.map((at) => row(words.lengths.quantile(at), ({ quantiles }) => quantiles[at])),
        row(words.lengths.max, ({ max }) => max),
      ],
    },
    {
      caption: `${words.lengths.bins}: ${words.measures[measure]}`,
      columns: [
        { head: words.lengths.from, format: whole },
        { head: words.lengths.to, format: whole },
        ...classColumns,
      ],
      rows: edges
        .slice(0, -1)
        .map((edge, bin) => [edge, edges[bin + 1] - 1, ...keys.map((key) => counts[key]?.[bin] ?? 0)]),
    },
  ];
}

/** A share and its limits, for each class. */
function shareColumns(keys: readonly ClassKey[]): TableColumn[] {
  const { style, classes } = exploreWords();
  return keys.flatMap((key) => [
    { head: style.share(classes[key]), format: share },
    { head: style.low(classes[key]), format: share },
    { head: style.high(classes[key]), format: share },
  ]);
}

function shareCells(of: Share | undefined): TableCell[] {
  return of === undefined ? [null, null, null] : [of.value, of.low, of.high];
}

const differenceOf = (toxic: Share | undefined, other: Share | undefined): number | null =>
  toxic && other ? toxic.value - other.value : null;

export function styleTables(report: Partial<EdaReport>): TableData[] {
  const words = exploreWords();
  const keys = reportClasses();
  if (report.style === undefined) return [];
  return [
    {
      caption: words.sections.style,
      columns: [{ head: words.style.mark }, ...shareColumns(keys), { head: words.style.difference, format: points }],
      rows: report.style.map(({ mark, shares }) => [
        words.marks[mark],
        ...keys.flatMap((key) => shareCells(shares[key])),
        differenceOf(shares['1'], shares['0']),
      ]),
    },
  ];
}

export function partsOfSpeechTables(report: Partial<EdaReport>): TableData[] {
  const words = exploreWords();
  const found = report.partsOfSpeech;
  if (found === undefined || found.absent !== null) return [];
  const keys = reportClasses();
  return [
    {
      caption: words.sections.partsOfSpeech,
      columns: [
        { head: words.partsOfSpeech.wordClass },
        ...shareColumns(keys),
        { head: words.style.difference, format: points },
        { head: words.partsOfSpeech.effect, format: decimal(2) },
      ],
      rows: found.classes.map(({ wordClass, shares, effect }) => [
        words.wordClasses[wordClass],
        ...keys.flatMap((key) => shareCells(shares[key])),
        differenceOf(shares['1'], shares['0']),
        effect,
      ]),
    },
  ];
}

export function identityTables({ identity }: Partial<EdaReport>): TableData[] {
  if (identity === undefined || identity.terms.length === 0) return [];
  const words = exploreWords();
  return [
    {
      caption: words.sections.identity,
      columns: [
        { head: words.identity.group },
        { head: words.personalData.rows, format: whole },
        ...shareColumns(['1']),
        { head: words.identity.words, said: true },
      ],
      rows: identity.terms.map(({ group, toxic, words: found }) => [
        groupName(group),
        toxic.of,
        ...shareCells(toxic),
        found.join(', '),
      ]),
    },
  ];
}

/** What the screen calls a group of people. */
export function groupName(group: string): string {
  return exploreWords().behind.what.identity(group);
}

export function termTables(report: Partial<EdaReport>, n: '1' | '2' | '3'): TableData[] {
  const words = exploreWords();
  if (report.terms === undefined) return [];
  const keys = reportClasses();
  const byTerm = new Map<string, TableCell[]>();
  keys.forEach((key, i) => {
    for (const { term, count, documents } of report.terms?.[n][key] ?? []) {
      const row = byTerm.get(term) ?? [term, ...keys.flatMap(() => [null, null])];
      row[1 + 2 * i] = count;
      row[2 + 2 * i] = documents;
      byTerm.set(term, row);
    }
  });
  return [
    {
      caption: words.terms.caption(n),
      columns: [
        { head: words.terms.term, said: true },
        ...keys.flatMap((key) => [
          { head: words.terms.count(words.classes[key]), format: whole },
          { head: words.terms.documents(words.classes[key]), format: whole },
        ]),
      ],
      rows: [...byTerm.values()],
    },
  ];
}

export function distinctionTables({ distinction }: Partial<EdaReport>, which: 'terms' | 'scatter'): TableData[] {
  if (distinction === undefined || distinction[which].length === 0) return [];
  const words = exploreWords();
  const { columns } = words.distinction;
  return [
    {
      caption: words.sections[which === 'terms' ? 'distinction' : 'scatter'],
      columns: [
        { head: columns.term, said: true },
        { head: columns.n, format: whole },
        { head: columns.toxic, format: whole },
        { head: columns.other, format: whole },
        { head: columns.toxicComments, format: whole },
        { head: columns.otherComments, format: whole },
        { head: columns.logOdds, format: decimal(2) },
        { head: columns.z, format: decimal(1) },
        { head: columns.chiSquared, format: decimal(1) },
      ],
      rows: [...distinction[which]]
        .sort((a, b) => b.z - a.z)
        .map(({ term, n, counts, documents, logOdds, z, chiSquared }) => [
          term,
          n,
          ...counts,
          ...documents,
          logOdds,
          z,
          chiSquared,
        ]),
    },
  ];
}

export function collocationTables(report: Partial<EdaReport>): TableData[] {
  const words = exploreWords();
  const rows = reportClasses().flatMap((key) =>
    (report.collocations?.[key] ?? []).map(({ term, count, logLikelihood, pmi }): TableCell[] => [
      term,
      words.classes[key],
      count,
      logLikelihood,
      pmi,
    ]),
  );
  if (rows.length === 0) return [];
  return [
    {
      caption: words.sections.collocations,
      columns: [
        { head: words.collocations.pair, said: true },
        { head: words.classHead },
        { head: words.collocations.count, format: whole },
        { head: words.collocations.likelihood, format: decimal(1) },
        { head: words.collocations.pmi, format: decimal(1) },
      ],
      rows,
    },
  ];
}

export function personalDataTables({ personalData }: Partial<EdaReport>): TableData[] {
  if (personalData === undefined) return [];
  const words = exploreWords();
  return [
    {
      caption: words.sections.personalData,
      columns: [
        { head: words.personalData.kind },
        { head: words.personalData.rows, format: whole },
        { head: words.personalData.occurrences, format: whole },
      ],
      rows: personalData.map(({ kind, rows, occurrences }) => [words.personal[kind], rows, occurrences]),
    },
  ];
}

export function duplicateTables({ duplicates }: Partial<EdaReport>): TableData[] {
  if (duplicates === undefined) return [];
  const words = exploreWords().duplicates;
  const { exact, near, conflicting } = duplicates;
  return [
    {
      caption: exploreWords().sections.duplicates,
      columns: [
        { head: words.kind },
        { head: words.groupsHead, format: whole },
        { head: words.rowsHead, format: whole },
      ],
      rows: [
        [words.exact, exact.groups, exact.spare],
        [words.near, near.groups, near.spare],
        [words.conflicting, conflicting.groups, conflicting.rows],
      ],
    },
  ];
}

/** Rows by number only: no comment is quoted. */
export function labelErrorTables({ labelErrors }: Partial<EdaReport>): TableData[] {
  if (labelErrors === undefined || labelErrors.absent !== null) return [];
  const words = exploreWords();
  return [
    {
      caption: words.labelErrors.caption,
      columns: [
        { head: words.labelErrors.row, format: whole },
        { head: words.labelErrors.given },
        { head: words.labelErrors.suggested },
        { head: words.labelErrors.confidence, format: (value) => format().percent(value, 1) },
      ],
      rows: labelErrors.errors.map(({ row, given, suggested, selfConfidence }) => [
        row + 1,
        words.labels[given === 1 ? '1' : '0'],
        words.labels[suggested === 1 ? '1' : '0'],
        selfConfidence,
      ]),
    },
  ];
}
