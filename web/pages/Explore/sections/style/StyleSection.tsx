import type { EdaReport } from '#shared/eda/sections';
import { DotPlot } from '../../../../charts/DotPlot';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { shareRow } from '../../sheet/shareRows';
import { differenceOf, points, shareCells, shareColumns } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** Habits of writing: capitals, exclamation marks, drawn-out letters ... */
export function StyleSection() {
  const words = () => exploreWords();
  const marks = () => report().style ?? [];
  return (
    <SectionSheet
      of="style"
      section="style"
      note={words().notes.style}
      ready={report().style !== undefined}
      tables={styleTables(report())}
      height={320}
    >
      <DotPlot
        label={words().style.chartLabel}
        rows={marks().map(({ mark, shares }) => shareRow(words().marks[mark], shares, reportClasses()))}
        xTitle={words().style.xTitle}
        className={(key) => words().classes[key]}
        onPick={(index) => press({ kind: 'style', mark: marks()[index].mark })}
      />
    </SectionSheet>
  );
}

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
