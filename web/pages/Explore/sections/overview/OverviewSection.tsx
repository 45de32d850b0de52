import { For } from 'solid-js';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import type { Overview } from '#shared/eda/overview/overview';
import { CLASS_KEYS, type ClassKey } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import type { TextLanguage } from '#shared/text/language/language';
import { BalanceBar } from '../../../../charts/BalanceBar';
import { type Bar, Bars } from '../../../../charts/Bars';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { classFilter, press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableCell, TableColumn, TableData } from '../../sheet/tableData';

const LANGUAGES: readonly TextLanguage[] = ['en', 'ru', 'other', 'unknown'];

/** What is in the dataset: counts, classes, languages. */
export function OverviewSection() {
  const words = () => exploreWords().overview;
  const overview = () => report().overview;
  return (
    <SectionSheet
      of="overview"
      section="overview"
      note={exploreWords().notes.overview}
      ready={report().overview !== undefined}
      tables={overviewTables(report())}
      height={180}
      wide
    >
      <ul class="figures">
        <For each={factsOf(overview())}>
          {(fact) => (
            <li>
              <strong>{format().number(fact.value)}</strong>
              <span title={fact.help}>{fact.name}</span>
              {fact.filter !== null && fact.value > 0 ? (
                <button type="button" class="read" onClick={() => fact.filter && press(fact.filter)}>
                  {words().read}
                </button>
              ) : null}
            </li>
          )}
        </For>
      </ul>
      <div class="pair">
        <div>
          <h3>{words().balance}</h3>
          <BalanceBar
            label={words().balanceLabel}
            parts={reportClasses().map((key) => part(key, overview()?.rows ?? 0))}
            onPick={(index) => press(classFilter(reportClasses()[index]))}
          />
        </div>
        <div>
          <h3>{words().languages}</h3>
          <Languages overview={overview()} />
        </div>
      </div>
    </SectionSheet>
  );
}

function part(key: ClassKey, all: number) {
  const rows = report().classes?.[key]?.rows ?? 0;
  return { of: key, value: rows, name: exploreWords().overview.part(key, rows, all === 0 ? 0 : rows / all) };
}

interface Fact {
  readonly name: string;
  readonly value: number;
  readonly help?: string;
  readonly filter: RowFilter | null;
}

function factsOf(overview: Overview | undefined): Fact[] {
  if (overview === undefined) return [];
  const words = exploreWords().overview;
  return [
    { name: words.rows, value: overview.rows, filter: null },
    { name: words.unique, value: overview.unique, filter: null },
    { name: words.empty, value: overview.empty, filter: { kind: 'empty' } },
    { name: words.missing, value: overview.missing, help: words.missingHelp, filter: { kind: 'missing' } },
    { name: words.duplicates, value: overview.duplicates, help: words.duplicatesHelp, filter: null },
    { name: words.conflicts, value: overview.conflicts.texts, filter: null },
  ];
}

function Languages(props: { overview: Overview | undefined }) {
  const counted = () => {
    const counts = props.overview?.languages ?? {};
    return LANGUAGES.map((language) => ({
      language,
      rows: CLASS_KEYS.reduce((sum, key) => sum + (counts[key]?.[language] ?? 0), 0),
    })).filter(({ rows }) => rows > 0);
  };
  const bars = (): Bar[] =>
    counted().map(({ language, rows }) => ({
      name: exploreWords().languages[language],
      value: rows,
      shown: format().number(rows),
      of: 'unlabelled',
      userText: false,
      offensive: false,
      tip: [
        exploreWords().languages[language],
        `${format().number(rows)} (${format().percent(rows / Math.max(1, props.overview?.rows ?? 0), 1)})`,
      ],
    }));
  return (
    <Bars
      label={exploreWords().overview.languageLabel}
      bars={bars()}
      onPick={(index) => press({ kind: 'language', language: counted()[index].language })}
    />
  );
}

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
