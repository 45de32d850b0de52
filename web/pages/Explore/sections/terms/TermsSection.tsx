import { createSignal, For, Show } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import type { TermCount } from '#shared/eda/terms/terms';
import { type Bar, Bars } from '../../../../charts/Bars';
import { CLASS_STYLE } from '../../../../charts/classes';
import { ClassMark } from '../../../../components/ClassMark';
import { SegmentedControl } from '../../../../components/SegmentedControl';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { classFilter, press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableCell, TableData } from '../../sheet/tableData';
import { ClassCloud } from './ClassCloud';

type Length = '1' | '2' | '3';
type By = 'count' | 'documents';

const BARS = 20;

/** The commonest words, pairs and triples of each class, as bars, as a cloud, as a table. */
export function TermsSection(props: { offensive: (term: string) => boolean }) {
  const words = () => exploreWords().terms;
  const [n, setN] = createSignal<Length>('1');
  const [by, setBy] = createSignal<By>('count');
  const [view, setView] = createSignal<'bars' | 'cloud'>('bars');
  const keys = reportClasses;
  const absent = () => {
    const terms = report().terms?.[n()];
    return terms !== undefined && keys().every((key) => (terms[key]?.length ?? 0) === 0) ? words().none : undefined;
  };
  return (
    <SectionSheet
      of="terms"
      section="terms"
      note={exploreWords().notes.terms}
      ready={report().terms !== undefined}
      tables={termTables(report(), n())}
      height={BARS * 28 + 36}
      wide
      offensive={props.offensive}
      absent={absent()}
      controls={
        <>
          <SegmentedControl
            label={words().length}
            value={n()}
            options={(['1', '2', '3'] as const).map((value) => ({ value, label: words().lengths[value] }))}
            onChange={setN}
          />
          <SegmentedControl
            label={words().by}
            value={by()}
            options={(['count', 'documents'] as const).map((value) => ({ value, label: words().bys[value] }))}
            onChange={setBy}
          />
          <SegmentedControl
            label={words().view}
            value={view()}
            options={(['bars', 'cloud'] as const).map((value) => ({ value, label: words().views[value] }))}
            onChange={setView}
          />
        </>
      }
    >
      <div class="panels" classList={{ beside: keys().length > 1 }}>
        <For each={keys()}>
          {(key) => (
            <div class="panel">
              <h3>
                <ClassMark kind={CLASS_STYLE[key]}>{exploreWords().classes[key]}</ClassMark>
                <span class="quiet"> {totals(key, n())}</span>
              </h3>
              <Show
                when={view() === 'cloud'}
                fallback={<TermBars of={key} n={n()} by={by()} offensive={props.offensive} />}
              >
                <ClassCloud of={key} n={n()} terms={commonest(key, n(), by())} by={by()} offensive={props.offensive} />
              </Show>
            </div>
          )}
        </For>
      </div>
    </SectionSheet>
  );
}

function totals(key: ClassKey, n: Length): string {
  const all = report().termTotals?.[n][key];
  return all === undefined ? '' : exploreWords().terms.totals(all.terms, all.count);
}

/** The terms of a class, the commonest first by either count. */
function commonest(key: ClassKey, n: Length, by: By): readonly TermCount[] {
  const terms = report().terms?.[n][key] ?? [];
  return by === 'count' ? terms : [...terms].sort((a, b) => b.documents - a.documents);
}

function TermBars(props: { of: ClassKey; n: Length; by: By; offensive: (term: string) => boolean }) {
  const terms = () => commonest(props.of, props.n, props.by).slice(0, BARS);
  const bars = (): Bar[] =>
    terms().map(({ term, count, documents }) => {
      const value = props.by === 'count' ? count : documents;
      return {
        name: term,
        value,
        shown: format().number(value),
        of: props.of,
        userText: true,
        offensive: props.offensive(term),
        tip: [
          term,
          exploreWords().terms.tip(count, documents),
          exploreWords().terms.tipShare(documents / Math.max(1, report().classes?.[props.of]?.rows ?? 0)),
        ],
      };
    });
  return (
    <Bars
      label={exploreWords().terms.barsLabel(props.of)}
      bars={bars()}
      onPick={(index) => press({ kind: 'term', term: terms()[index].term }, classFilter(props.of))}
    />
  );
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
        { head: words.terms.term, userText: true },
        ...keys.flatMap((key) => [
          { head: words.terms.count(words.classes[key]), format: whole },
          { head: words.terms.documents(words.classes[key]), format: whole },
        ]),
      ],
      rows: [...byTerm.values()],
    },
  ];
}
