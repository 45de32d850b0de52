import { For } from 'solid-js';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import type { Overview } from '#shared/eda/overview/overview';
import { CLASS_KEYS, type ClassKey } from '#shared/eda/section/classes';
import type { TextLanguage } from '#shared/text/language/language';
import { BalanceBar } from '../../../charts/BalanceBar';
import { type Bar, Bars } from '../../../charts/Bars';
import { format } from '../../../i18n';
import { exploreWords } from '../../../i18n/exploreWords';
import { report, reportClasses } from '../../../stores/explore';
import { classFilter, press } from '../press';
import { SectionSheet } from '../SectionSheet';
import { overviewTables } from '../tables';

const LANGUAGES: readonly TextLanguage[] = ['en', 'ru', 'other', 'unknown'];

/** What is in the dataset: counts, classes, languages. */
export function OverviewSection() {
  const words = () => exploreWords().overview;
  const overview = () => report().overview;
  return (
    <SectionSheet
      section="overview"
      title={exploreWords().sections.overview}
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
      said: false,
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
