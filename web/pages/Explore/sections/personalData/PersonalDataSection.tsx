import type { EdaReport } from '#shared/eda/sections';
import { Bars } from '../../../../charts/Bars';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** What looks like an address, a number or a name that leads to a person. */
export function PersonalDataSection() {
  const words = () => exploreWords();
  const kinds = () => (report().personalData ?? []).filter(({ rows }) => rows > 0);
  return (
    <SectionSheet
      of="personalData"
      section="personalData"
      note={words().notes.personalData}
      ready={report().personalData !== undefined}
      tables={personalDataTables(report())}
      height={150}
      absent={report().personalData !== undefined && kinds().length === 0 ? words().personalData.none : undefined}
      foot={<p>{words().personalData.help}</p>}
    >
      <Bars
        label={words().personalData.chartLabel}
        bars={kinds().map(({ kind, rows, occurrences }) => ({
          name: words().personal[kind],
          value: rows,
          shown: format().number(rows),
          of: 'unlabelled',
          userText: false,
          offensive: false,
          tip: [words().personal[kind], words().personalData.tip(rows, occurrences)],
        }))}
        onPick={(index) => press({ kind: 'personalData', what: kinds()[index].kind })}
      />
    </SectionSheet>
  );
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
