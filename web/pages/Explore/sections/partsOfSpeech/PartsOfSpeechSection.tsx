import type { EdaReport } from '#shared/eda/sections';
import { DotPlot } from '../../../../charts/DotPlot';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { shareRow } from '../../sheet/shareRows';
import { decimal, differenceOf, points, shareCells, shareColumns } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** Nouns, verbs and the rest: their share of the words of each class. Slow, so it waits to be asked for. */
export function PartsOfSpeechSection() {
  const words = () => exploreWords();
  const found = () => report().partsOfSpeech;
  const classes = () => found()?.classes ?? [];
  return (
    <SectionSheet
      of="partsOfSpeech"
      section="partsOfSpeech"
      note={words().notes.partsOfSpeech}
      ready={report().partsOfSpeech !== undefined}
      tables={partsOfSpeechTables(report())}
      height={300}
      absent={(found()?.absent ?? null) === null ? undefined : words().partsOfSpeech.absent}
      ask={{ action: words().partsOfSpeech.ask, text: words().partsOfSpeech.askText }}
      foot={<p>{words().partsOfSpeech.rows(found()?.rows ?? 0)}</p>}
    >
      <DotPlot
        label={words().partsOfSpeech.chartLabel}
        rows={classes().map(({ wordClass, shares, effect }) =>
          shareRow(
            words().wordClasses[wordClass],
            shares,
            reportClasses(),
            Number.isFinite(effect) ? [words().partsOfSpeech.effectTip(effect)] : [],
          ),
        )}
        xTitle={words().partsOfSpeech.xTitle}
        className={(key) => words().classes[key]}
        onPick={(index) => press({ kind: 'wordClass', wordClass: classes()[index].wordClass })}
      />
    </SectionSheet>
  );
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
