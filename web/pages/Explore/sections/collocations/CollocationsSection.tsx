import { For } from 'solid-js';
import type { ClassKey } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import { Bars } from '../../../../charts/Bars';
import { CLASS_STYLE } from '../../../../charts/classes';
import { ClassMark } from '../../../../components/ClassMark';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { classFilter, press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { decimal, whole } from '../../sheet/tableColumns';
import type { TableCell, TableData } from '../../sheet/tableData';

const BARS = 12;

/** Pairs of adjacent words that occur more often than by chance. */
export function CollocationsSection(props: { offensive: (term: string) => boolean }) {
  const words = () => exploreWords().collocations;
  const keys = reportClasses;
  const pairs = (key: ClassKey) => (report().collocations?.[key] ?? []).slice(0, BARS);
  const absent = () =>
    report().collocations !== undefined && collocationTables(report()).length === 0 ? words().none : undefined;
  return (
    <SectionSheet
      of="collocations"
      section="collocations"
      note={exploreWords().notes.collocations}
      ready={report().collocations !== undefined}
      tables={collocationTables(report())}
      height={BARS * 28 + 40}
      wide
      offensive={props.offensive}
      absent={absent()}
    >
      <div class="panels" classList={{ beside: keys().length > 1 }}>
        <For each={keys()}>
          {(key) => (
            <div class="panel">
              <h3>
                <ClassMark kind={CLASS_STYLE[key]}>{exploreWords().classes[key]}</ClassMark>
              </h3>
              <Bars
                label={words().chartLabel(key)}
                bars={pairs(key).map(({ term, count, logLikelihood, pmi }) => ({
                  name: term,
                  value: logLikelihood,
                  shown: format().number(logLikelihood),
                  of: key,
                  userText: true,
                  offensive: props.offensive(term),
                  tip: [term, words().tip(count, pmi), `${words().likelihood}: ${format().number(logLikelihood, 1)}`],
                }))}
                onPick={(index) => press({ kind: 'term', term: pairs(key)[index].term }, classFilter(key))}
              />
            </div>
          )}
        </For>
      </div>
    </SectionSheet>
  );
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
        { head: words.collocations.pair, userText: true },
        { head: words.classHead },
        { head: words.collocations.count, format: whole },
        { head: words.collocations.likelihood, format: decimal(1) },
        { head: words.collocations.pmi, format: decimal(1) },
      ],
      rows,
    },
  ];
}
