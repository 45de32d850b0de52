import { DotPlot } from '../../../charts/DotPlot';
import { exploreWords } from '../../../i18n/exploreWords';
import { report, reportClasses } from '../../../stores/explore';
import { press } from '../press';
import { SectionSheet } from '../SectionSheet';
import { styleTables } from '../tables';
import { shareRow } from './shareRows';

/** Habits of writing: capitals, exclamation marks, drawn-out letters ... */
export function StyleSection() {
  const words = () => exploreWords();
  const marks = () => report().style ?? [];
  return (
    <SectionSheet
      section="style"
      title={words().sections.style}
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
