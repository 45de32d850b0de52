import { DotPlot } from '../../../charts/DotPlot';
import { exploreWords } from '../../../i18n/exploreWords';
import { report, reportClasses } from '../../../stores/explore';
import { press } from '../press';
import { SectionSheet } from '../SectionSheet';
import { partsOfSpeechTables } from '../tables';
import { shareRow } from './shareRows';

/** Nouns, verbs and the rest: their share of the words of each class. Slow, so it waits to be asked for. */
export function PartsOfSpeechSection() {
  const words = () => exploreWords();
  const found = () => report().partsOfSpeech;
  const classes = () => found()?.classes ?? [];
  return (
    <SectionSheet
      section="partsOfSpeech"
      title={words().sections.partsOfSpeech}
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
